internal import IntakeModel

/// 案卷要素: what a case of some kind must say beyond its papers; a closed list.
public enum CaseDetail: String, Sendable, Codable, CaseIterable {
    /// 申请日期; 收到联系表日期; 收到投诉日期.
    case appliedOn, formReceivedOn, receivedOn
    /// 申请人与学生的关系.
    case applicantRelation
    case reason
    /// 休学起止日期, first and last day.
    case leaveFrom, leaveUntil
    /// 出具证明的医疗机构级别.
    case hospitalLevel
    /// 复学或入读的年级.
    case grade
    /// 年级班级 when the case was opened; written by the registry.
    case gradeClass
    /// 入学日期.
    case enteredOn
    /// 毕业、结业、肄业; 辍学、死亡.
    case outcome
    /// 事由发生日期.
    case happenedOn
    /// 联系表一份已交回转入学校的日期.
    case copyReturnedOn
    /// 全国系统、省平台受理号.
    case nationalReceipt, provincialReceipt
    /// 报告当地政府日期.
    case governmentReportedOn
    /// 照片检查结论.
    case photoVerdict
    /// 投诉: schools concerned (codes, separated by commas), what it is about, and who complained.
    case schools, complaint, complainantName, complainantPhone
    /// 学籍号 that the national system gave.
    case studentNumber

    /// What may stand there.
    public enum Form: Sendable, Hashable {
        case day, text
        case oneOf([String])
    }

    public var form: Form {
        switch self {
        case .appliedOn, .formReceivedOn, .receivedOn, .leaveFrom, .leaveUntil, .enteredOn, .happenedOn,
            .copyReturnedOn, .governmentReportedOn:
            .day
        case .applicantRelation: .oneOf(["父亲", "母亲", "监护人"])
        case .hospitalLevel: .oneOf(HospitalLevel.allCases.map(\.rawValue))
        case .outcome: .oneOf(CaseOutcome.allCases.map(\.rawValue))
        case .photoVerdict: .oneOf(["pass", "review", "fail"])
        default: .text
        }
    }

    /// The value as it is kept; `nil` when it does not fit.
    public func normalized(_ text: String) -> String? {
        let text = text.trimmingSpaces
        guard !text.isEmpty, text.count <= 500 else { return nil }
        switch form {
        case .text: return self == .grade ? SchoolGrade(text)?.name : text
        case .day: return DateText(text)?.date?.iso
        case .oneOf(let values):
            if self == .applicantRelation, let full = ["父": "父亲", "母": "母亲"][text] { return full }
            return values.contains(text) ? text : nil
        }
    }
}

/// 医疗机构级别, lowest first.
public enum HospitalLevel: String, Sendable, Codable, CaseIterable, Comparable {
    case other = "其他"
    case second = "二级"
    case county = "县级"
    case third = "三级"

    public static func < (left: HospitalLevel, right: HospitalLevel) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// 毕业 and 学籍状态报告 outcomes.
public enum CaseOutcome: String, Sendable, Codable, CaseIterable {
    case graduated = "毕业"
    case completed = "结业"
    case incomplete = "肄业"
    case droppedOut = "辍学"
    case deceased = "死亡"

    public var state: StudentState {
        switch self {
        case .graduated: .graduated
        case .completed: .completed
        case .incomplete: .incomplete
        case .droppedOut: .droppedOut
        case .deceased: .deceased
        }
    }
}

extension String {
    var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension CaseDetail {
    /// What follows an approval and is recorded before the case is finished.
    public static let afterApproval: Set<CaseDetail> = [
        .copyReturnedOn, .nationalReceipt, .provincialReceipt, .governmentReportedOn, .studentNumber,
    ]
}
