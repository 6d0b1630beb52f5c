/// 学籍信息使用目的 (R25-2): a closed list; commercial use is none of them.
public enum DataPurpose: String, Sendable, Codable, CaseIterable {
    /// 教育教学管理.
    case educationManagement
    /// 考试报名.
    case examination
    /// 招生.
    case admission
    /// 卫生防疫、体检.
    case health
    /// 政府统计.
    case statistics
    /// 资助、免费教科书、营养餐.
    case support
    /// 司法、公安机关依法调取.
    case judicial
}

/// 学籍信息使用申请: who wants which fields of whose students, what for and until when.
public struct DataRequest: Sendable, Codable, Hashable {
    public var id: Int64
    /// Code of the organization whose students they are.
    public var organization: String
    public var purpose: DataPurpose
    /// Who gets the data.
    public var recipient: String
    public var fields: [StudentField]
    /// Grade, or empty for the whole school.
    public var scope: String
    /// Last day on which it may be carried out, ISO 8601.
    public var expiresOn: String
    /// Who asked.
    public var person: String

    public init(
        id: Int64 = 0, organization: String, purpose: DataPurpose, recipient: String, fields: [StudentField],
        scope: String, expiresOn: String, person: String
    ) {
        self.id = id
        self.organization = organization
        self.purpose = purpose
        self.recipient = recipient
        self.fields = fields
        self.scope = scope
        self.expiresOn = expiresOn
        self.person = person
    }
}

/// 审批方.
public enum ApprovalSide: String, Sendable, Codable, CaseIterable {
    /// 学校分管领导.
    case school
    /// 教育行政部门分管领导.
    case department
}

/// 导出的名册: what was approved, with the mark that names who took it.
public struct StudentExport: Sendable, Codable, Hashable {
    public var request: DataRequest
    public var students: [Student]
    /// 水印: requester, purpose, day and number of the request.
    public var watermark: String

    public init(request: DataRequest, students: [Student], watermark: String) {
        self.request = request
        self.students = students
        self.watermark = watermark
    }
}
