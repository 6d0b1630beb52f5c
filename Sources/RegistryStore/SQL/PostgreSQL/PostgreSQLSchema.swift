internal import IntakeModel

/// 模式: the part of a database that a store has for itself.
///
/// Every transaction sets its search path to the schema alone, for itself (`SET LOCAL`): no session has to keep it, so that no
/// pooler in front of the server can forget it or give it to somebody else, and nothing of another schema is ever found.
struct PostgreSQLSchema: Sendable {
    /// `nil`: wherever the session's own search path leads.
    let name: String?

    private var quoted: String? { name.map { "\"\($0)\"" } }

    /// `table`, as it is called outside of a transaction.
    func qualified(_ table: String) -> String { (quoted.map { $0 + "." } ?? "") + table }

    /// What follows BEGIN; nothing when there is no name.
    var entering: String { quoted.map { "SET LOCAL search_path TO \($0); " } ?? "" }

    /// What the schema is called in an SQL expression, whether or not it is there yet.
    var expression: String { name.map { "'\($0)'" } ?? "current_schema()" }

    /// Makes it when it is missing. Others may use one without the right to make any.
    func make(_ session: any SQLSession) throws {
        guard let name, let quoted else { return }
        let known = try session.row("SELECT 1 AS known FROM pg_namespace WHERE nspname = $1", [.text(name)])
        guard known == nil else { return }
        do {
            try session.execute("CREATE SCHEMA \(quoted)", [])
        } catch let fault as PostgreSQLFault where fault.state == "42501" {
            throw IntakeError(
                "store.schema-denied", .storeSchemaDenied.with(name), remedy: .storeSchemaDeniedRemedy.with(name),
                exit: .notAllowed, underlying: fault.message)
        }
    }
}
