internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 句中事实: what a running sentence says (兹证明张三，男，汉族，2014年5月16日出生，公民身份号码……).
///
/// Knows the shapes of values and the words that stand before and after them, not any fixed sentence.
struct SentenceFacts {
    private struct Letter {
        let character: Character
        let line: Int
        let index: Int
    }

    private let lines: [TextLine]
    private let letters: [Letter]
    private let text: [Character]
    private let words: SentenceWords
    private let surnames: Surnames

    init(lines: [TextLine], normalizer: TextNormalizer, words: SentenceWords, surnames: Surnames) {
        self.lines = lines
        self.words = words
        self.surnames = surnames
        letters = lines.enumerated().flatMap { number, line in
            line.characters.enumerated().compactMap { index, read in
                read.character.isWhitespace ? nil : Letter(character: read.character, line: number, index: index)
            }
        }
        text = letters.map { normalizer.fold(String($0.character)).first ?? $0.character }
    }

    /// Where the value stands; `nil` when the page does not say it.
    func parts(of field: FormField, in template: FormTemplate, taken: [LabelledReader.Part]) -> [LabelledReader.Part]? {
        let range: Range<Int>? =
            switch (field.key.rawValue, field.grammar) {
            case (_, .citizenID): identity(length: 18, leading: []) ?? misreadIdentity()
            case (_, .studentNumber): identity(length: 19, leading: ["G", "L", "J"])
            case ("birthDate", _):
                birthDate()
            case (_, .date): lastDate()
            case (_, .sex): single(["男", "女"], after: words.sexBefore) ?? sexBehindName()
            case (_, .ethnicGroup): ethnicGroup()
            case (_, .age): run(of: isDigit, before: words.ageAfter)
            case ("patientNumber", _):
                run(of: isPlain, after: words.patientNumberBefore)
            case ("employerOrAddress", _): address()
            case ("diagnosis", _):
                clause(after: words.diagnosisBefore, stops: ["。", "；", ";"], until: words.adviceBefore)
            case ("name", _): name()
            case ("releasingSchool", _): organization(endings: words.schoolEndings)
            case ("issuer", _): organization(endings: words.policeEndings)
            default: nil
            }
        return range.map(parts)
    }

    private func parts(_ range: Range<Int>) -> [LabelledReader.Part] {
        var found: [LabelledReader.Part] = []
        for position in range {
            let letter = letters[position]
            if let last = found.last, last.line == letter.line {
                found[found.count - 1] = .init(line: letter.line, range: last.range.lowerBound..<(letter.index + 1))
            } else {
                found.append(.init(line: letter.line, range: letter.index..<(letter.index + 1)))
            }
        }
        return found
    }

    private func follows(_ end: Int, _ words: [String]) -> Bool {
        words.contains { end + $0.count <= text.count && String(text[end..<(end + $0.count)]) == $0 }
    }

    private func precedes(_ start: Int, _ words: [String]) -> Bool {
        let before = text[..<start]
        let bare = before.reversed().drop { ":：为是系".contains($0) }.reversed()
        return words.contains { String(before.suffix($0.count)) == $0 || String(bare.suffix($0.count)) == $0 }
    }

    private func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    private func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isNumber || character.isLetter)
    }

    private func identity(length: Int, leading: Set<Character>) -> Range<Int>? {
        let shaped = { (range: Range<Int>) -> Bool in
            let part = text[range]
            let digits = leading.isEmpty ? part : part.dropFirst()
            return (leading.isEmpty || leading.contains(part.first ?? " "))
                && digits.dropLast().allSatisfy(isDigit) && digits.last.map { isDigit($0) || "Xx".contains($0) } == true
        }
        guard text.count >= length else { return nil }
        return (0...(text.count - length)).map { $0..<($0 + length) }.first { range in
            guard shaped(range) else { return false }
            let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : " "
            let after = range.upperBound < text.count ? text[range.upperBound] : " "
            return !isDigit(before) && !isDigit(after) && !(leading.isEmpty && "GLJ".contains(before))
        }
    }

    /// 号码：…… with a digit too few or too many: its own grammar may read it better.
    private func misreadIdentity() -> Range<Int>? {
        run(of: { isDigit($0) || "Xx".contains($0) }, after: ["号码", "码", "证号", "份号"], lengths: 15...21)
    }

    private func dates() -> [Range<Int>] {
        let parts = Set("0123456789年月日.-/〇○零OＯ一二三四五六七八九十")
        var found: [Range<Int>] = []
        var start = 0
        while start < text.count {
            // A number that goes on is no date, and neither is its rest.
            guard parts.contains(text[start]), start == 0 || !goesOn(from: start - 1) else {
                start += 1
                continue
            }
            var end = start
            while end < text.count, parts.contains(text[end]), end - start < 16 { end += 1 }
            // The longest stretch from here that is a date.
            var best: Range<Int>?
            for stop in stride(from: end, to: start + 5, by: -1)
            where DateText(String(text[start..<stop]))?.isPlausible == true {
                best = stop < text.count && goesOn(from: stop - 1) ? nil : start..<stop
                break
            }
            if let best { found.append(best) }
            start = best?.upperBound ?? start + 1
        }
        return found
    }

    /// Whether a number goes on behind a place, in its line.
    private func goesOn(from place: Int) -> Bool {
        isPlain(text[place]) && isPlain(text[place + 1]) && letters[place].line == letters[place + 1].line
    }

    /// What a paper says was wrong is nobody's birthday; what it says instead is.
    private func birthDate() -> Range<Int>? {
        corrected() ?? dates().first { isBirth($0) && !precedes($0.lowerBound, words.wrongBefore) }
    }

    /// Whether the paper says which date is right in place of another one.
    var correctsBirthDate: Bool { corrected() != nil }

    /// The date that a paper puts in place of another: 应为…… says so even where what was wrong cannot be read.
    private func corrected() -> Range<Int>? {
        let all = dates()
        let right = all.filter { precedes($0.lowerBound, words.rightBefore) }
        guard right.count == 1 else { return right.isEmpty ? misread(behind: all) : nil }
        return all.contains { $0.lowerBound < right[0].lowerBound } ? right[0] : nil
    }

    /// The clause behind 应为 that has a date's units and hardly more; the date's own grammar may read it better.
    private func misread(behind dates: [Range<Int>]) -> Range<Int>? {
        let clauses = text.indices.filter { precedes($0, words.rightBefore) && !precedes($0 + 1, words.rightBefore) }
            .map {
                start in start..<(text[start...].prefix(13).firstIndex { "，,。；;、".contains($0) } ?? start)
            }
        let dated = clauses.filter { clause in
            clause.count >= 6 && text[clause].contains("年") && text[clause].contains("月")
                && dates.contains { $0.upperBound <= clause.lowerBound }
        }
        return dated.count == 1 ? dated[0] : nil
    }

    private func isBirth(_ date: Range<Int>) -> Bool {
        follows(date.upperBound, words.bornAfter) || precedes(date.lowerBound, words.bornBefore)
    }

    /// The date under the text, when it is not somebody's birthday.
    private func lastDate() -> Range<Int>? {
        let others = words.wrongBefore + words.rightBefore
        let all = dates().filter { !isBirth($0) && !precedes($0.lowerBound, others) }
        // A date that has its line to itself signs the paper.
        return all.last { range in lines[letters[range.lowerBound].line].characters.count <= range.count + 4 }
            ?? misreadLine() ?? all.last
    }

    /// A line that is a date's but for a character: 2021年2月)0日. The date's own grammar may read it better.
    private func misreadLine() -> Range<Int>? {
        lines.indices.reversed().lazy.compactMap { line -> Range<Int>? in
            guard let first = letters.firstIndex(where: { $0.line == line }),
                let last = letters.lastIndex(where: { $0.line == line }), (8...12).contains(last - first + 1)
            else { return nil }
            let own = text[first...last]
            let isDate =
                own.first?.isNumber == true && own.last == "日" && own.count { $0 == "年" } == 1
                && own.count { $0 == "月" } == 1
            return isDate && !isBirth(first..<(last + 1)) ? first..<(last + 1) : nil
        }.first
    }

    /// The first run of such characters right before or after one of the words.
    private func run(
        of kind: (Character) -> Bool, before: [String] = [], after: [String] = [], lengths: ClosedRange<Int> = 1...99
    ) -> Range<Int>? {
        var start = 0
        while start < text.count {
            guard kind(text[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < text.count, kind(text[end]) { end += 1 }
            if lengths.contains(end - start), follows(end, before) || precedes(start, after) { return start..<end }
            start = end
        }
        return nil
    }

    /// The rest of a sentence behind the first of such words, without what announces something else.
    private func clause(after openings: [String], stops: Set<Character>, until next: [String]) -> Range<Int>? {
        for opening in openings {
            let word = Array(opening)
            for start in text.indices.dropLast(word.count) where Array(text[start...].prefix(word.count)) == word {
                var from = start + word.count
                // 诊断证明 and 诊断书 are titles.
                if text[from] == "证" || text[from] == "书" { continue }
                while from < text.count, "为是系".contains(text[from]) || !text[from].isLetter && !text[from].isNumber {
                    from += 1
                }
                var end = from
                while end < text.count, !stops.contains(text[end]), !follows(end, next), end - from < 60 { end += 1 }
                // What runs into the next label says nothing of its own.
                if text[from..<end].contains(where: { "：:".contains($0) }) { continue }
                while end > from, !text[end - 1].isLetter, !text[end - 1].isNumber, !"）)".contains(text[end - 1]) {
                    end -= 1
                }
                if end - from >= 2 { return from..<end }
            }
        }
        return nil
    }

    /// A clause that begins with such a word and names a place, a school or an employer.
    private func address() -> Range<Int>? {
        var start = 0
        while start < text.count {
            guard start == 0 || !text[start - 1].isLetter,
                let opening = words.addressBefore.first(where: { follows(start, [$0]) })
            else {
                start += 1
                continue
            }
            var from = start + opening.count
            while from < text.count, "：:在于".contains(text[from]) { from += 1 }
            var end = from
            while end < text.count, !"，,。；;".contains(text[end]), end - from < 50 { end += 1 }
            // 系本院门诊病人 is no address, 系……学生 names a school.
            if follows(end - 2, ["学生"]) { end -= 2 }
            let value = String(text[from..<max(from, end)])
            if end - from >= 4, words.addressMarks.contains(where: value.contains) { return from..<end }
            start = max(end, start + 1)
        }
        return nil
    }

    private func single(_ values: [String], after words: [String]) -> Range<Int>? {
        text.indices.first { index in
            values.contains(String(text[index]))
                && (words.contains { index > 0 && String(text[index - 1]) == $0 }
                    || precedes(index, ["性别"]))
        }.map { $0..<($0 + 1) }
    }

    private func ethnicGroup() -> Range<Int>? {
        guard let end = text.indices.first(where: { text[$0] == "族" && $0 > 0 && text[$0 - 1] != "民" }) else {
            return betweenSexAndBirth()
        }
        var start = end
        while start > 0, text[start - 1].isLetter, end - start < 5, text[start - 1] != "族" { start -= 1 }
        return start < end ? start..<(end + 1) : nil
    }

    /// 女，……，2005年: the clause where an ethnic group stands, whatever it says.
    private func betweenSexAndBirth() -> Range<Int>? {
        let commas: Set<Character> = ["，", ","]
        return text.indices.lazy.compactMap { sex -> Range<Int>? in
            guard "男女".contains(text[sex]), sex > 0, !text[sex - 1].isLetter || precedes(sex, ["性别"]),
                sex + 2 < text.count, commas.contains(text[sex + 1]),
                let end = text[(sex + 2)...].firstIndex(where: { !$0.isHan }), (1...5).contains(end - sex - 2),
                commas.contains(text[end]), end + 1 < text.count, text[end + 1].isNumber
            else { return nil }
            return (sex + 2)..<end
        }.first
    }

    /// What stands between the words that open such a sentence and the next punctuation; on a page that is cut, what stands
    /// where such a word would end.
    private func name() -> Range<Int>? { openedName() ?? cutName() }

    /// Whether a page was cut in the word before a name, so that the name is told by its surname alone.
    func isCutName(_ parts: [LabelledReader.Part]) -> Bool {
        openedName() == nil && cutName().map(self.parts)?.map(\.range) == parts.map(\.range)
    }

    /// 者张三，: the end of 患者 and a name; or 张三，女，: a name before its sex.
    private func cutName() -> Range<Int>? {
        let endings = Set(words.nameBefore.compactMap(\.last))
        let begins = letters.indices.filter { $0 == 0 || letters[$0 - 1].line != letters[$0].line }
        for start in begins {
            if endings.contains(text[start]), let name = clauseName(from: start + 1) { return name }
            if let name = clauseName(from: start), follows(name.upperBound + 1, ["男", "女"]) { return name }
        }
        return nil
    }

    /// A clause that is nothing but a name.
    private func clauseName(from start: Int) -> Range<Int>? {
        let end = text[start...].firstIndex { !$0.isLetter || $0.isASCII } ?? text.count
        guard (2...4).contains(end - start), end < text.count, "，,（(、。".contains(text[end]),
            surnames.isPlausible(String(text[start..<end]))
        else { return nil }
        // 张三女，6岁: a comma that was not read.
        if isSex(end - 1), end - start > 2, !follows(end + 1, ["男", "女", "性别"]),
            surnames.isPlausible(String(text[start..<(end - 1)]))
        {
            return start..<(end - 1)
        }
        return start..<end
    }

    private func isSex(_ place: Int) -> Bool { text.indices.contains(place) && "男女".contains(text[place]) }

    /// Whether a name and a sex stand without a comma between them: 男 may be the name's last character.
    func lackComma(_ parts: [LabelledReader.Part]) -> Bool {
        guard let sex = sexBehindName(), let name = name() else { return false }
        return [name, sex].contains { self.parts($0).map(\.range) == parts.map(\.range) }
    }

    private func sexBehindName() -> Range<Int>? {
        name().flatMap { isSex($0.upperBound) ? $0.upperBound..<($0.upperBound + 1) : nil }
    }

    /// What stands behind one of the opening words; of several, what begins with a surname.
    private func openedName() -> Range<Int>? {
        let found = openedNames()
        return found.first { surnames.isPlausible(String(text[$0])) } ?? found.first
    }

    private func openedNames() -> [Range<Int>] {
        var found: [Range<Int>] = []
        for opening in words.nameBefore {
            let word = Array(opening)
            guard text.count > word.count else { continue }
            for start in 0..<(text.count - word.count) where Array(text[start..<(start + word.count)]) == word {
                // 本证明涂改无效 names nobody.
                if start > 0, "本此该上述".contains(text[start - 1]) { continue }
                var from = start + word.count
                while from < text.count, !text[from].isLetter { from += 1 }
                // 于 and 原 may be surnames.
                if from < text.count, let name = clauseName(from: from) {
                    found.append(name)
                    continue
                }
                var end = from
                while end < text.count, end - from < 5, text[end].isLetter, !text[end].isASCII,
                    !words.nameAfter.contains(where: { follows(end, [$0]) })
                { end += 1 }
                if (2...4).contains(end - from), text[from] != "书", !String(text[from..<end]).contains("证明") {
                    found.append(from..<end)
                }
            }
        }
        return found
    }

    /// A run of letters with such an ending; who signs stands at the foot, above or beside the date.
    private func organization(endings: [String]) -> Range<Int>? {
        let date = lastDate().map { lines[letters[$0.lowerBound].line].box }
        let order = lines.indices.filter { line in
            // Remarks about the paper itself sign nothing.
            !words.aboutPaper.contains { lines[line].text.contains($0) }
        }.sorted { first, second in
            func away(_ line: Int) -> Double {
                guard let date else { return -lines[line].box.y }
                let gap = date.center.y - lines[line].box.center.y
                return gap > -0.7 * date.height ? gap : 1e6 - gap
            }
            return away(first) < away(second)
        }
        for line in order {
            let positions = letters.indices.filter { letters[$0].line == line }
            // 某某学校： alone in its line is addressed and signs nothing.
            if let end = positions.last, "：:".contains(text[end]) { continue }
            guard let first = positions.first, let last = positions.last else { continue }
            for end in stride(from: last + 1, to: first + 3, by: -1) {
                guard endings.contains(where: { precedes(end, [$0]) }) else { continue }
                var start = end
                while start > first, text[start - 1].isLetter, !text[start - 1].isASCII { start -= 1 }
                if end - start >= 4 { return start..<end }
            }
        }
        return nil
    }
}
