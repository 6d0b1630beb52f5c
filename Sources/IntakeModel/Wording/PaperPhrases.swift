/// Names of papers and of the fields that identify a person.
extension DocumentType {
    public var title: Phrase {
        switch self {
        case .householdRegisterCover: Phrase("居民户口簿首页", "household register, cover")
        case .residentCard: Phrase("常住人口登记卡", "resident registration card")
        case .transferContactForm: Phrase("转学联系表", "transfer contact form")
        case .provincialTransferApplication: Phrase("四川省普通高中转学申请表", "provincial transfer application")
        case .transferLedger: Phrase("转学登记表", "transfer ledger")
        case .changeLedger: Phrase("校内学籍异动登记表", "ledger of changes")
        case .complaintVerification: Phrase("群众投诉核查单", "complaint verification sheet")
        case .medicalCertificate: Phrase("疾病诊断证明书", "medical certificate")
        case .policeCertificate: Phrase("公安部门证明", "police certificate")
        case .transferCertificate: Phrase("转学证明", "transfer certificate")
        case .blank: Phrase("空白页", "blank page")
        case .unknown: Phrase("未知文书", "unknown paper")
        }
    }
}

extension FieldKey {
    /// Of the fields that identify a person; others go by their key.
    public var title: Phrase {
        if let (number, key) = row {
            return Phrase("第\(number)行\(key.title.chinese)", "\(key.title.english) in row \(number)")
        }
        return switch self {
        case .name: Phrase("姓名", "the name")
        case .sex: Phrase("性别", "the sex")
        case .citizenID: Phrase("公民身份号码", "the citizen ID")
        case .birthDate: Phrase("出生日期", "the birth date")
        case .studentNumber: Phrase("学籍号", "the student number")
        default: Phrase(rawValue, rawValue)
        }
    }
}
