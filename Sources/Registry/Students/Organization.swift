/// 机构层级.
public enum OrganizationLevel: String, Sendable, Codable, CaseIterable {
    case province, city, county, school
}

/// 机构: a school or an education department, with the one it answers to.
public struct Organization: Sendable, Codable, Hashable {
    public var code: String
    public var name: String
    public var level: OrganizationLevel
    /// Code of the superior department.
    public var parent: String?

    public init(code: String, name: String, level: OrganizationLevel, parent: String?) {
        self.code = code
        self.name = name
        self.level = level
        self.parent = parent
    }
}

/// 岗位: what a person may do in their own organization.
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
}

/// 工作人员.
public struct Person: Sendable, Codable, Hashable {
    /// Login name.
    public var id: String
    public var name: String
    public var role: Role
    /// Code of the organization.
    public var organization: String

    public init(id: String, name: String, role: Role, organization: String) {
        self.id = id
        self.name = name
        self.role = role
        self.organization = organization
    }
}
