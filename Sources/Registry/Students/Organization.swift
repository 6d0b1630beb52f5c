/// 机构层级.
public enum OrganizationLevel: String, Sendable, Codable, CaseIterable {
    case province, city, county, school

    /// The role that decides at this level.
    public var decider: Role {
        switch self {
        case .province: .provinceRegistrar
        case .city: .cityRegistrar
        case .county: .countyRegistrar
        case .school: .schoolLeader
        }
    }
}

/// 机构: a school or an education department, with the one it answers to.
public struct Organization: Sendable, Codable, Hashable {
    public var code: String
    public var name: String
    public var level: OrganizationLevel
    /// Code of the superior department.
    public var parent: String?
    /// Of a school; empty when nobody has said.
    public var stages: [SchoolStage]
    public var phone: String?
    /// It does not work with this registry; what it decides is recorded from its papers by others.
    public var isExternal: Bool

    public init(
        code: String, name: String, level: OrganizationLevel, parent: String?, stages: [SchoolStage] = [],
        phone: String? = nil, isExternal: Bool = false
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.parent = parent
        self.stages = stages
        self.phone = phone
        self.isExternal = isExternal
    }
}

/// 岗位: what a person may do in their own organization. Class teachers have none: their word is never enough (R06-4).
public enum Role: String, Sendable, Codable, CaseIterable {
    /// 学校学籍管理员: scans, files, opens and submits cases.
    case schoolRegistrar
    /// 分管校领导、校长: approves in the school.
    case schoolLeader
    /// 县级学籍管理员.
    case countyRegistrar
    /// 市级学籍管理员.
    case cityRegistrar
    /// 省级学籍管理员.
    case provinceRegistrar
    /// 教育行政部门分管领导: approves the use of data outside cases.
    case departmentLeader

    public var isDepartmental: Bool { self != .schoolRegistrar && self != .schoolLeader }
}

/// 工作人员.
public struct Person: Sendable, Codable, Hashable {
    /// Login name.
    public var id: String
    public var name: String
    public var role: Role
    /// Code of the organization.
    public var organization: String
    /// 培训日期 and 备案号 (第二十四条); without both nobody signs in.
    public var trainedOn: String?
    public var filing: String?
    /// 系统管理员: sets thresholds and passwords, for the own organization and what lies under it.
    public var isAdministrator: Bool

    public init(
        id: String, name: String, role: Role, organization: String, trainedOn: String? = nil, filing: String? = nil,
        isAdministrator: Bool = false
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.organization = organization
        self.trainedOn = trainedOn
        self.filing = filing
        self.isAdministrator = isAdministrator
    }
}
