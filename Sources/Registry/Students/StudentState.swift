/// 学籍状态.
public enum StudentState: String, Sendable, Codable, CaseIterable {
    /// 在读.
    case enrolled
    /// 休学.
    case suspended
    /// 待建籍: named by a case, not on the register yet.
    case candidate
    /// 转往本系统之外.
    case transferredOut
    /// 毕业、结业、肄业.
    case graduated, completed, incomplete
    /// 退学.
    case withdrawn
    /// 辍学.
    case droppedOut
    /// 死亡.
    case deceased

    /// On a school's roll.
    public var isOnRoll: Bool { self == .enrolled || self == .suspended || self == .droppedOut }
}

/// 学籍变动: one entry of a student's history; never changed.
public struct StudentEvent: Sendable, Codable, Hashable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case registered, transferred, corrected, photographed, suspended, resumed, retained, withdrawn, promoted
        case graduated, reported
    }

    public var student: Int64
    public var kind: Kind
    /// The day it counts from, ISO 8601.
    public var day: String
    /// 期满日 of a suspension.
    public var until: String?
    public var gradeBefore: String?
    public var gradeAfter: String?
    public var caseNumber: Int64?

    public init(
        student: Int64, kind: Kind, day: String, until: String? = nil, gradeBefore: String? = nil,
        gradeAfter: String? = nil, caseNumber: Int64? = nil
    ) {
        self.student = student
        self.kind = kind
        self.day = day
        self.until = until
        self.gradeBefore = gradeBefore
        self.gradeAfter = gradeAfter
        self.caseNumber = caseNumber
    }
}
