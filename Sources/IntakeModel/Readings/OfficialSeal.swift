/// 印章的位置和身份: whose seal belongs where it was found.
public enum SealRole: String, Sendable, Codable, CaseIterable {
    case policeHousehold, provincialPolice, registrarName
    case receivingSchool, releasingSchool, school, department
    case boxA, boxB, boxC, boxD, box1, box2, box3, box4
    case hospital, police, undertakingUnit, other
}

public enum SealShape: String, Sendable, Codable {
    case round, oval, square, rectangle
}

/// 公章: an official seal or name stamp found on a page.
public struct OfficialSeal: Sendable, Hashable, Codable {
    public var role: SealRole
    /// Ring text followed by the inner line; `nil` when it could not be read.
    public var text: String?
    /// The number at the foot of the seal, when it was read.
    public var serial: String?
    /// Calibrated probability that `text` is right, 0…1; without a text, that there is a seal.
    public var confidence: Double
    /// Pixels of the file as stored.
    public var region: Region
    public var shape: SealShape

    public init(
        role: SealRole, text: String?, serial: String? = nil, confidence: Double, region: Region, shape: SealShape
    ) {
        self.role = role
        self.text = text
        self.serial = serial
        self.confidence = confidence
        self.region = region
        self.shape = shape
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(role, forKey: .role)
        try container.encode(text, forKey: .text)
        try container.encodeIfPresent(serial, forKey: .serial)
        try container.encode((confidence * 10_000).rounded() / 10_000, forKey: .confidence)
        try container.encode(region, forKey: .region)
        try container.encode(shape, forKey: .shape)
    }
}
