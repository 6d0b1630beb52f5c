public import IntakeModel

/// 复核设置: how strictly an organization, and everything under it, has papers looked at.
public struct DeskSettings: Sendable, Codable, Hashable {
    /// 双人录入: when unsure 关键栏目 need two people.
    public enum DoubleKeying: String, Sendable, Codable, CaseIterable {
        /// Where the paper's organization has at least two registrars, so that there is a second person.
        case whereTwo
        case always, never
    }

    public var thresholds: Thresholds
    /// 抽检比例 of straight-through papers, 0…1.
    public var sampleShare: Double
    public var doubleKeying: DoubleKeying

    /// One straight-through paper in fifty: at 500 papers a month ten looks, which find an error rate of 1 in 5.
    public static let standard = DeskSettings()

    public init(
        thresholds: Thresholds = .standard, sampleShare: Double = 0.02, doubleKeying: DoubleKeying = .whereTwo
    ) {
        self.thresholds = thresholds
        self.sampleShare = sampleShare
        self.doubleKeying = doubleKeying
    }

    /// 关键栏目 of double keying.
    public static let keyedTwice: [FieldKey] = [.name, .citizenID, .birthDate, .studentNumber]
}
