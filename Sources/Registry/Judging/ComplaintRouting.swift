/// 投诉处理责任单位 (第七条).
public struct ComplaintRouting: Sendable {
    public let tree: OrganizationTree

    public init(tree: OrganizationTree) { self.tree = tree }

    /// Codes of the schools that a complaint concerns.
    public static func schools(_ matter: IntakeCase) -> [String] {
        (matter.details[.schools] ?? "").split { $0 == "," || $0 == "，" }.map { String($0).trimmingSpaces }
            .filter { !$0.isEmpty }
    }

    /// Who must handle it and by which rule: one school, its superior; several, their lowest common superior; a school
    /// outside `home`'s city, the province. `nil` when the tree does not have that unit.
    public func owner(of schools: [String], home: String) -> (rule: String, unit: Organization)? {
        let homeCity = tree.ancestor(of: home, at: .city)
        let outside = schools.contains { code in
            guard let school = tree[code], !school.isExternal else { return true }
            guard let homeCity else { return false }
            return tree.ancestor(of: code, at: .city)?.code != homeCity.code
        }
        if outside { return tree.ancestor(of: home, at: .province).map { ("R07-3", $0) } }
        if schools.count == 1 { return schools.first.flatMap { tree.superior(of: $0) }.map { ("R07-1", $0) } }
        return tree.commonSuperior(of: schools).map { ("R07-2", $0) }
    }
}
