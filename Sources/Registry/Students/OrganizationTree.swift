/// 机构树: organizations by code; as many of them as the matter at hand needs.
public struct OrganizationTree: Sendable, Codable, Hashable {
    private var members: [String: Organization] = [:]

    public init(_ organizations: some Sequence<Organization> = []) {
        for organization in organizations { members[organization.code] = organization }
    }

    public subscript(code: String) -> Organization? { members[code] }

    public var all: [Organization] { members.values.sorted { $0.code < $1.code } }

    /// The superior department.
    public func superior(of code: String) -> Organization? { members[code]?.parent.flatMap { members[$0] } }

    /// From the organization itself upward; ends at a loop.
    public func line(of code: String) -> [Organization] {
        var line: [Organization] = []
        var current = members[code]
        while let organization = current, !line.contains(where: { $0.code == organization.code }) {
            line.append(organization)
            current = organization.parent.flatMap { members[$0] }
        }
        return line
    }

    public func ancestor(of code: String, at level: OrganizationLevel) -> Organization? {
        line(of: code).first { $0.level == level }
    }

    /// The lowest department over all of them.
    public func commonSuperior(of codes: [String]) -> Organization? {
        guard let first = codes.first else { return nil }
        let others = codes.dropFirst().map { Set(line(of: $0).dropFirst().map(\.code)) }
        return line(of: first).dropFirst().first { candidate in others.allSatisfy { $0.contains(candidate.code) } }
    }

    /// Whether `code` is `over` or lies under it: a person acts only for their own organization and what lies under it.
    public func isUnder(_ code: String, _ over: String) -> Bool { line(of: code).contains { $0.code == over } }
}
