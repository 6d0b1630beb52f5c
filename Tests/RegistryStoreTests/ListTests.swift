import IntakeModel
import Registry
import Testing

@testable import RegistryStore

/// What lists show and counts say, held against all rows, for a school, a county and a city of more organizations than are
/// asked for one by one.
@Suite("清单与计数")
struct ListTests {
    private static let schools = 40

    /// A filled store in which cases are in every state, move between schools, and were decided by counties.
    private static func filled(_ engine: Engine, _ students: Int) async throws -> (
        place: StorePlace, database: any SQLDatabase, store: RegistryStore
    ) {
        let place = try StorePlace(engine)
        let database = try await place.database()
        let store = try await RegistryStore(database)
        let filling = StoreFilling(database)
        try await filling.schools(schools)
        try await filling.students(1, students / 2, schools: schools)
        try await filling.students(students / 2 + 1, students, schools: schools)
        try await filling.tidy()
        try await store.add(Person(id: "own", name: "own", role: .schoolRegistrar, organization: "B8"), by: "root")
        try await database.write { session in
            for sql in [
                "UPDATE matter SET state = 'approved' WHERE number % 7 = 2 AND state = 'finished'",
                "UPDATE matter SET state = 'declined' WHERE number % 11 = 4 AND state = 'finished'",
                "UPDATE matter SET state = 'returned' WHERE number % 13 = 4 AND state = 'finished'",
                "UPDATE matter SET releasingSchool = 'B7' WHERE number % 19 = 3",
                "UPDATE matter SET receivingSchool = 'B25' WHERE number % 23 = 3",
                "UPDATE matter SET kind = 'suspension' WHERE number % 5 = 1",
            ] { try session.execute(sql, []) }
            for row in try session.rows("SELECT * FROM matter WHERE number % 17 = 5 ORDER BY number", []) {
                let matter = try RegistryStore.matter(row)
                try session.execute(
                    """
                    INSERT INTO decision (caseNumber, step, outcome, person, createdAt, organization)
                    VALUES ($1, 0, 'approved', 'x', 0, 'BD3')
                    """, [.integer(matter.number)])
                try RegistryStore.noteDecider("BD3", of: matter, session)
                if !["open", "submitted", "returned", "approved"].contains(matter.state.rawValue) {
                    try RegistryStore.noteEnd(ofCase: matter.number, session)
                }
            }
        }
        return (place, database, store)
    }

    /// One of the organizations is told as every organization at and under it.
    private static func codes(under code: String) -> Set<String> {
        func schools(_ county: Int) -> [String] { (1...10).map { "B\((county - 1) * 10 + $0)" } }
        if code == "BC" { return Set(["BC"] + (1...4).flatMap { ["BD\($0)"] + schools($0) }) }
        if code.hasPrefix("BD"), let county = Int(code.dropFirst(2)) { return Set([code] + schools(county)) }
        return [code]
    }

    @Test(arguments: Engine.allCases) func casesAreThoseOfAllRows(_ engine: Engine) async throws {
        let (place, database, store) = try await ListTests.filled(engine, 1500)
        let today = store.today.iso
        let (matters, decisions) = try await database.read { session in
            (
                try session.rows("SELECT * FROM matter", []),
                try session.rows("SELECT DISTINCT organization, caseNumber FROM decision", [])
            )
        }
        let underWay: Set = ["open", "submitted", "returned", "approved"]
        for code in ["BC", "BD1", "BD3", "B7", "B25", "B8"] {
            let codes = ListTests.codes(under: code)
            let decided = Set(
                try decisions.filter { try codes.contains($0.text("organization")) }.map {
                    try $0.integer("caseNumber")
                })
            func isIn(_ share: RegistryStore.CaseQuery.Share, _ row: SQLRow) throws -> Bool {
                let columns = ["organization", "turnOrganization", "releasingSchool", "receivingSchool"]
                let hasPart =
                    try columns.contains { row.textOrNull($0).map(codes.contains) ?? false }
                    || decided.contains(row.integer("number"))
                let state = try row.text("state")
                switch share {
                case .all: return hasPart
                case .underWay: return hasPart && underWay.contains(state)
                case .ended: return hasPart && !underWay.contains(state)
                case .overdue:
                    return hasPart && underWay.contains(state) && row.textOrNull("dueOn").map { $0 < today } ?? false
                case .mine:
                    let holder =
                        state == "submitted" ? row.textOrNull("turnOrganization") : try row.text("organization")
                    return underWay.contains(state) && holder == code
                }
            }
            func isBefore(_ one: SQLRow, _ other: SQLRow) throws -> Bool {
                let ended = try [one, other].map { try underWay.contains($0.text("state")) ? 0 : 1 }
                if ended[0] != ended[1] { return ended[0] < ended[1] }
                let due = [one, other].map { ended[0] == 1 ? nil : $0.textOrNull("dueOn") }
                if due[0] != due[1] { return (due[0] ?? "~") < (due[1] ?? "~") }
                return try one.integer("number") > other.integer("number")
            }
            for share in RegistryStore.CaseQuery.Share.allCases {
                let expected = try matters.filter { try isIn(share, $0) }.sorted(by: isBefore)
                for (offset, limit) in [(0, 30), (20, 15), (max(0, expected.count - 10), 30), (expected.count + 5, 10)]
                {
                    let found = try await store.cases(.init(share, offset: offset, limit: limit), concerning: code)
                    #expect(
                        try found.map(\.matter.number)
                            == expected.dropFirst(offset).prefix(limit).map { try $0.integer("number") },
                        "\(share) of \(code) from \(offset)")
                }
                let kind = try await store.cases(.init(share, kind: .suspension, limit: 20), concerning: code)
                #expect(
                    try kind.map(\.matter.number)
                        == expected.filter { try $0.text("kind") == "suspension" }.prefix(20)
                        .map { try $0.integer("number") })
            }
            let counts = try await store.deskCounts(under: code)
            func count(_ isLate: Bool) throws -> Int {
                try matters.filter { row in
                    let own = ["organization", "turnOrganization"].contains {
                        row.textOrNull($0).map(codes.contains) ?? false
                    }
                    let isDue = row.textOrNull("dueOn").map { $0 < today } ?? false
                    return try own && underWay.contains(row.text("state")) && (isDue || !isLate)
                }.count
            }
            #expect(try counts.casesUnderWay == BoundedCount(count(false)))
            #expect(try counts.casesOverdue == BoundedCount(count(true)))
        }
        withExtendedLifetime(place) {}
    }

    @Test(arguments: Engine.allCases) func papersAndPagesAreThoseOfAllRows(_ engine: Engine) async throws {
        let (place, database, store) = try await ListTests.filled(engine, 1500)
        // Every fourth that is verified was drawn as a sample.
        _ = try await database.write { session in
            try session.execute(
                """
                INSERT INTO auditSample (document, drawnAt) SELECT id, 0 FROM document WHERE status = 'verified' AND id % 4 = 1
                """, [])
        }
        let papers = try await database.read { session in
            try session.rows(
                """
                SELECT d.id, d.organization, d.status, p.aside, p.id AS page,
                    (SELECT COUNT(*) FROM auditSample s WHERE s.document = d.id) AS samples,
                    (SELECT COUNT(*) FROM evidence e WHERE e.page = d.page) AS items
                FROM document d JOIN page p ON p.id = d.page ORDER BY d.id
                """, [])
        }
        for code in ["BC", "BD1", "B7", "B8", "B2"] {
            let codes = ListTests.codes(under: code)
            let own = try papers.filter { try codes.contains($0.text("organization")) }
            func numbers(_ rows: [SQLRow], _ column: String = "id") throws -> [Int64] {
                try rows.map { try $0.integer(column) }
            }
            let inPlace = try own.filter { try $0.integer("aside") == 0 }
            let doubtful = try inPlace.filter { try $0.text("status") == "pending" }
            let samples = try inPlace.filter { try $0.text("status") != "pending" && $0.integer("samples") == 1 }
            let waiting = try await store.waitingDocuments(under: code, for: "own", limit: 40)
            #expect(try waiting.map(\.id) == numbers(Array((doubtful + samples).prefix(40))))
            #expect(waiting.map(\.isSample) == waiting.indices.map { $0 >= doubtful.count })
            let forecast = try await store.queueForecast(under: code)
            #expect(forecast.papers == BoundedCount(doubtful.count) && forecast.samples == BoundedCount(samples.count))
            #expect(try await store.deskCounts(under: code).toReview == BoundedCount(doubtful.count))
            let pages = try await store.pages(under: code, limit: 25).map(\.page.id)
            #expect(try pages == numbers(Array(own.reversed().prefix(25)), "page"))
            #expect(try await store.pages(under: code, since: store.today.beginning).isEmpty)
            guard code == "B8" else { continue }
            let unfiled = try inPlace.filter { try $0.text("status") == "verified" && $0.integer("items") == 0 }
            #expect(!unfiled.isEmpty)
            let found = try await store.unfiledPapers(for: "own", limit: 500)
            #expect(try found.papers.map(\.document.id) == numbers(unfiled) && found.total == unfiled.count)
        }
        withExtendedLifetime(place) {}
    }

    @Test(arguments: Engine.allCases) func countsStopAtTheirBound(_ engine: Engine) async throws {
        let (place, _, store) = try await ListTests.filled(engine, 6000)
        let counts = try await store.deskCounts(under: "BC")
        #expect(counts.casesUnderWay.isMore && counts.casesUnderWay.text(.chinese) == "1000+")
        #expect(counts.casesUnderWay == BoundedCount(BoundedCount.most + 1) && !counts.toReview.isMore)
        #expect(try await !store.deskCounts(under: "B7").casesUnderWay.isMore)
        #expect(BoundedCount(1000).text(.english) == "1000" && BoundedCount(1001).text(.english) == "1000+")
        withExtendedLifetime(place) {}
    }

    /// What was put aside while rows were filled in is there again.
    @Test(arguments: Engine.allCases) func fillingLeavesTheTablesAsTheyWere(_ engine: Engine) async throws {
        let place = try StorePlace(engine)
        let database = try await place.database()
        _ = try await RegistryStore(database)
        func definitions() async throws -> [String] {
            try await database.read { session in
                let sql =
                    engine == .sqlite
                    ? "SELECT sql AS text FROM sqlite_master WHERE sql IS NOT NULL"
                    : """
                    SELECT indexdef AS text FROM pg_indexes WHERE schemaname = current_schema()
                    UNION ALL SELECT CAST(conrelid AS regclass) || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                    FROM pg_constraint WHERE connamespace = CAST(current_schema() AS regnamespace)
                    UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                    WHERE NOT t.tgisinternal AND c.relnamespace = CAST(current_schema() AS regnamespace)
                    """
                return try session.rows(sql, []).map { try $0.text("text") }.sorted()
            }
        }
        let before = try await definitions()
        #expect(before.contains { $0.contains("matter_underWay") || $0.contains("matter_underway") })
        let filling = StoreFilling(database)
        try await filling.schools(ListTests.schools)
        try await filling.students(1, 400, schools: ListTests.schools)
        #expect(try await definitions() == before)
        withExtendedLifetime(place) {}
    }

    /// Lists are walked by the indexes made for them; SQLite tells so whatever a table holds.
    @Test func listsOfASchoolReadWhatIsItsOwn() async throws {
        let (place, database, _) = try await ListTests.filled(.sqlite, 400)
        let recorder = PlanRecorder(database, explain: "EXPLAIN QUERY PLAN")
        let store = try await RegistryStore(recorder)
        for (share, index) in [
            (RegistryStore.CaseQuery.Share.underWay, "matter_ownUnderWay"), (.ended, "matter_ended"),
            (.overdue, "matter_ownUnderWay"), (.mine, "matter_turn"),
        ] {
            _ = recorder.plans()
            _ = try await store.cases(.init(share), concerning: "B7")
            let plan = recorder.plans()
            #expect(plan.contains { $0.contains(index) }, "\(share): \(plan)")
            #expect(!plan.contains { $0.contains("SCAN x") || $0.contains("SCAN m ") }, "\(share): \(plan)")
        }
        _ = recorder.plans()
        _ = try await store.unfiledPapers(for: "own")
        #expect(recorder.plans().contains { $0.contains("document_unfiled") })
        for step in ["document_pending", "handOn_person", "auditSample_open"] {
            _ = try await store.nextDocument(for: "own")
            let plan = recorder.plans()
            #expect(plan.contains { $0.contains(step) } && !plan.contains { $0.contains("document_owner") }, "\(plan)")
        }
        _ = try await store.cases(.init(.underWay), concerning: "BC")
        #expect(recorder.plans().contains { $0.contains("SCAN x USING INDEX matter_underWay") })
        withExtendedLifetime(place) {}
    }
}
