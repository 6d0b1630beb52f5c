public import IntakeModel

/// 样张真值: what a drawn sample says, in the terms of a reading.
public struct SampleTruth: Sendable, Codable, Hashable {
    public struct Field: Sendable, Codable, Hashable {
        /// Normalised; "" when empty.
        public var value: String
        /// As it stands on the paper.
        public var text: String
        /// Pixels of the picture.
        public var region: Region
    }

    public struct Seal: Sendable, Codable, Hashable {
        public var role: SealRole
        public var text: String
        public var region: Region
        public var shape: SealShape
    }

    public var documentType: DocumentType
    public var fields: [FieldKey: Field]
    public var seals: [Seal]
    /// What a check must find.
    public var findings: [FindingCode]
    /// Clockwise turn that makes the picture upright.
    public var rotation: Int
    /// Clockwise tilt of the upright picture, degrees.
    public var skewDegrees: Double
    public var dpi: Double
    /// 0 (clean) … 3 (hard).
    public var damage: Int
    /// Which fonts, `tuning` or `measuring`.
    public var set: String
    public var seed: UInt64
}
