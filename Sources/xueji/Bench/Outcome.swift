import FormDrawing
import IntakeModel
import IntakeResources

/// 结果: one thing that was to be read on a drawn page, and what became of it.
struct FieldOutcome {
    /// Where it stood.
    struct Place {
        var file: String
        var documentType: DocumentType
        var key: FieldKey
        /// From 1 on ledgers.
        var row: Int?
        /// Pixels of the picture.
        var region: Region
        var rotation: Int
    }

    var place: Place
    var damages: [PageDamage]
    var grammar: FieldGrammarName
    var byHand: Bool
    /// A signature: presence counts, its text is only a proposal.
    var signature: Bool
    var critical: Bool
    var wanted: String
    /// `nil` when nothing was delivered.
    var read: String?
    var raw: String
    var confidence: Double
    var right: Bool
    /// An empty cell or row that the reading leaves out: right, but nothing was vouched for.
    var absent: Bool

    var delivered: Bool { read != nil && !absent }
    var silent: Bool { delivered && !right && confidence >= 0.9 }
    var label: String {
        place.documentType.rawValue + "." + place.key.rawValue + (place.row.map { "[\($0)]" } ?? "")
    }
}

struct SealOutcome {
    var file: String
    var wanted: SampleTruth.Seal
    /// The seal that was found there.
    var found: OfficialSeal?

    var textRight: Bool { found?.text.map(AccuracyScoring.loosened) == AccuracyScoring.loosened(wanted.text) }
}

struct PaperOutcome {
    var file: String
    var wanted: DocumentType
    var read: DocumentType?
    var damages: [PageDamage]
    var region: Region?
    var rotation: Int
    var findingsWanted: Set<FindingCode>
    var findingsRead: Set<FindingCode>
    var right: Bool { wanted == read }
}

/// Right ones among so many.
struct Count {
    var right = 0
    var total = 0
    var share: Double { total > 0 ? Double(right) / Double(total) : 0 }

    init() {}

    init<Item>(_ items: some Sequence<Item>, where isRight: (Item) -> Bool) {
        for item in items { add(isRight(item)) }
    }

    mutating func add(_ isRight: Bool) {
        total += 1
        if isRight { right += 1 }
    }
}
