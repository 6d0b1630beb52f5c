internal import Foundation
internal import IntakeModel
public import IntakeResources

/// 按栏目文法解码: applies what a field may hold inside the CTC decode, so that the whole distribution is used.
///
/// A grammar proposes, it never invents: a value that needed a repair says so in its evidence.
public struct FieldDecoder: Sendable {
    /// Nats by which a reading may be behind the best and still be told as another: one of four hundred.
    private static let rival = 6.0

    let facts: IntakeFacts
    public let normalizer: TextNormalizer

    public init(facts: IntakeFacts) {
        self.facts = facts
        normalizer = TextNormalizer(folding: facts.folding)
    }

    public func decode(_ lattice: CTCLattice, as grammar: FieldGrammarName) -> DecodedField {
        let path = lattice.greedyPath()
        let plain = path.map { lattice.characters.characters[$0.character] }.joined()
        var field: DecodedField
        switch grammar {
        case .citizenID, .studentNumber, .phone, .height, .age:
            field = digits(lattice, plain: plain, grammar: DigitGrammar(name: grammar, facts: facts))
        case .date:
            field = date(lattice, plain: plain)
        case .sex, .ethnicGroup, .relation, .education, .maritalStatus, .militaryService, .bloodType:
            field = listed(lattice, plain: plain, grammar: grammar)
        case .name, .place, .text, .gradeClass:
            field = free(lattice, plain: plain, grammar: grammar)
            if lattice.reading(of: path).hasCloseDouble { field.evidence.repaired = true }
        }
        field.evidence.lowest = path.map { Double($0.confidence) }.min() ?? 0
        return field
    }

    /// Natural logarithm of the probability that a line says exactly `text`; −∞ for characters the engine lacks.
    public func score(of text: String, in lattice: CTCLattice) -> Double {
        lattice.characters.indices(of: text).map { lattice.forwardScore(of: $0) } ?? -.infinity
    }

    // MARK: Numbers

    private func digits(_ lattice: CTCLattice, plain: String, grammar: DigitGrammar) -> DecodedField {
        let alphabet = grammar.alphabet.compactMap { lattice.characters.index(of: String($0)) }
        var lookalikes: [Int: [Int]] = [:]
        for (digit, others) in DigitGrammar.lookalikes where grammar.alphabet.contains(digit) {
            guard let index = lattice.characters.index(of: String(digit)) else { continue }
            lookalikes[index] = others.compactMap { lattice.characters.index(of: String($0)) }
        }
        let search = PrefixBeamSearch(width: 60, alphabet: alphabet, lookalikes: lookalikes, longest: 20)
        let paths = search.search(lattice, count: 60)
        let candidates: [(text: String, score: Double, path: Double)] = paths.compactMap { path in
            let text = spell(path.characters, lattice)
            return grammar.plausibility(text).map { (text, path.score + $0, path.score) }
        }.sorted { $0.score > $1.score }
        let folded = normalizer.fold(plain).uppercased()
        guard let best = candidates.first else {
            let kept = folded.filter { grammar.alphabet.contains($0) }
            return DecodedField(
                value: kept.isEmpty ? nil : kept, raw: plain, alternatives: [], evidence: ReadingEvidence())
        }
        let total = candidates.reduce(0) { $0 + exp($1.score - best.score) }
        var evidence = ReadingEvidence()
        evidence.margin = 1 / total
        evidence.pathScore = exp(best.path / Double(max(1, best.text.count)))
        evidence.plainAgrees = folded == best.text
        evidence.checked = grammar.isChecked(best.text)
        evidence.repaired = paths.first.map { spell($0.characters, lattice) != best.text } ?? false
        return DecodedField(
            value: best.text, raw: plain,
            alternatives: candidates.dropFirst().prefix(4).filter { $0.score > best.score - FieldDecoder.rival }.map(
                \.text),
            evidence: evidence)
    }

    // MARK: Dates

    private static let dateAlphabet = "0123456789年月日号.-/〇○零一二三四五六七八九十元"

    private func date(_ lattice: CTCLattice, plain: String) -> DecodedField {
        let alphabet = FieldDecoder.dateAlphabet.compactMap { lattice.characters.index(of: String($0)) }
        let paths = PrefixBeamSearch(width: 40, alphabet: alphabet, longest: 16).search(lattice, count: 40)
        var values: [(iso: String, text: String, score: Double, real: Bool)] = []
        for path in paths {
            let text = spell(path.characters, lattice)
            guard let read = DateText(text), read.isPlausible else { continue }
            let real = read.date != nil
            let iso = read.isoShaped
            // Soft: a day that does not exist stays as it was written and becomes a finding.
            let score = path.score + (real ? 0 : -2.5)
            if let known = values.firstIndex(where: { $0.iso == iso }) {
                values[known].score = log(exp(values[known].score) + exp(score))
            } else {
                values.append((iso, text, score, real))
            }
        }
        values.sort { $0.score > $1.score }
        guard let best = values.first else {
            if let first = beginning(of: plain) {
                var evidence = ReadingEvidence()
                evidence.margin = 0.5
                evidence.checked = true
                evidence.repaired = true
                return DecodedField(value: first.isoShaped, raw: plain, alternatives: [], evidence: evidence)
            }
            // 年 月 日 alone is a form left blank.
            let digits = plain.contains { $0.isNumber }
            return DecodedField(
                value: digits ? nil : normalizer.fold(plain).allSatisfy({ "年月日.".contains($0) }) ? "" : nil,
                raw: plain, alternatives: [], evidence: ReadingEvidence())
        }
        let total = values.reduce(0) { $0 + exp($1.score - best.score) }
        var evidence = ReadingEvidence()
        evidence.margin = 1 / total
        evidence.pathScore = exp(best.score / Double(max(1, best.text.count)))
        evidence.plainAgrees = DateText(normalizer.fold(plain))?.isoShaped == best.iso
        evidence.checked = best.real
        evidence.repaired = paths.first.flatMap { DateText(spell($0.characters, lattice))?.isoShaped } != best.iso
        return DecodedField(
            value: best.iso, raw: plain,
            alternatives: values.dropFirst().prefix(4).filter { $0.score > best.score - FieldDecoder.rival && $0.real }
                .map(\.iso),
            evidence: evidence)
    }

    /// The date that a text begins with, where something else follows its 日: the number of a seal stands there as well.
    /// `nil` where that may be another date.
    private func beginning(of plain: String) -> DateText? {
        let folded = normalizer.fold(plain)
        guard let end = folded.firstIndex(where: { "日号".contains($0) }),
            !folded[folded.index(after: end)...].contains(where: { "年月日号".contains($0) }),
            let first = DateText(String(folded[...end])), first.isPlausible, first.date != nil
        else { return nil }
        return first
    }

    // MARK: Closed lists

    private func listed(_ lattice: CTCLattice, plain: String, grammar: FieldGrammarName) -> DecodedField {
        guard let list = facts.codeLists[grammar] else { return free(lattice, plain: plain, grammar: .text) }
        var scored: [(text: String, score: Double)] = list.spellings.compactMap { spelling in
            lattice.characters.indices(of: spelling).map { (spelling, lattice.forwardScore(of: $0)) }
        }.sorted { $0.score > $1.score }
        let folded = normalizer.fold(plain)
        guard let best = scored.first else { return free(lattice, plain: plain, grammar: .text) }
        // The way out of the list: whatever the line says by itself.
        let outside =
            lattice.characters.indices(of: folded.isEmpty ? plain : folded).map { lattice.forwardScore(of: $0) } ?? -60
        let inside = scored.prefix(8).reduce(0.0) { $0 + exp($1.score - best.score) }
        let isEntry = scored.contains { $0.text == folded }
        let escape = isEntry ? 0 : exp(min(40, outside - best.score))
        var evidence = ReadingEvidence()
        evidence.plainAgrees = folded == best.text
        let bare = EdgeStrokes.removed(from: folded, as: grammar)
        if bare != folded, list.spellings.contains(bare) {
            evidence.margin = 0.9
            evidence.checked = true
            evidence.repaired = true
            evidence.pathScore = exp(outside / Double(max(1, folded.count)))
            return DecodedField(value: canonical(bare, list), raw: plain, alternatives: [], evidence: evidence)
        }
        if escape > 20 {
            // Clearly something else: deliver what stands there, the check will say that it is not in the list.
            evidence.margin = 0.3
            evidence.pathScore = exp(outside / Double(max(1, folded.count)))
            return DecodedField(
                value: folded, raw: plain, alternatives: scored.prefix(3).map { canonical($0.text, list) },
                evidence: evidence)
        }
        evidence.margin = 1 / (inside + escape)
        evidence.pathScore = exp(best.score / Double(max(1, best.text.count)))
        evidence.checked = true
        evidence.repaired = !evidence.plainAgrees
        scored.removeFirst()
        return DecodedField(
            value: canonical(best.text, list), raw: plain,
            alternatives: scored.prefix(3).filter { $0.score > best.score - FieldDecoder.rival }.map {
                canonical($0.text, list)
            },
            evidence: evidence)
    }

    private func canonical(_ text: String, _ list: CodeLists.List) -> String { list.aliases[text] ?? text }

    // MARK: Names and text

    private func free(_ lattice: CTCLattice, plain: String, grammar: FieldGrammarName) -> DecodedField {
        let paths = PrefixBeamSearch(width: 16).search(lattice, count: 8)
        var values: [(text: String, score: Double)] = []
        for path in paths {
            let text = tidy(spell(path.characters, lattice), as: grammar)
            if let known = values.firstIndex(where: { $0.text == text }) {
                values[known].score = log(exp(values[known].score) + exp(path.score))
            } else {
                values.append((text, path.score))
            }
        }
        values.sort { $0.score > $1.score }
        var isMeant = grammar == .text && propose(opinionNear: values.first?.text, to: &values, in: lattice)
        if grammar == .name, let first = values.first, let meant = name(likelierThan: first.text, in: [lattice]) {
            values.removeAll { $0.text == meant }
            values.append((meant, first.score + 0.01))
            isMeant = true
        }
        values.sort { $0.score > $1.score }
        guard let best = values.first, !best.text.isEmpty else {
            return DecodedField(
                value: plain.isEmpty ? nil : tidy(plain, as: grammar), raw: plain, alternatives: [],
                evidence: ReadingEvidence())
        }
        var evidence = ReadingEvidence()
        evidence.margin = 1 / values.reduce(0) { $0 + exp($1.score - best.score) }
        evidence.pathScore = exp(best.score / Double(max(1, best.text.count)))
        evidence.plainAgrees = tidy(plain, as: grammar) == best.text
        evidence.repaired = isMeant
        evidence.checked = grammar == .name && facts.surnames.isWhole(best.text)
        return DecodedField(
            value: grammar == .text ? facts.opinions.opinion(saying: best.text) ?? best.text : best.text, raw: plain,
            alternatives: values.dropFirst().prefix(4).filter { $0.score > best.score - FieldDecoder.rival }.map(\.text)
                .filter { !$0.isEmpty }, evidence: evidence)
    }

    /// Hardly a name begins with what is no family name: where another first character would make it one and the ink allows
    /// it, the name that begins with it.
    public func name(likelierThan text: String, in lattices: [CTCLattice]) -> String? {
        func nats(_ name: String) -> Double {
            lattices.isEmpty ? -.infinity : lattices.reduce(0) { $0 + score(of: name, in: $1) } / Double(lattices.count)
        }
        let own = nats(text)
        let scored = facts.surnames.namesLike(text).map { ($0, nats($0)) }.sorted { $0.1 > $1.1 }
        guard let best = scored.first, best.1 > own - FieldDecoder.unknownSurname,
            scored.count == 1 || best.1 - scored[1].1 > FieldDecoder.clearSurname
        else { return nil }
        return best.0
    }

    /// Nats by which the ink may prefer a first character that is no family name …
    private static let unknownSurname = 5.0
    /// … and by which one family name must stand before the next.
    private static let clearSurname = 1.0

    /// 转人 is no word: where a usual opinion differs in one character only and the ink allows it, it stands first.
    private func propose(
        opinionNear text: String?, to values: inout [(text: String, score: Double)], in lattice: CTCLattice
    ) -> Bool {
        guard let text, let first = values.first, facts.opinions.opinion(saying: text) == nil else { return false }
        let scored = facts.opinions.neighbours(of: text).map { ($0, score(of: $0, in: lattice)) }
            .sorted { $0.1 > $1.1 }
        guard let best = scored.first, best.1 > first.score - FieldDecoder.allowance,
            scored.count == 1 || best.1 - scored[1].1 > FieldDecoder.clear
        else { return false }
        values.removeAll { $0.text == best.0 }
        values.append((best.0, first.score + 0.01))
        return true
    }

    /// Natural logarithm by which the ink may prefer what is no usual opinion: 入 is read as 人 without any doubt …
    private static let allowance = 16.0
    /// … and by which one opinion must stand before the next: 转入 and 转出 are for the ink to tell.
    private static let clear = 2.0

    /// Names keep only characters of names; other text loses spaces and dirt at its ends.
    func tidy(_ text: String, as grammar: FieldGrammarName) -> String {
        let folded = normalizer.fold(text)
        switch grammar {
        case .name:
            return folded.filter { $0.isLetter && !$0.isASCII || $0 == "·" }
        default:
            let dirt: Set<Character> = ["|", "丨", "_", "-", "—", ".", ",", "，", "、", "。", "·", "'", "`", "~", ":", "："]
            var kept = Substring(folded)
            while let first = kept.first, dirt.contains(first) { kept.removeFirst() }
            while let last = kept.last, dirt.subtracting(["。"]).contains(last) { kept.removeLast() }
            return EdgeStrokes.removed(from: FieldDecoder.withoutStrayBracket(String(kept)), as: grammar)
        }
    }

    /// A bracket that closes what another label opened, or opens the next one's, is none of the value.
    private static func withoutStrayBracket(_ text: String) -> String {
        if let last = text.last, "）)".contains(last), !text.contains(where: { "（(".contains($0) }) {
            return String(text.dropLast())
        }
        if let first = text.first, "（(".contains(first), !text.contains(where: { "）)".contains($0) }) {
            return String(text.dropFirst())
        }
        return text
    }

    private func spell(_ path: [Int], _ lattice: CTCLattice) -> String {
        path.map { lattice.characters.characters[$0] }.joined()
    }
}
