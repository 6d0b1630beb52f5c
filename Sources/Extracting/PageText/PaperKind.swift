internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 认文书: which paper a page of text is, by its title, its labels and words that only such papers have.
struct PaperKind {
    let template: FormTemplate
    /// 0…1: how much of the title and the labels stands on the page.
    let score: Double
    /// Likeness of the title found, 0 without.
    let title: Double
    private let titleBox: Region?
    /// Share of the labels found, longer ones counting more.
    let labels: Double
    /// Cell of the template → the only place of its label, or one of several places of a label that repeats.
    let spots: [Int: [LabelSpotter.Spot]]

    /// Share of the labels that makes up for a title.
    private static let nearlyAll = 0.75

    /// Below this a page is none of our papers.
    static let least = 0.42

    /// Best first; only kinds that the page could be.
    static func ranked(_ library: FormLibrary, spotter: LabelSpotter, normalizer: TextNormalizer) -> [PaperKind] {
        let all = library.templates.map { PaperKind($0, spotter: spotter, normalizer: normalizer) }
        return all.filter { kind in kind.score >= least && !all.contains { $0.isNamed(instead: kind) } }
            .sorted { $0.score > $1.score }
    }

    /// Whether another kind's title is a part of this one's on the page: 学生转学 of 中小学生转学登记表 names no 转学证明.
    private func isNamed(instead other: PaperKind) -> Bool {
        guard let own = titleBox, let its = other.titleBox, title >= max(PaperKind.surelyNamed, other.title) else {
            return false
        }
        return own.width > 1.15 * its.width && (own.intersection(its)?.area ?? 0) > 0.6 * its.area
    }

    private static let surelyNamed = 0.9

    /// Papers with a table whose title is a line of the page by itself.
    static func named(_ library: FormLibrary, by lines: [TextLine], normalizer: TextNormalizer) -> [DocumentType] {
        library.templates.filter { template in
            template.hasTable
                && lines.contains {
                    LabelMatch.similarity($0.text, to: template.title.wordings, normalizer: normalizer) >= surelyNamed
                }
        }.map(\.documentType)
    }

    init(_ template: FormTemplate, spotter: LabelSpotter, normalizer: TextNormalizer) {
        self.template = template
        let named = spotter.spots(template.title.wordings).first
        let title = named?.similarity ?? 0
        titleBox = named?.box
        var spots: [Int: [LabelSpotter.Spot]] = [:]
        var found = 0.0
        var wanted = 0.0
        var known: [String: [LabelSpotter.Spot]] = [:]
        func search(_ label: FormLabel) -> [LabelSpotter.Spot] {
            if let cached = known[label.text] { return cached }
            let result = spotter.spots(label.wordings)
            known[label.text] = result
            // A label of two characters stands on many papers.
            let weight = min(3, Double(normalizer.skeleton(label.text).count) - 1)
            if weight > 0 {
                wanted += weight
                if let best = result.first { found += weight * best.similarity }
            }
            return result
        }
        for (index, cell) in template.cells.enumerated() {
            if let label = cell.label {
                let places = search(label)
                if !places.isEmpty { spots[index] = places }
            }
            for line in cell.lines ?? [] { for part in line.parts { if let label = part.label { _ = search(label) } } }
        }
        for line in (template.head ?? []) + template.foot {
            for part in line.parts { if let label = part.label { _ = search(label) } }
        }
        self.spots = spots
        self.title = title
        labels = wanted > 0 ? found / wanted : 0
        let marks = (template.marks ?? []).contains { !spotter.spots([$0]).isEmpty || spotter.runsOver($0) }
        // Without a table a title and a word or two decide; with one the labels do, and where the title is cut off.
        let plain = (template.marks == nil || marks ? 0.6 * title : 0.3 * title) + 0.4 * labels
        score =
            template.hasTable
            ? 0.3 * title + 0.7 * labels
            : marks && labels >= PaperKind.nearlyAll ? max(plain, 0.6 * labels) : plain
    }
}
