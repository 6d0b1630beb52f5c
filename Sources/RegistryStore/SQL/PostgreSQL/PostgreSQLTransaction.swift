internal import Foundation

/// How a transaction begins and how it ends, on one connection.
struct PostgreSQLTransaction: Sendable {
    /// One round trip.
    let begin: String
    let writes: Bool

    let schema: PostgreSQLSchema

    private init(_ isolation: String, _ schema: PostgreSQLSchema, then: String = "", writes: Bool = true) {
        begin = "BEGIN ISOLATION LEVEL \(isolation); \(schema.entering)\(then)"
        self.writes = writes
        self.schema = schema
    }

    static func read(_ schema: PostgreSQLSchema) -> PostgreSQLTransaction {
        PostgreSQLTransaction("REPEATABLE READ READ ONLY", schema, writes: false)
    }

    /// Neither `SET` nor `LOCK TABLE` takes a snapshot: the view of the data is made after the writer before has committed.
    static func ordered(_ schema: PostgreSQLSchema) -> PostgreSQLTransaction {
        PostgreSQLTransaction("REPEATABLE READ", schema, then: "LOCK TABLE writeorder IN EXCLUSIVE MODE")
    }

    static func shared(_ schema: PostgreSQLSchema) -> PostgreSQLTransaction {
        PostgreSQLTransaction("READ COMMITTED", schema)
    }

    /// READ COMMITTED, because what was migrated while waiting for the lock must be seen. A large store takes its time.
    static func migration(_ schema: PostgreSQLSchema) -> PostgreSQLTransaction {
        PostgreSQLTransaction(
            "READ COMMITTED", schema,
            then: """
                SET LOCAL statement_timeout = 0;
                SELECT pg_advisory_xact_lock(hashtext('xueji migration'), hashtext(\(schema.expression)))
                """)
    }

    enum Outcome<Value: Sendable>: Sendable {
        case committed(Value)
        /// The connection broke while COMMIT was under way.
        case unknown(CommitMark, Value)
    }

    /// Blocks; runs `body` between BEGIN and COMMIT and rolls back when it throws.
    func run<Value: Sendable>(
        on connection: PostgreSQLConnection, _ body: (any SQLSession) throws -> Value
    ) throws -> Outcome<Value> {
        let session = PostgreSQLSession(connection)
        let value: Value
        do {
            _ = try connection.command(begin)
            value = try body(session)
        } catch {
            _ = try? connection.command("ROLLBACK")
            if (error as? PostgreSQLFault)?.isStalePlan == true { connection.forgetStatements() }
            throw error
        }
        let mark = session.hasWritten && writes ? CommitMark(connection, schema) : nil
        do {
            let answer = try connection.command((mark.map { $0.statement + "; " } ?? "") + "COMMIT")
            // A transaction in which a statement had failed is rolled back by COMMIT, without an error.
            guard answer.tag == "COMMIT" else {
                throw PostgreSQLFault(state: "25P02", message: "statement failed inside", isLoss: false)
            }
            return .committed(value)
        } catch let fault as PostgreSQLFault {
            guard fault.isLoss else {
                _ = try? connection.command("ROLLBACK")
                throw fault
            }
            return mark.map { .unknown($0, value) } ?? .committed(value)
        }
    }
}
