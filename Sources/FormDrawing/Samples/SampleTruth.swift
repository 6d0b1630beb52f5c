public import IntakeModel

/// 样张真值: what a drawn paper says, in the terms of a reading.
public struct SampleTruth: Sendable, Codable, Hashable {
    public struct Field: Sendable, Codable, Hashable {
        /// Normalised; "" when empty.
        public var value: String
        /// As it stands on the paper.
        public var text: String
        /// Pixels of the picture: the ink, or the cell of an empty field.
        public var region: Region
        /// Looks written by hand, whatever the form's description says; `nil` where that decides.
        public var byHand: Bool?
    }

    public struct Seal: Sendable, Codable, Hashable {
        public var role: SealRole
        /// Ring text and inner line.
        public var text: String
        public var serial: String?
        /// Pixels of the picture.
        public var region: Region
        public var shape: SealShape
        /// A person could read it; `nil` in older files, which say yes.
        public var legible: Bool?
    }

    public var documentType: DocumentType
    public var fields: [FieldKey: Field]
    /// A ledger's rows, top to bottom; a row without a student has empty values.
    public var rows: [[FieldKey: Field]]
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
    /// What in particular is hard about it.
    public var damages: [PageDamage]
    /// The paper in pixels of the picture; `nil` in older files.
    public var region: Region?
    /// Which fonts, `tuning` or `measuring`.
    public var set: String
    public var seed: UInt64
}

extension SampleTruth {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        documentType = try container.decode(DocumentType.self, forKey: .documentType)
        fields = try container.decode([FieldKey: Field].self, forKey: .fields)
        rows = try container.decodeIfPresent([[FieldKey: Field]].self, forKey: .rows) ?? []
        seals = try container.decode([Seal].self, forKey: .seals)
        findings = try container.decode([FindingCode].self, forKey: .findings)
        rotation = try container.decode(Int.self, forKey: .rotation)
        skewDegrees = try container.decode(Double.self, forKey: .skewDegrees)
        dpi = try container.decode(Double.self, forKey: .dpi)
        damage = try container.decode(Int.self, forKey: .damage)
        damages = try container.decodeIfPresent([PageDamage].self, forKey: .damages) ?? []
        region = try container.decodeIfPresent(Region.self, forKey: .region)
        set = try container.decode(String.self, forKey: .set)
        seed = try container.decode(UInt64.self, forKey: .seed)
    }
}

/// 一页的真值: every paper on one picture. One paper is written as a bare `SampleTruth`, several as a list.
public struct PageTruth: Sendable, Codable, Hashable {
    public var documents: [SampleTruth]

    public init(documents: [SampleTruth]) { self.documents = documents }

    private enum CodingKeys: String, CodingKey { case documents }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if container.contains(.documents) {
            documents = try container.decode([SampleTruth].self, forKey: .documents)
        } else {
            documents = [try SampleTruth(from: decoder)]
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if documents.count == 1 {
            try documents[0].encode(to: encoder)
        } else {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(documents, forKey: .documents)
        }
    }
}
