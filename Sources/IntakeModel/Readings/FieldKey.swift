/// 栏目: the name of a field on a paper, as listed in `fields.tsv` (`citizenID`, `birthDate`, …).
public struct FieldKey: RawRepresentable, Sendable, Hashable, Codable, CodingKeyRepresentable,
    ExpressibleByStringLiteral, Comparable
{
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public static func < (left: FieldKey, right: FieldKey) -> Bool { left.rawValue < right.rawValue }
}

extension FieldKey {
    public static let name: FieldKey = "name"
    public static let sex: FieldKey = "sex"
    public static let citizenID: FieldKey = "citizenID"
    public static let birthDate: FieldKey = "birthDate"
    public static let studentNumber: FieldKey = "studentNumber"

    /// 意见: whether the field is what an office has to say.
    public var isOpinion: Bool { rawValue.hasSuffix("Opinion") }
}
