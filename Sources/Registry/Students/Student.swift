public import IntakeModel

/// 学生的一项登记信息, named like the fields of papers so that evidence can be compared with it.
public enum StudentField: String, Sendable, Codable, CaseIterable {
    case name, sex, birthDate, citizenID, studentNumber, ethnicGroup, domicile, grade, className

    public var key: FieldKey { FieldKey(rawValue: rawValue) }

    /// 关键信息: changed only by a decided case.
    public static let keyFields: [StudentField] = [.name, .sex, .birthDate, .citizenID, .studentNumber]
}

/// 学生: the record in the registry.
public struct Student: Sendable, Codable, Hashable {
    public var id: Int64
    /// Code of the school that keeps the record.
    public var organization: String
    /// Normalised values; a missing key is unknown.
    public var fields: [StudentField: String]
    public var state: StudentState
    /// Days in ISO 8601.
    public var enteredOn: String?
    public var graduatedOn: String?
    public var photographedOn: String?

    public init(
        id: Int64, organization: String, fields: [StudentField: String], state: StudentState = .enrolled,
        enteredOn: String? = nil, graduatedOn: String? = nil, photographedOn: String? = nil
    ) {
        self.id = id
        self.organization = organization
        self.fields = fields
        self.state = state
        self.enteredOn = enteredOn
        self.graduatedOn = graduatedOn
        self.photographedOn = photographedOn
    }

    public subscript(field: StudentField) -> String? { fields[field] }

    public var grade: SchoolGrade? { fields[.grade].flatMap(SchoolGrade.init) }

    private enum CodingKeys: String, CodingKey {
        case id, organization, fields, state, enteredOn, graduatedOn, photographedOn
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Int64.self, forKey: .id)
        organization = try container.decode(String.self, forKey: .organization)
        let named = try container.decode([String: String].self, forKey: .fields)
        fields = Dictionary(
            uniqueKeysWithValues: named.compactMap { name, value in StudentField(rawValue: name).map { ($0, value) } })
        state = try container.decodeIfPresent(StudentState.self, forKey: .state) ?? .enrolled
        enteredOn = try container.decodeIfPresent(String.self, forKey: .enteredOn)
        graduatedOn = try container.decodeIfPresent(String.self, forKey: .graduatedOn)
        photographedOn = try container.decodeIfPresent(String.self, forKey: .photographedOn)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(organization, forKey: .organization)
        try container.encode(
            Dictionary(uniqueKeysWithValues: fields.map { ($0.key.rawValue, $0.value) }), forKey: .fields)
        try container.encode(state, forKey: .state)
        try container.encodeIfPresent(enteredOn, forKey: .enteredOn)
        try container.encodeIfPresent(graduatedOn, forKey: .graduatedOn)
        try container.encodeIfPresent(photographedOn, forKey: .photographedOn)
    }
}
