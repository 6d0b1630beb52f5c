import Foundation
import IntakeModel
import Registry
import TestSupport
import Testing

@testable import RegistryStore

/// Several stores in one database, a schema each: nothing crosses, nobody waits for the other.
@Suite("同库多县")
struct StoresSideBySideTests {
    /// The database itself, without a store.
    private func server() async throws -> PostgreSQLDatabase {
        try await PostgreSQLDatabase(url: try TestServer.url(), connections: 2)
    }

    /// One of several desks of a county: pages, claims of their jobs, looks, and the decisions of a case.
    private func work(_ fixture: StoreFixture, _ county: String, desk: Int, case number: Int64) async throws {
        for turn in 0..<6 {
            _ = try await fixture.store.addPage(
                hash: "\(desk)-\(turn)", name: "\(county)-\(desk)-\(turn)", origin: .file, batch: "b\(desk)",
                organization: "S", caseNumber: nil, by: "clerk")
            try await fixture.store.recordCaseView(Int64(desk), by: "clerk")
            _ = try await fixture.store.claimJob(owner: county, lease: 100_000)
        }
        guard desk == 0 else { return }
        _ = try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: "leader")
        _ = try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: "county")
    }

    @Test func nothingCrosses() async throws {
        let (mian, de, alone) = (
            try await StoreFixture(.postgresql), try await StoreFixture(.postgresql),
            try await StoreFixture(.postgresql)
        )
        let number = try await alone.submittedCase()
        for fixture in [mian, de] { #expect(try await fixture.submittedCase() == number) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (fixture, county) in [(mian, "绵阳"), (de, "德阳")] {
                for desk in 0..<4 { group.addTask { try await work(fixture, county, desk: desk, case: number) } }
            }
            try await group.waitForAll()
        }
        for desk in 0..<4 { try await work(alone, "独自", desk: desk, case: number) }
        let expected = try await alone.store.extent()
        for (fixture, county) in [(mian, "绵阳"), (de, "德阳")] {
            let extent = try await fixture.store.extent()
            #expect(extent.rows == expected.rows && extent.auditEntries == expected.auditEntries)
            #expect(try await fixture.store.verifyAudit() == Int(extent.auditEntries))
            let rows = try await fixture.database.read { session in
                (
                    try session.rows("SELECT id, name FROM page WHERE batch <> 'b' ORDER BY id", []),
                    try session.rows("SELECT DISTINCT owner FROM job WHERE owner <> 'w'", []),
                    try session.rows("SELECT number FROM matter", [])
                )
            }
            #expect(try rows.0.allSatisfy { try $0.text("name").hasPrefix(county) } && rows.0.count == 24)
            // Every county's numbers are its own; given out together they would be twice as many.
            #expect(try rows.0.map { try $0.integer("id") }.max() ?? 99 < 50)
            #expect(try rows.1.map { try $0.text("owner") } == [county])
            #expect(try rows.2.map { try $0.integer("number") } == [number])
            try await fixture.store.checkMigrations()
        }
        #expect(try await mian.store.extent().auditHash != de.store.extent().auditHash)
    }

    /// While a county's order is held open, and somebody waits in it, another county decides from beginning to end.
    @Test func writersWaitForTheirOwnCountyOnly() async throws {
        let held = try await StoreFixture(.postgresql)
        let free = try await StoreFixture(.postgresql)
        let number = try await free.submittedCase()
        let server = try await server()
        let gate = DispatchSemaphore(value: 0)
        let inside = Counter()
        let over = Counter()
        let holder = Task {
            try await held.database.write { session in
                if inside.step() == 1 { gate.wait() }
                try session.execute("UPDATE person SET name = name", [])
            }
        }
        while inside.count == 0 { try await Task.sleep(for: .milliseconds(5)) }
        let follower = Task {
            try await held.store.recordCaseView(1, by: "clerk")
            over.step()
        }
        // Until the server itself says that the follower stands behind the holder.
        var waiting = 0
        while waiting == 0, over.count == 0 {
            waiting = try await server.read { session in
                try session.rows(
                    """
                    SELECT 1 AS one FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                    WHERE NOT l.granted AND c.relname = 'writeorder' AND c.relnamespace = CAST($1 AS regnamespace)
                    """, [.text(held.place.schema)]
                ).count
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        _ = try await free.store.decideCase(number, outcome: .approved, reason: nil, by: "leader")
        _ = try await free.store.decideCase(number, outcome: .approved, reason: nil, by: "county")
        #expect(over.count == 0)
        gate.signal()
        try await holder.value
        try await follower.value
        #expect(over.count == 1 && inside.count == 1)
        #expect(try await held.store.verifyAudit() > 0)
    }

    /// Eight desks each start at once in two counties of which nothing is there.
    @Test func schemasAreMadeOnce() async throws {
        let places = [try StorePlace(.postgresql), try StorePlace(.postgresql)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in places {
                for _ in 0..<8 { group.addTask { _ = try await RegistryStore.open(url: place.url) } }
            }
            try await group.waitForAll()
        }
        for place in places {
            let rows = try await place.database().read { try $0.rows("SELECT number FROM migration", []) }
            #expect(rows.count == Migrations.all.count)
        }
    }

    /// What a session of the server was left with by somebody else, as behind a pooler, leads nowhere else.
    @Test func theSessionsOwnPathIsOfNoMatter() async throws {
        let own = try await StoreFixture(.postgresql)
        let other = try await StoreFixture(.postgresql)
        try await other.store.recordCaseView(1, by: "clerk")
        let database = try await PostgreSQLDatabase(url: own.place.url, connections: 1)
        let store = try await RegistryStore(database)
        let before = try await store.extent()
        for path in [other.place.schema, "public"] {
            try await database.write(.shared) { session in
                _ = try session.execute("SET SESSION search_path TO \(path)", [])
            }
            #expect(try await store.extent() == before)
        }
        try await store.recordCaseView(2, by: "clerk")
        #expect(try await store.verifyAudit() == Int(before.auditEntries) + 1)
        #expect(try await other.store.verifyAudit() == Int(before.auditEntries) + 1)
    }

    /// A county that is given up takes nothing along; guards of the others hold.
    @Test func droppingOneLeavesTheOthers() async throws {
        let stays = try await StoreFixture(.postgresql)
        let goes = try await StoreFixture(.postgresql)
        try await server().migrate { try $0.execute("DROP SCHEMA \(goes.place.schema) CASCADE", []) }
        for sql in ["UPDATE audit SET person = 'x'", "DELETE FROM audit", "TRUNCATE audit"] {
            let error = await #expect(throws: IntakeError.self, "\(sql)") {
                try await stays.database.write { try $0.execute(sql, []) }
            }
            #expect(error?.description.contains("append-only") == true)
        }
        try await stays.store.recordCaseView(1, by: "clerk")
        #expect(try await stays.store.verifyAudit() > 0)
    }

    @Test func housekeepingIsOfOneCounty() async throws {
        let one = try await StoreFixture(.postgresql)
        let other = try await StoreFixture(.postgresql)
        try await StoreFilling(one.database).tidy()
        let rows = try await server().read { session in
            try session.rows(
                """
                SELECT schemaname, SUM(vacuum_count) AS times FROM pg_stat_user_tables WHERE schemaname IN ($1, $2)
                GROUP BY schemaname
                """, [.text(one.place.schema), .text(other.place.schema)])
        }
        let times = Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0.text("schemaname"), try $0.integer("times")) })
        #expect(times[one.place.schema] == Int64(StoreTable.all.count) && times[other.place.schema] == 0)
    }

    /// Stores that are found by an address's own search path stay where they are, and are the same under their name.
    @Test func addressesWithASearchPathGoOn() async throws {
        let server = try TestServer.url()
        let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
        let old = server + "?options=-csearch_path%3D" + name
        let missing = await #expect(throws: IntakeError.self) { try await RegistryStore.open(url: old) }
        #expect(missing?.code == "store.no-schema")
        try await self.server().migrate { session in
            try session.execute("CREATE SCHEMA \(name)", [])
            // As earlier versions made it.
            try session.execute("CREATE TABLE \(name).writeorder ()", [])
        }
        let store = try await RegistryStore.open(url: old)
        try await store.add(Organization(code: "C", name: "某县", level: .county, parent: nil), by: "root")
        let named = try await RegistryStore.open(url: server + "?schema=" + name)
        #expect(try await named.extent() == store.extent())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                let store = number.isMultiple(of: 2) ? store : named
                group.addTask { try await store.recordCaseView(Int64(number), by: "clerk") }
            }
            try await group.waitForAll()
        }
        #expect(try await named.verifyAudit() == 21)
    }

    /// On a server of its own, whose rights nobody else uses.
    @Test func whatCannotBeMadeOrUsedIsNamed() async throws {
        _ = try TestServer.url()
        let folder = FileManager.default.temporaryDirectory.appending(path: "xueji-server-\(UUID().uuidString)")
        defer {
            _ = try? TestServer.script("stop", folder.path, "immediate")
            try? FileManager.default.removeItem(at: folder)
        }
        let server = try TestServer.script("start", folder.path)
        let made = try await RegistryStore.open(url: server + "?schema=made")
        try await made.recordCaseView(1, by: "clerk")
        let owner = try await PostgreSQLDatabase(url: server, connections: 1)
        func own(_ sql: String) async throws { try await owner.migrate { try $0.execute(sql, []) } }
        try await own("REVOKE CREATE ON DATABASE xueji FROM xueji")
        let denied = await #expect(throws: IntakeError.self) {
            try await RegistryStore.open(url: server + "?schema=s510700")
        }
        #expect(denied?.code == "store.schema-denied" && denied?.exit == .notAllowed)
        for language in Language.allCases {
            #expect(denied?.message.text(language).contains("“s510700”") == true)
            #expect(denied?.remedy.text(language).contains("CREATE SCHEMA \"s510700\"") == true)
        }
        // Who may make none goes on using what is there.
        let again = try await RegistryStore.open(url: server + "?schema=made")
        #expect(try await again.verifyAudit() == 1)
        try await own("REVOKE USAGE ON SCHEMA made FROM xueji")
        let hidden = await #expect(throws: IntakeError.self) {
            try await RegistryStore.open(url: server + "?schema=made")
        }
        #expect(hidden?.code == "store.no-schema" || hidden?.code == "store.permission", "\(hidden?.code ?? "")")
    }
}
