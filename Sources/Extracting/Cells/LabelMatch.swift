internal import Recognizing

/// 栏名匹配: finding a printed label inside a line that was read, tolerating misread characters.
struct LabelMatch {
    /// Characters of the line that the label takes up.
    let range: Range<Int>
    /// 0 (nothing alike) … 1 (exact).
    let similarity: Double

    /// The best place of any wording in the line; `nil` below two thirds alike.
    static func find(_ wordings: [String], in line: [Character], normalizer: TextNormalizer) -> LabelMatch? {
        // Only letters and digits count; remember where they stood.
        let places = line.indices.filter { line[$0].isLetter || line[$0].isNumber }
        let text = places.map { normalizer.fold(String(line[$0])).first ?? line[$0] }
        var found: [(match: LabelMatch, rank: Double)] = []
        for wording in wordings {
            let label = Array(normalizer.skeleton(wording))
            guard label.count >= 2, text.count >= max(2, label.count - 1) else { continue }
            for start in text.indices {
                for length in max(2, label.count - 1)...(label.count + 1) where start + length <= text.count {
                    let window = text[start..<(start + length)]
                    let distance = editDistance(label, window)
                    let similarity = 1 - Double(distance) / Double(label.count)
                    guard similarity >= 0.66 else { continue }
                    var end = places[start + length - 1] + 1
                    // Brackets and colons after the label belong to it.
                    while end < line.count, !line[end].isLetter, !line[end].isNumber { end += 1 }
                    // Of two wordings that stand there the longer one is meant, a misread character or not: 经办人（签字）
                    // and not 经办人, 联繁电话 and not 电话.
                    let rank = Double(label.count) - 1.5 * Double(distance) + 0.01 * similarity
                    found.append((LabelMatch(range: places[start]..<end, similarity: similarity), rank))
                }
            }
        }
        guard let best = found.max(by: { $0.rank < $1.rank })?.match else { return nil }
        // It is as like as the likest wording in it.
        let similarity = found.filter { best.range.clamped(to: $0.match.range) == $0.match.range }
            .map(\.match.similarity).max()
        return LabelMatch(range: best.range, similarity: similarity ?? best.similarity)
    }

    /// The only place of a label of two characters one of which was misread: it stands apart from what is before it, and from
    /// what is behind it unless that is its colon. `nil` where there are several.
    static func misread(_ wordings: [String], in line: [ReadCharacter], normalizer: TextNormalizer) -> LabelMatch? {
        let places = line.indices.filter { line[$0].isWord }
        let steps = zip(places.dropFirst(), places).map { line[$0].position - line[$1].position }.sorted()
        guard let usual = steps.isEmpty ? nil : steps[steps.count / 2] else { return nil }
        let text = places.map { normalizer.fold(String(line[$0].character)).first ?? line[$0].character }
        func isApart(_ word: Int) -> Bool {
            word <= 0 || word >= places.count
                || line[places[word]].position - line[places[word - 1]].position > apart * usual
        }
        var found: [LabelMatch] = []
        for label in Set(wordings.map(normalizer.skeleton)).map(Array.init) where label.count == 2 {
            for start in text.indices.dropLast() where isApart(start) && !isApart(start + 1) {
                guard zip(label, text[start...(start + 1)]).count(where: { $0 == $1 }) == 1 else { continue }
                var end = places[start + 1] + 1
                let hasColon = end < line.count && "：:".contains(line[end].character)
                guard hasColon || isApart(start + 2) else { continue }
                while end < line.count, !line[end].isWord { end += 1 }
                found.append(LabelMatch(range: places[start]..<end, similarity: 0.5))
            }
        }
        return found.count == 1 ? found[0] : nil
    }

    /// Steps between characters, in the line's usual ones, from which two stand apart.
    private static let apart = 1.3

    /// How alike a whole text is to the nearest wording, 0…1.
    static func similarity(_ text: String, to wordings: [String], normalizer: TextNormalizer) -> Double {
        let read = Array(normalizer.skeleton(text))
        guard !read.isEmpty else { return 0 }
        return wordings.map { wording in
            let label = Array(normalizer.skeleton(wording))
            return max(0, 1 - Double(editDistance(label, read)) / Double(max(label.count, read.count)))
        }.max() ?? 0
    }

    /// Whether a text is one of the `others` rather than the label itself, or has a whole one in it besides: 转出学校意见 is
    /// not 转入学校意见.
    static func isAnother(
        _ text: String, than label: [String], of others: [String], normalizer: TextNormalizer
    ) -> Bool {
        let rival = similarity(text, to: others, normalizer: normalizer)
        if rival > alikeOther, rival > similarity(text, to: label, normalizer: normalizer) + clearlyMore { return true }
        let words = normalizer.skeleton(text)
        let own = label.map(normalizer.skeleton)
        return others.map(normalizer.skeleton).contains { other in
            other.count > pieceOfLabel && words.contains(other) && !own.contains { $0.contains(other) }
        }
    }

    private static let alikeOther = 0.7
    private static let clearlyMore = 0.05

    /// Whether a text is a stretch of one of the labels, too long to be a value.
    static func isPiece(_ text: String, ofOne labels: [String], normalizer: TextNormalizer) -> Bool {
        let words = normalizer.skeleton(text)
        return words.count >= pieceOfLabel && labels.contains { normalizer.skeleton($0).contains(words) }
    }

    /// So many characters of a label are no value.
    private static let pieceOfLabel = 3

    /// Whether a text says one of the labels and nothing else.
    static func isWhole(_ text: String, ofOne labels: [String], normalizer: TextNormalizer) -> Bool {
        let words = normalizer.skeleton(text)
        return words.count >= 2 && labels.contains { normalizer.skeleton($0) == words }
    }

    /// Whether a text is a stretch of one of the remarks.
    static func isPart(_ text: String, ofOne remarks: [String], normalizer: TextNormalizer) -> Bool {
        text.count >= partOfRemark
            && remarks.contains {
                (find([text], in: Array($0), normalizer: normalizer)?.similarity ?? 0) > alikeRemark
            }
    }

    /// Whether a text has a stretch of one of the remarks in it.
    static func sharesStretch(_ text: String, withOne remarks: [String], normalizer: TextNormalizer) -> Bool {
        let words = Array(normalizer.skeleton(text))
        guard words.count >= partOfRemark else { return false }
        let remarks = remarks.map(normalizer.skeleton)
        return (0...(words.count - partOfRemark)).contains { start in
            remarks.contains { $0.contains(String(words[start..<(start + partOfRemark)])) }
        }
    }

    /// So many characters no value shares with a remark by chance, when it is so much alike.
    private static let partOfRemark = 5
    private static let alikeRemark = 0.75
}
