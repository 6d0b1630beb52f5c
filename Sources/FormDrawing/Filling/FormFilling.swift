internal import IntakeModel
internal import IntakeResources

/// 填写内容: what is written in every field of a drawn form, as it is to be read and as it stands there.
struct FormFilling {
    struct Value: Equatable {
        /// Normalised; "" when empty.
        var value: String
        /// As written.
        var text: String

        static let empty = Value(value: "", text: "")
        static func plain(_ text: String) -> Value { Value(value: text, text: text) }
    }

    /// What is wrong with a form's seals, on purpose.
    enum SealFault: Equatable {
        case missing(SealRole)
        /// The seal is another organization's than the form names.
        case foreign(SealRole)
    }

    let story: PaperStory
    private(set) var values: [FieldKey: Value] = [:]
    /// A ledger's rows, top to bottom; a row without a student holds empty values.
    private(set) var rows: [[FieldKey: Value]] = []
    /// Contradictions put in on purpose, as the findings they must lead to.
    var findings: [FindingCode] = []
    var sealFault: SealFault?

    init(
        _ template: FormTemplate, issuer: String? = nil, random: inout SeededRandom, contradictions: Bool = true
    ) {
        let story = PaperStory(template.documentType, issuer: issuer, random: &random)
        self.story = story
        var writer = FieldInvention(story: story, template: template, random: random)
        for field in template.fields { values[field.key] = writer.value(field) }
        if !template.rowNumbers.isEmpty {
            let filled = writer.random.pick([1, 2, 2, 3, 3, 3])
            for number in template.rowNumbers {
                rows.append(
                    number <= filled
                        ? writer.row(template.rowFields)
                        : Dictionary(uniqueKeysWithValues: template.rowFields.map { ($0.key, .empty) }))
            }
        }
        random = writer.random
        if contradictions { contradict(template, &random) }
    }

    /// Sets one field by hand, for samples that must say something certain.
    mutating func set(_ key: FieldKey, _ value: String, text: String? = nil) {
        values[key] = Value(value: value, text: text ?? value)
    }

    mutating func set(_ key: FieldKey, _ value: String, text: String? = nil, row: Int) {
        rows[row][key] = Value(value: value, text: text ?? value)
    }

    /// Leaves a field out: this paper does not have it.
    mutating func drop(_ key: FieldKey) { values[key] = nil }

    /// Nothing is written anywhere.
    static func blank(_ template: FormTemplate) -> FormFilling {
        var random = SeededRandom(seed: 0, "blank")
        var filling = FormFilling(template, random: &random, contradictions: false)
        for key in Array(filling.values.keys) { filling.values[key] = .empty }
        filling.rows = filling.rows.map { $0.mapValues { _ in .empty } }
        return filling
    }

    /// How a normalised value is written: dates with 年月日, everything else as it is.
    static func text(_ value: String, key: FieldKey, template: FormTemplate) -> String {
        let field = (template.fields + template.rowFields).first { $0.key == key }
        guard field?.grammar == .date, let date = CalendarDate(iso: value)
        else { return value }
        return WrittenDate.withUnits(date)
    }
}
