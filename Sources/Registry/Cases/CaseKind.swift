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

    /// The rules of this kind; `nil` while they are not in the software.
    public var rules: (any CaseRules)? {
        switch self {
        case .infoCorrection: InfoCorrectionRules()
        case .transferWithinCity: TransferWithinCityRules()
        default: nil
        }
    }
}

/// 案卷状态.
public enum CaseState: String, Sendable, Codable, CaseIterable {
    case open, submitted, approved, declined, returned, withdrawn
}

/// 核办结论.
public enum DecisionOutcome: String, Sendable, Codable, CaseIterable {
    case approved, declined, returned
}
