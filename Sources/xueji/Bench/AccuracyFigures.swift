import FormDrawing
import IntakeModel
import IntakeResources

/// 指标: what the outcomes amount to.
struct AccuracyFigures {
    let scoring: AccuracyScoring

    private var fields: [FieldOutcome] { scoring.fields }
    /// Signatures are presence and a proposal, not a value that the machine vouches for.
    private var judged: [FieldOutcome] { fields.filter { !$0.signature } }

    var types: Count { Count(scoring.papers, where: \.right) }
    var all: Count { Count(judged, where: \.right) }
    var printed: Count { Count(judged.filter { !$0.byHand }, where: \.right) }
    var byHand: Count { Count(judged.filter(\.byHand), where: \.right) }
    var criticalPrinted: Count { Count(judged.filter { $0.critical && !$0.byHand }, where: \.right) }
    var criticalByHand: Count { Count(judged.filter { $0.critical && $0.byHand }, where: \.right) }
    var signatures: Count { Count(fields.filter(\.signature), where: \.right) }

    /// Wrong ones among the values delivered at 0.9 or more.
    func silent(_ key: FieldKey? = nil) -> Count {
        Count(fields.filter { $0.delivered && $0.confidence >= 0.9 && (key == nil || $0.place.key == key) }) {
            !$0.right
        }
    }

    /// Empty cells that were given a value.
    var emptyFilled: Count { Count(fields.filter { $0.wanted.isEmpty && $0.read != nil }) { $0.read != "" } }

    /// 直通率: share of all fields that a threshold lets through whose silent errors stay within a limit.
    func straightThrough(errors limit: Double) -> (share: Double, threshold: Double) {
        let sorted = judged.filter(\.delivered).sorted { $0.confidence > $1.confidence }
        var best = (count: 0, threshold: 1.0)
        var wrong = 0
        for (index, field) in sorted.enumerated() {
            if !field.right { wrong += 1 }
            let last = index + 1 == sorted.count || sorted[index + 1].confidence < field.confidence
            if last, Double(wrong) <= limit * Double(index + 1) { best = (index + 1, field.confidence) }
        }
        return (Double(best.count) / Double(max(1, judged.filter { !$0.absent }.count)), best.threshold)
    }

    struct Bin {
        var from: Double
        var count: Count
        var mean: Double
    }

    /// Ten bins of confidence.
    var reliability: [Bin] {
        (0..<10).map { bin in
            let inside = fields.filter { $0.delivered && min(9, Int($0.confidence * 10)) == bin }
            let mean = inside.reduce(0) { $0 + $1.confidence } / Double(max(1, inside.count))
            return Bin(from: Double(bin) / 10, count: Count(inside, where: \.right), mean: mean)
        }
    }

    // MARK: Seals and findings

    var sealRecall: Count { Count(scoring.seals) { $0.found != nil } }
    var sealPrecision: Count {
        var count = sealRecall
        count.total = count.right + scoring.falseSeals
        return count
    }
    var sealRoles: Count { Count(scoring.seals.filter { $0.found != nil }) { $0.found?.role == $0.wanted.role } }
    var sealText: Count { Count(scoring.seals.filter { $0.wanted.legible != false }, where: \.textRight) }
    var sealTextFound: Count {
        Count(scoring.seals.filter { $0.wanted.legible != false && $0.found != nil }, where: \.textRight)
    }

    func sealRecall(_ shape: SealShape) -> Count {
        Count(scoring.seals.filter { $0.wanted.shape == shape }) { $0.found != nil }
    }

    var findingRecall: Count {
        var count = Count()
        for paper in scoring.papers {
            for code in paper.findingsWanted { count.add(paper.findingsRead.contains(code)) }
        }
        return count
    }

    var findingPrecision: Count {
        var count = Count()
        for paper in scoring.papers {
            for code in paper.findingsRead { count.add(paper.findingsWanted.contains(code)) }
        }
        return count
    }

    /// Per code: found of those drawn, right of those said.
    var findings: [(code: FindingCode, recall: Count, precision: Count)] {
        FindingCode.allCases.compactMap { code in
            let wanted = Count(scoring.papers.filter { $0.findingsWanted.contains(code) }) {
                $0.findingsRead.contains(code)
            }
            let said = Count(scoring.papers.filter { $0.findingsRead.contains(code) }) {
                $0.findingsWanted.contains(code)
            }
            return wanted.total + said.total > 0 ? (code, wanted, said) : nil
        }
    }

    // MARK: Groups

    struct Group {
        var name: String
        var papers: Count
        var fields: Count
        var critical: Count
        var silent: Count
    }

    var byType: [Group] {
        DocumentType.allCases.map { type in
            group(type.rawValue, papers: { $0.wanted == type }, fields: { $0.place.documentType == type })
        }.filter { $0.papers.total > 0 }
    }

    /// Pages with several damages count under each; `none` has none.
    var byDamage: [Group] {
        let none = group("none", papers: { $0.damages.isEmpty }, fields: { $0.damages.isEmpty })
        return
            ([none]
            + PageDamage.allCases.map { damage in
                group(
                    damage.rawValue, papers: { $0.damages.contains(damage) },
                    fields: { $0.damages.contains(damage) })
            }).filter { $0.papers.total > 0 }
    }

    private func group(
        _ name: String, papers: (PaperOutcome) -> Bool, fields inside: (FieldOutcome) -> Bool
    ) -> Group {
        let chosen = judged.filter(inside)
        return Group(
            name: name, papers: Count(scoring.papers.filter(papers), where: \.right),
            fields: Count(chosen, where: \.right), critical: Count(chosen.filter(\.critical), where: \.right),
            silent: Count(chosen.filter { $0.delivered && $0.confidence >= 0.9 }) { !$0.right })
    }

    /// Every field of every paper, the worst first.
    var byField: [(name: String, count: Count, silent: Int)] {
        Dictionary(grouping: fields) { $0.place.documentType.rawValue + "." + $0.place.key.rawValue }
            .map { ($0.key, Count($0.value, where: \.right), $0.value.filter(\.silent).count) }
            .sorted { ($0.1.share, $0.0) < ($1.1.share, $1.0) }
    }

    func seconds(quantile: Double) -> Double {
        let sorted = scoring.seconds.sorted()
        return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * quantile))]
    }
}
