public import Foundation
internal import ImageCodecs
public import IntakeModel
public import IntakeResources

/// 画样张: a filled, stamped and scanned page of invented people, with its truth.
public struct SampleMaker: Sendable {
    /// What lies on the glass.
    public enum Subject: Sendable {
        case form(FormTemplate)
        /// Two papers on one glass.
        case pair(FormTemplate, FormTemplate)
        case blank
        /// A letter, a timetable, a list of marks or a bill.
        case unknown
    }

    /// A drawn sample, encoded.
    public struct Sample: Sendable {
        /// JPEG.
        public let data: Data
        public let page: PageTruth
        /// Of the page's first paper.
        public var truth: SampleTruth { page.documents[0] }
    }

    public let subject: Subject
    public let fonts: FontSet
    /// Dots per inch; `nil` draws 150…400 by chance.
    public var dpi: Double?
    /// 0…3; `nil` by chance.
    public var damage: Int?
    /// Values that the sample must carry; such a sample has no contradictions.
    public var fixed: [FieldKey: String] = [:]
    /// Whose name the seals carry, such as 四川省绵阳市平武县; `nil` by chance.
    public var issuer: String?

    public init(_ subject: Subject, fonts: FontSet, dpi: Double? = nil, damage: Int? = nil) {
        self.subject = subject
        self.fonts = fonts
        self.dpi = dpi
        self.damage = damage
    }

    public init(template: FormTemplate, fonts: FontSet, dpi: Double? = nil, damage: Int? = nil) {
        self.init(.form(template), fonts: fonts, dpi: dpi, damage: damage)
    }

    private var name: String {
        switch subject {
        case .form(let template): template.documentType.rawValue
        case .pair(let first, let second): first.documentType.rawValue + "+" + second.documentType.rawValue
        case .blank: DocumentType.blank.rawValue
        case .unknown: DocumentType.unknown.rawValue
        }
    }

    /// The same seed is the same sample.
    public func sample(seed: UInt64) throws(IntakeError) -> Sample {
        try fonts.require()
        var random = SeededRandom(seed: seed, name, fonts.name)
        let level = damage ?? random.pick([0, 1, 1, 2, 2, 3])
        var plan = DamagePlan(level: level, dpi: dpi, random: &random)
        if !fixed.isEmpty { plan.cut = 0 }
        if case .pair = subject {
            plan.cut = 0
            plan.perspective = min(plan.perspective, 0.006)
        }
        let papers = papers(plan, level, &random)
        let picture = ScannedPicture(papers.map(\.sheet), plan: plan, &random)
        let truths = zip(papers, picture.maps).map { paper, map in
            var truth = TruthWriter(plan: plan, map: map, picture: picture.image.bounds).truth(of: paper)
            truth.rotation = picture.rotation
            truth.damage = level
            truth.set = fonts.name
            truth.seed = seed
            if papers.count > 1 { truth.damages.append(.twoPapers) }
            return truth
        }
        return Sample(
            data: try JPEGFile.encode(picture.image, quality: plan.quality), page: PageTruth(documents: truths))
    }

    /// 同一份纸的多次扫描: the papers of that seed, scanned `count` times, JPEG: each time another tilt, light, noise,
    /// sharpness and wear, every second one at half the resolution.
    ///
    /// `onGlass`: laid anywhere on a glass under any lid, any side up; else drawn through a feeder, which leaves a sliver.
    public func scans(seed: UInt64, count: Int, onGlass: Bool) throws(IntakeError) -> [Data] {
        try fonts.require()
        var random = SeededRandom(seed: seed, name, fonts.name)
        let level = damage ?? 1
        let first = DamagePlan(level: level, dpi: dpi ?? 300, random: &random)
        let sheets = papers(first, level, &random).map(\.sheet)
        var scans: [Data] = []
        for number in 0..<count {
            var random = SeededRandom(seed: seed, "\(name) scan \(number)", fonts.name)
            var plan = DamagePlan(level: level, dpi: dpi ?? 300, random: &random)
            plan.cut = 0
            if !onGlass {
                plan.margin = random.number(-0.006...0.004)
                plan.lid = .white
                plan.quarterTurns = 0
                plan.perspective = 0
            }
            let image = ScannedPicture(sheets, plan: plan, &random).image
            scans.append(
                try JPEGFile.encode(number % 2 == 0 ? image : image.reduced(by: 2), quality: plan.quality))
        }
        return scans
    }

    private func papers(_ plan: DamagePlan, _ level: Int, _ random: inout SeededRandom) -> [DrawnPaper] {
        // Papers that lie together come from one place.
        var place = issuer
        if case .pair = subject, place == nil { place = InventedPlace.any(&random).full }
        func form(_ template: FormTemplate) -> DrawnPaper {
            var maker = PaperMaker(template: template, fonts: fonts, dpi: plan.dpi, level: level)
            maker.fixed = fixed
            maker.issuer = place
            // What a cut page lacks can contradict nothing.
            maker.contradictions = plan.cut == 0
            return maker.paper(&random)
        }
        return switch subject {
        case .form(let template): [form(template)]
        case .pair(let first, let second): [form(first), form(second)]
        case .blank: [StrayPaper.blank(dpi: plan.dpi, &random)]
        case .unknown: [StrayPaper.unknown(fonts, dpi: plan.dpi, &random)]
        }
    }
}
