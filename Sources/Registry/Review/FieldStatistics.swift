/// 一栏的把握统计: how many values a threshold lets through, and how many of these will be wrong.
public struct FieldStatistics: Sendable {
    private var values: [(confidence: Double, wasRight: Bool?)] = []

    public init() {}

    /// `wasRight` is what a person said; `nil` while nobody has looked.
    public mutating func add(confidence: Double, wasRight: Bool?) { values.append((confidence, wasRight)) }

    public var count: Int { values.count }

    /// What follows from a threshold.
    public struct Outlook: Sendable, Hashable {
        /// Share of the values that go straight through, 0…1.
        public var through: Double
        /// Share of these that will be wrong by their calibrated confidences; `nil` when none goes through.
        public var expectedError: Double?
        /// Of these how many a person has looked at, and how many they changed.
        public var checked: Int
        public var wrong: Int
    }

    /// A confidence is the calibrated probability of being right (`models/calibration`), so the expected error is the mean
    /// of what is missing to certainty.
    public func outlook(at threshold: Double) -> Outlook {
        let above = values.filter { $0.confidence >= threshold }
        let doubt = above.reduce(0) { $0 + 1 - $1.confidence }
        return Outlook(
            through: values.isEmpty ? 0 : Double(above.count) / Double(values.count),
            expectedError: above.isEmpty ? nil : doubt / Double(above.count),
            checked: above.count { $0.wasRight != nil }, wrong: above.count { $0.wasRight == false })
    }
}
