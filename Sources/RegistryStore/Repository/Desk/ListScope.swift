/// 清单范围: an organization and all under it, and how statements ask for what is theirs.
///
/// Of a small one its indexes are asked for each code, so that a list costs what is its own; of a large one a list is found by
/// walking all rows in the list's order, of which many are its.
struct ListScope {
    /// Codes where they are few.
    let codes: [String]?
    private let organization: String

    init(_ organization: String, _ session: any SQLSession) throws {
        self.organization = organization
        codes = try RegistryStore.fewCodes(under: organization, session)
    }

    /// A statement that is put together, and what stands for `$1`, `$2`… in it.
    struct Statement {
        fileprivate(set) var values: [SQLValue] = []

        mutating func mark(_ value: SQLValue) -> String {
            values.append(value)
            return "$\(values.count)"
        }
    }

    /// What a statement about it begins with: the codes of a large one.
    func beginning(_ statement: inout Statement) -> String {
        guard codes == nil else { return "" }
        statement.values = [.text(organization)]
        return RegistryStore.below + " "
    }

    /// That a column holds one of its codes; `late`: asked of the few rows that other conditions leave, not of an index.
    func isOwn(_ column: String, late: Bool = false, _ statement: inout Statement) -> String {
        // As an expression: what is walked is the index of the list's order.
        guard let codes else { return "(\(column) || '') IN (SELECT code FROM below)" }
        let marks = codes.map { statement.mark(.text($0)) }.joined(separator: ", ")
        return (late ? "(\(column) || '')" : column) + " IN (\(marks))"
    }

    /// All rows of one SELECT for each code, each in its own order and up to its own limit; `nil` for a large one.
    func each(_ statement: inout Statement, _ select: (_ code: String) -> String) -> String? {
        guard let codes else { return nil }
        return codes.enumerated().map { place, code in
            "SELECT * FROM (\(select(statement.mark(.text(code))))) AS part\(place)"
        }.joined(separator: " UNION ALL ")
    }
}

extension SQLSession {
    func rows(_ sql: String, _ statement: ListScope.Statement) throws -> [SQLRow] { try rows(sql, statement.values) }
}
