internal import Foundation
internal import Recognizing

/// 章内横文: the lines that stand under the star, and which of them a reading means.
extension SealLexicon {
    /// Lines under the star.
    static let lines = [
        "学籍管理专用章", "学籍专用章", "普通高中学籍专用章", "户口专用章", "户籍专用章", "疾病诊断专用章", "疾病诊断证明专用章", "诊断证明专用章",
        "疾病证明专用章", "证明专用章", "专用章", "业务专用章", "教导处", "教务处", "政教处", "医务科", "医务处", "医教科", "门诊部",
        "门诊专用章", "基础教育科", "基础教育股", "学籍管理科", "学生处", "户政专用章", "户籍管理专用章", "户口登记专用章", "办公室",
        "人口管理专用章", "招生专用章", "校务专用章", "合同专用章", "财务专用章", "发票专用章", "医疗专用章",
    ]

    /// The lines that an office of this name can have.
    static func lines(of ring: String) -> [String] {
        let groups: [(ends: [String], words: [String])] = [
            (["公安", "派出所", "分局"], ["户", "人口"]),
            (["学", "校", "园"], ["学籍", "教", "政教", "学生", "校务", "招生"]),
            (["教育", "体育"], ["学籍", "基础教育", "业务", "招生", "学生"]),
            (["院", "卫生", "保健", "中心"], ["疾病", "诊断", "医", "门诊", "证明"]),
        ]
        let kinds = ["公安", "派出所", "分局", "教育", "体育", "学", "校", "园", "院", "卫生", "保健", "中心"]
        // What the name says last says what it is: 教育局 is no school though it has 育 in its name.
        let said = kinds.compactMap { kind in
            ring.range(of: kind, options: .backwards).map { (kind, $0.upperBound) }
        }.max { $0.1 < $1.1 }
        guard let kind = said?.0, let group = groups.first(where: { $0.ends.contains(kind) }) else { return lines }
        let own = group.words + ["专用章", "办公室", "合同", "财务", "发票"]
        return lines.filter { line in own.contains { line.hasPrefix($0) } }
    }

    /// The line under the star that a reading means; `nil` when it is none of the known ones.
    ///
    /// Without a reading every line is tried, and must stand clear of the second one. `ring` is the office's name: some
    /// lines belong to some offices only.
    func line(for text: String?, under ring: String, by lattices: [CTCLattice]) -> String? {
        let lines = SealLexicon.lines(of: ring)
        guard !lines.isEmpty else { return nil }
        let read = text.map(Array.init) ?? []
        // The strip lost what stands before.
        let longer = lines.filter { $0.hasSuffix(String(read)) }
        if read.count > 3, longer.count == 1 { return longer[0] }
        // Remains of the ring's text stand at both ends of the strip.
        let parts = lattices.flatMap { lattice in
            [(0.0, 1.0), (0.07, 1.0), (0.0, 0.93), (0.07, 0.93)].map { lattice.part(from: $0.0, to: $0.1) }
        }
        let scored = lines.map { line in
            let each = parts.compactMap { SealLexicon.likelihood(of: line, in: $0) }.max() ?? -.infinity
            return Candidate(line: line, each: each, shared: commonSubsequence(Array(line), read).count)
        }.sorted { $0.each > $1.each }
        let near = scored.filter { candidate in
            text == nil
                ? candidate.line != SealLexicon.bare
                : editDistance(Array(candidate.line), read) <= max(1, (candidate.line.count + 1) / 2)
        }
        if let first = near.first, first.each > (text == nil ? SealLexicon.shown.alone : SealLexicon.shown.read),
            text != nil || near.count == 1 || first.each - near[1].each >= 0.25
        {
            return first.line
        }
        return worn(scored, read)
    }

    /// A line of the closed list, with what the strips say of it.
    private struct Candidate {
        let line: String
        /// Nats a character.
        let each: Double
        /// Characters that the reading has in the line's order.
        let shared: Int

        var nats: Double { each * Double(line.count) }
    }

    /// The line of which some characters are worn away or lie under writing: none of those that were read contradicts it,
    /// or the strips put it far before all others.
    private func worn(_ scored: [Candidate], _ read: [Character]) -> String? {
        let whole = scored.filter { $0.line != SealLexicon.bare && $0.nats > -.infinity }
        let parts = whole.filter { candidate in
            let hasEnds = candidate.line.first == read.first && candidate.line.last == read.last
            return candidate.shared == read.count && read.count >= (hasEnds ? 2 : 3)
        }.sorted { $0.nats > $1.nats }
        if let first = parts.first, parts.count == 1 || first.nats - parts[1].nats > SealLexicon.unusual {
            return first.line
        }
        let ranked = whole.map { ($0, $0.nats - (SealLexicon.usual.contains($0.line) ? 0 : SealLexicon.unusual)) }
            .sorted { $0.1 > $1.1 }
        guard let (first, value) = ranked.first, first.each > SealLexicon.shown.worn, read.isEmpty || first.shared >= 2,
            ranked.count == 1 || value - ranked[1].1 > SealLexicon.apart
        else { return nil }
        return first.line
    }

    /// The line of that many characters that an office has, where only its end was read: the usual one, unless the strips
    /// show another; `nil` when they speak against all.
    func line(ofLength length: Int, endingLike text: String, under ring: String, by lattices: [CTCLattice]) -> String? {
        let near = SealLexicon.lines(of: ring).filter { $0.count == length && $0.suffix(2) == text.suffix(2) }
        let scored = near.enumerated().compactMap { rank, line in
            let nats = lattices.compactMap { SealLexicon.likelihood(of: line, in: $0) }.max()
            return nats.map { (line: line, nats: $0 * Double(length) - (rank == 0 ? 0 : SealLexicon.unusual)) }
        }.max { $0.nats < $1.nats }
        return scored.flatMap { $0.nats > SealLexicon.hidden * Double(length) ? $0.line : nil }
    }

    /// Nats against lines that are not an office's usual one.
    private static let unusual = 3.0
    /// And a character of a line of which little is to be seen, at most.
    private static let hidden = -4.0

    /// The end of most lines, which hardly ever stands alone.
    static let bare = "专用章"
    /// The lines that most schools, bureaus and police stations have.
    private static let usual: Set<String> = ["学籍专用章", "户口专用章"]

    /// Nats a character that a line has at least: one that was nearly read so, one without a reading, and one that stands
    /// far before all others.
    private static let shown = (read: -1.6, alone: -2.2, worn: -3.2)
    /// Nats between such a line and the next one: half of what a character costs that the strips clearly contradict.
    private static let apart = 6.0
}
