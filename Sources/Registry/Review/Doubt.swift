public import IntakeModel

/// 存疑: which fields of a reading a person must look at.
public enum Doubt {
    /// Below this a value goes to a person. Of the values at or above it fewer than 1 in 100 may be wrong.
    public static let threshold = 0.9

    /// Of the page and of every row: low confidence, nothing readable, or an error found; `seals` when a seal is missing or wrong.
    public static func keys(_ reading: DocumentReading, _ thresholds: Thresholds = .standard) -> [FieldKey] {
        var keys = Set(reading.allFields.keys.filter { isUnsure($0, reading, thresholds) })
        for finding in reading.findings where finding.severity == .error {
            keys.insert(finding.field ?? IntakeDocument.sealsKey)
        }
        return keys.sorted()
    }

    /// Nothing readable, or less sure than the field's threshold.
    public static func isUnsure(_ key: FieldKey, _ reading: DocumentReading, _ thresholds: Thresholds) -> Bool {
        guard let field = reading[key] else { return false }
        return field.value == nil || field.confidence < thresholds[key]
    }

    /// A paper of unknown kind is always a person's.
    public static func isDoubtful(_ reading: DocumentReading, _ thresholds: Thresholds = .standard) -> Bool {
        reading.documentType == .unknown || !keys(reading, thresholds).isEmpty
    }
}

/// 把握界限: by field, the confidence below which a value goes to a person.
public struct Thresholds: Sendable, Codable, Hashable {
    /// Only what differs from ``Doubt/threshold``.
    public private(set) var byField: [FieldKey: Double]

    public static let standard = Thresholds()
    /// Below a half a value is more likely wrong than right; at 1 everything goes to a person.
    public static let range = 0.5...1.0

    public init(_ byField: [FieldKey: Double] = [:]) {
        self.byField = byField.filter { $0.value != Doubt.threshold && Thresholds.range.contains($0.value) }
    }

    /// Rows of ledgers have the thresholds of their fields.
    public subscript(key: FieldKey) -> Double { byField[key.plain] ?? Doubt.threshold }
}
