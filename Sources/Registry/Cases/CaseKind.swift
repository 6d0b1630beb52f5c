/// 案卷种类.
public enum CaseKind: String, Sendable, Codable, CaseIterable {
    case transferWithinCity
    case transferAcrossCityCompulsory
    case transferAcrossCityHighSchool
    case infoCorrection
    case photoUpdate
    case suspension
    case resumption
    case gradeRetention
    case withdrawal
    case enrolment
    case graduation
    case statusReport
    case complaint

    /// 转学.
    public var isTransfer: Bool {
        [.transferWithinCity, .transferAcrossCityCompulsory, .transferAcrossCityHighSchool].contains(self)
    }
}

/// 案卷状态.
public enum CaseState: String, Sendable, Codable, CaseIterable {
    case open, submitted, approved, declined, returned, withdrawn
    /// Approved, and everything that has to follow is recorded.
    case finished

    /// Somebody still has to do something.
    public static let underWay: [CaseState] = [.open, .submitted, .returned]

    public var isUnderWay: Bool { CaseState.underWay.contains(self) }
}

/// 核办结论.
public enum DecisionOutcome: String, Sendable, Codable, CaseIterable {
    case approved, declined, returned
}
