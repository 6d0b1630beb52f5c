/// 造数: invented students, pages, cases and audit entries in bulk, to measure how a store grows.
public struct StoreFilling: Sendable {
    private let database: any SQLDatabase

    public init(_ database: any SQLDatabase) { self.database = database }

    /// A table of numbers `first`…`last`, on both engines.
    private static func numbers(_ first: Int, _ last: Int) -> String {
        "WITH RECURSIVE n(i) AS (SELECT CAST(\(first) AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < \(last))"
    }

    /// Schools `B1`…`B<count>` under a county for every ten, all under the city `BC`.
    public func schools(_ count: Int) async throws {
        try await database.write { session in
            try session.execute(
                "INSERT INTO organization (code, name, level, parent) VALUES ('BC', '测试市', 'city', NULL)", [])
            let n = StoreFilling.numbers(1, count)
            try session.execute(
                """
                INSERT INTO organization (code, name, level, parent)
                \(n) SELECT 'BD' || i, '测试县' || i, 'county', 'BC' FROM n WHERE i <= \((count + 9) / 10)
                """, [])
            try session.execute(
                """
                INSERT INTO organization (code, name, level, parent)
                \(n) SELECT 'B' || i, '测试校' || i, 'school', 'BD' || CAST((i + 9) / 10 AS BIGINT) FROM n
                """, [])
        }
    }

    /// Students `first`…`last` with a page that came in a batch of twenty, a read paper that somebody looked at, and a case
    /// each. One case of twenty waits for its county, half of these too long; one of forty is open. One paper of fifty waits
    /// for a reviewer, one of thirty for its case, and one page of forty is blank.
    ///
    /// Rows are written without indexes and references, which are made from all of them at the end.
    public func students(_ first: Int, _ last: Int, schools: Int) async throws {
        let bare = try await BareTables(database)
        let statements = StoreFilling.statements(schools: schools)
        for start in stride(from: first, through: last, by: StoreFilling.transaction) {
            let end = min(last, start + StoreFilling.transaction - 1)
            try await database.write(.shared) { session in
                try session.execute("CREATE TEMPORARY TABLE n (i BIGINT)", [])
                try session.execute("INSERT INTO n (i) \(StoreFilling.numbers(start, end)) SELECT i FROM n", [])
                for statement in statements {
                    try session.execute(statement, statement.contains("$1") ? [.text(StoreFilling.reading)] : [])
                }
                try session.execute("DROP TABLE n", [])
            }
        }
        try await bare.restore()
    }

    /// So many students are written in one transaction.
    private static let transaction = 250_000

    /// What is written for every number of the table `n`.
    private static func statements(schools: Int) -> [String] {
        let school = "'B' || CAST(1 + i % \(schools) AS BIGINT)"
        let county = "'BD' || CAST((10 + i % \(schools)) / 10 AS BIGINT)"
        // Of every twenty pages of a school that come one after the other.
        let batch = "CAST(1 + i / \(schools * 20) * \(schools) + i % \(schools) AS BIGINT)"
        let place = "CAST(1 + i / \(schools) % 20 AS BIGINT)"
        let isFirst = "(i / \(schools) % 20 = 0 OR i = \(schools))"
        let aside = "i % 40 = 3"
        let isOnCase = "i % 50 <> 1 AND i % 30 <> 7"
        return [
            """
            INSERT INTO student (organization, id, name, sex, birthDate, citizenID, studentNumber, grade, className,
                changedAt)
            SELECT \(school), 1000000 + i, '测试' || CAST(i % 5000 AS BIGINT), '男', '2014-05-16',
                'T' || (10000000000000000 + i), 'GT' || (10000000000000000 + i),
                CASE CAST(i % 3 AS BIGINT) WHEN 0 THEN '一年级' WHEN 1 THEN '二年级' ELSE '三年级' END,
                CAST(1 + i % 10 AS BIGINT) || '班', 0 FROM n
            """,
            """
            INSERT INTO page (organization, id, hash, name, origin, batch, takenAt, aside)
            SELECT \(school), 1000000 + i, 'hash' || i, 'p', 'file', 'b' || \(batch), i,
                CASE WHEN \(aside) THEN 1 ELSE 0 END FROM n
            """,
            """
            INSERT INTO batch (organization, id, batchKey, origin, person, startedAt)
            SELECT \(school), \(batch), 'b' || \(batch), 'file', 'x', i FROM n WHERE \(isFirst)
            """,
            """
            INSERT INTO batchEntry (id, origin, number, page, isNew, takenAt)
            SELECT 1000000 + i, \(batch), \(place), 1000000 + i, 1, i FROM n
            """,
            """
            INSERT INTO batchPlace (entry, batch, position, aside)
            SELECT 1000000 + i, \(batch), \(place), CASE WHEN \(aside) THEN 'blank' END FROM n
            """,
            """
            INSERT INTO job (id, page, state, createdAt, organization, batchKey, ticket)
            SELECT 1000000 + i, 1000000 + i, 'done', i, \(school), 'b' || \(batch), i FROM n
            """,
            """
            INSERT INTO document (organization, id, page, documentType, reading, status, createdAt, onCase)
            SELECT \(school), 1000000 + i, 1000000 + i, 'residentCard', $1,
                CASE WHEN i % 50 = 1 THEN 'pending' ELSE 'verified' END, i, CASE WHEN \(isOnCase) THEN 1 ELSE 0 END FROM n
            """,
            """
            INSERT INTO review (document, field, action, valueAfter, person, createdAt, keystrokes, milliseconds)
            SELECT 1000000 + i, 'name', 'accept', 'x', 'x', i, 1, 900 FROM n
            """,
            """
            INSERT INTO matter (organization, number, kind, student, state, step, openedBy, openedAt, submittedAt,
                turnOrganization, turnRole, dueOn)
            SELECT \(school), 1000000 + i, 'graduation', 1000000 + i,
                CASE WHEN i % 20 = 5 THEN 'submitted' WHEN i % 40 = 6 THEN 'open' ELSE 'finished' END, 1, 'x', i, i,
                CASE WHEN i % 20 = 5 THEN \(county) END, CASE WHEN i % 20 = 5 THEN 'countyRegistrar' END,
                CASE WHEN i % 40 = 5 THEN '2020-01-02' WHEN i % 20 = 5 THEN '2099-01-02' END FROM n
            """,
            """
            INSERT INTO evidence (id, caseNumber, kind, page, document, hash, person, createdAt, sealed)
            SELECT 1000000 + i, 1000000 + i, 'residentCard', 1000000 + i, 1000000 + i, 'hash' || i, 'x', i, 1 FROM n
            WHERE \(isOnCase)
            """,
            """
            INSERT INTO decision (caseNumber, step, outcome, person, createdAt, organization)
            SELECT 1000000 + i, 0, 'approved', 'y', i, \(school) FROM n
            """,
            """
            INSERT INTO fieldChange (student, field, valueAfter, origin, person, createdAt)
            SELECT 1000000 + i, 'name', 'x', 'roster', 'x', i FROM n
            """,
        ]
    }

    /// Lets PostgreSQL count what it holds and note what is committed, as its own housekeeping would; SQLite does neither by itself.
    public func tidy() async throws {
        guard let server = database as? PostgreSQLDatabase else { return }
        try await server.vacuum(StoreTable.all.map(\.name))
    }

    /// A paper as it is stored, without anything on it.
    private static let reading =
        #"{"confidence":1,"documentType":"residentCard","fields":{},"findings":[],"region":[0,0,9,9],"rows":[],"seals":[]}"#
}
