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

    /// Students `first`…`last` with a page, a read paper, a closed case and two audit entries each.
    public func students(_ first: Int, _ last: Int, schools: Int) async throws {
        let n = StoreFilling.numbers(first, last)
        let school = "'B' || CAST(1 + i % \(schools) AS BIGINT)"
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO student (organization, id, name, sex, birthDate, citizenID, studentNumber, grade, className,
                    changedAt)
                \(n) SELECT \(school), 1000000 + i, '测试' || CAST(i % 5000 AS BIGINT), '男', '2014-05-16',
                    'T' || (10000000000000000 + i), 'GT' || (10000000000000000 + i),
                    CASE CAST(i % 3 AS BIGINT) WHEN 0 THEN '一年级' WHEN 1 THEN '二年级' ELSE '三年级' END,
                    CAST(1 + i % 10 AS BIGINT) || '班', 0 FROM n
                """, [])
            try session.execute(
                """
                INSERT INTO page (organization, id, hash, name, origin, batch, takenAt)
                \(n) SELECT \(school), 1000000 + i, 'hash' || i, 'p', 'file', 'b', i FROM n
                """, [])
            try session.execute(
                """
                INSERT INTO document (organization, id, page, documentType, reading, status, createdAt)
                \(n) SELECT \(school), 1000000 + i, 1000000 + i, 'residentCard', $1, 'verified', i FROM n
                """, [.text(StoreFilling.reading)])
            try session.execute(
                """
                INSERT INTO matter (organization, number, kind, student, state, step, openedBy, openedAt, submittedAt)
                \(n) SELECT \(school), 1000000 + i, 'graduation', 1000000 + i, 'approved', 2, 'x', i, i FROM n
                """, [])
            try session.execute(
                """
                INSERT INTO evidence (id, caseNumber, kind, page, document, hash, person, createdAt, sealed)
                \(n) SELECT 1000000 + i, 1000000 + i, 'residentCard', 1000000 + i, 1000000 + i, 'hash' || i, 'x', i, 1 FROM n
                """, [])
            try session.execute(
                """
                INSERT INTO decision (caseNumber, step, outcome, person, createdAt, organization)
                \(n) SELECT 1000000 + i, 0, 'approved', 'y', i, \(school) FROM n
                """, [])
            try session.execute(
                """
                INSERT INTO fieldChange (student, field, valueAfter, origin, person, createdAt)
                \(n) SELECT 1000000 + i, 'name', 'x', 'roster', 'x', i FROM n
                """, [])
        }
    }

    /// Lets the engine count what it holds, as its own housekeeping would.
    public func analyze() async throws {
        try await database.migrate { session in _ = try session.execute("ANALYZE", []) }
    }

    /// A paper as it is stored, without anything on it.
    private static let reading =
        #"{"confidence":1,"documentType":"residentCard","fields":{},"findings":[],"region":[0,0,9,9],"rows":[],"seals":[]}"#
}
