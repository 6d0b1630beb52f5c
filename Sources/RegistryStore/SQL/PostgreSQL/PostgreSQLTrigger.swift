/// A trigger of SQLite as a function and a trigger of PostgreSQL, kept even where triggers are switched off.
///
/// `SELECT RAISE(ABORT, 'why') [WHERE condition]` and the trigger's WHEN become one IF; other statements stay.
/// Whatever guards against DELETE guards against TRUNCATE too.
struct PostgreSQLTrigger {
    private let name: String
    private let moment: String
    private let table: String
    private let condition: String?
    private let body: [[SQLTokens.Token]]
    private var isDeletion: Bool { moment.hasSuffix("DELETE") }

    /// `nil` when it is not `CREATE TRIGGER name BEFORE|AFTER … ON table … BEGIN … END`.
    init?(_ tokens: [SQLTokens.Token]) {
        func index(_ keyword: String, from start: Int = 0) -> Int? {
            tokens[start...].firstIndex { $0.keyword == keyword }
        }
        func text(_ range: Range<Int>) -> String {
            SQLTokens.text(PostgreSQLDialect.distinct(Array(tokens[range]))).trimmingSpaces
        }
        guard let start = tokens.firstIndex(where: { ["BEFORE", "AFTER"].contains($0.keyword) }),
            let on = index("ON", from: start), let begin = index("BEGIN", from: on),
            let end = tokens.lastIndex(where: { $0.keyword == "END" }), begin < end,
            let name = SQLTokens.significant(Array(tokens[..<start])).last?.text,
            let table = SQLTokens.significant(Array(tokens[(on + 1)..<begin])).first?.text
        else { return nil }
        self.name = name
        self.table = table
        moment = text(start..<on)
        condition = tokens[on..<begin].firstIndex { $0.keyword == "WHEN" }.map { text(($0 + 1)..<begin) }
        body = tokens[(begin + 1)..<end].split(separator: .symbol(";")).map(Array.init)
            .filter { !SQLTokens.significant($0).isEmpty }
    }

    var statements: [String] {
        let code = body.map(PostgreSQLTrigger.statement).joined(separator: "\n")
        let guarded = condition.map { "IF \($0) THEN\n\(code)\nEND IF;" } ?? code
        var all = [
            """
            CREATE FUNCTION \(name)() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
            \(guarded)
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
            END $body$
            """,
            "CREATE TRIGGER \(name) \(moment) ON \(table) FOR EACH ROW EXECUTE FUNCTION \(name)()",
            "ALTER TABLE \(table) ENABLE ALWAYS TRIGGER \(name)",
        ]
        if isDeletion, let reason = body.lazy.compactMap(PostgreSQLTrigger.reason).first {
            let truncation = "\(name)_truncate"
            all += [
                """
                CREATE FUNCTION \(truncation)() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN \(PostgreSQLTrigger.raise(reason)) END $body$
                """,
                """
                CREATE TRIGGER \(truncation) BEFORE TRUNCATE ON \(table)
                FOR EACH STATEMENT EXECUTE FUNCTION \(truncation)()
                """,
                "ALTER TABLE \(table) ENABLE ALWAYS TRIGGER \(truncation)",
            ]
        }
        return all
    }

    /// `DROP TRIGGER name`, which PostgreSQL wants with its table; dropping the function drops the trigger.
    static func dropping(_ tokens: [SQLTokens.Token]) -> [String] {
        guard let name = SQLTokens.significant(tokens).last(where: { !$0.keyword.isEmpty })?.text else { return [] }
        return ["", "_truncate"].map { "DROP FUNCTION IF EXISTS \(name)\($0)() CASCADE" }
    }

    private static func statement(_ tokens: [SQLTokens.Token]) -> String {
        guard let reason = reason(tokens) else { return SQLTokens.text(PostgreSQLDialect.distinct(tokens)) + ";" }
        guard let start = tokens.firstIndex(where: { $0.keyword == "WHERE" }) else { return raise(reason) }
        let condition = SQLTokens.text(PostgreSQLDialect.distinct(Array(tokens[(start + 1)...])))
        return "IF \(condition) THEN \(raise(reason)) END IF;"
    }

    /// The sentence in `SELECT RAISE(ABORT, 'sentence')`, with its quotes.
    private static func reason(_ tokens: [SQLTokens.Token]) -> String? {
        guard let raise = tokens.firstIndex(where: { $0.keyword == "RAISE" }) else { return nil }
        return tokens[raise...].lazy.compactMap { if case .quoted(let text) = $0 { text } else { nil } }.first
    }

    private static func raise(_ reason: String) -> String {
        "RAISE EXCEPTION USING MESSAGE = \(reason), ERRCODE = 'restrict_violation';"
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
