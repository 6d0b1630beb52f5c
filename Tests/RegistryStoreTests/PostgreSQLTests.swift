import Foundation
import IntakeModel
import Registry
import TestSupport
import Testing

@testable import RegistryStore

/// What only a server can do to us: conflicts, lost connections, restarts.
@Suite("PostgreSQL")
struct PostgreSQLTests {
    /// A table of two counters; one row for each transaction that was committed.
    private func prepared(_ url: String) async throws -> PostgreSQLDatabase {
        let database = try await PostgreSQLDatabase(url: url)
        try await database.migrate { session in
            try session.execute("CREATE TABLE tally (number BIGINT PRIMARY KEY, amount BIGINT NOT NULL)", [])
            try session.execute("INSERT INTO tally (number, amount) VALUES (1, 0), (2, 0)", [])
        }
        return database
    }

    private func amount(_ database: PostgreSQLDatabase) async throws -> Int {
        let row = try await database.read { try $0.rows("SELECT SUM(amount) AS amount FROM tally", []).first }
        return Int(try #require(row).integer("amount"))
    }

    /// A row changes between our look and our write: the transaction runs again, on what is there now.
    @Test func aSerializationFailureIsTriedAgain() async throws {
        let place = try StorePlace(.postgresql)
        let database = try await prepared(place.url)
        let runs = Counter()
        try await database.write { session in
            _ = try session.rows("SELECT amount FROM tally WHERE number = 1", [])
            if runs.step() == 1 {
                // Another program, so that nothing here has to wait for a free thread of ours.
                let other = Process()
                other.executableURL = URL(filePath: "/usr/bin/psql")
                other.arguments = [
                    "--quiet", "--no-psqlrc", "--command",
                    "UPDATE \(place.schema).tally SET amount = 5 WHERE number = 1", try TestServer.url(),
                ]
                try other.run()
                other.waitUntilExit()
                #expect(other.terminationStatus == 0)
            }
            try session.execute("UPDATE tally SET amount = amount + 1 WHERE number = 1", [])
        }
        #expect(runs.count == 2)
        #expect(try await amount(database) == 6)
    }

    /// Two who lock two rows in opposite order.
    @Test func aDeadlockIsTriedAgain() async throws {
        let place = try StorePlace(.postgresql)
        let database = try await prepared(place.url)
        let runs = Counter()
        let holding = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (first, second) in [(1, 2), (2, 1)] {
                group.addTask {
                    try await database.write(.shared) { session in
                        let again = runs.step() > 2
                        let add = "UPDATE tally SET amount = amount + 1 WHERE number = $1"
                        try session.execute(add, [.integer(Int64(first))])
                        // Both hold their first row before either asks for the second.
                        holding.step()
                        let patience = Date(timeIntervalSinceNow: 20)
                        while !again, holding.count < 2, Date() < patience { Thread.sleep(forTimeInterval: 0.01) }
                        try session.execute(add, [.integer(Int64(second))])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(runs.count > 2)
        #expect(try await amount(database) == 4)
    }

    @Test func aConflictWithoutEndIsGivenUp() async throws {
        let place = try StorePlace(.postgresql)
        let database = try await prepared(place.url)
        let runs = Counter()
        let error = await #expect(throws: IntakeError.self) {
            try await database.write { session in
                runs.step()
                try session.execute("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$", [])
            }
        }
        #expect(error?.code == "store.busy" && error?.exit == .busy)
        #expect((2...20).contains(runs.count))
    }

    @Test(arguments: [WriteOrder.ordered, .shared]) func aConnectionKilledAtWorkIsReplaced(_ order: WriteOrder)
        async throws
    {
        let place = try StorePlace(.postgresql)
        let database = try await prepared(place.url)
        let runs = Counter()
        try await database.write(order) { session in
            try session.execute("UPDATE tally SET amount = amount + 1 WHERE number = 1", [])
            if runs.step() == 1 { _ = try session.rows("SELECT pg_terminate_backend(pg_backend_pid())", []) }
        }
        #expect(runs.count == 2)
        #expect(try await amount(database) == 1)
        // Killed while idle, and a read killed at work.
        let reads = Counter()
        let seen = try await database.read { session in
            if reads.step() == 1 { _ = try session.rows("SELECT pg_terminate_backend(pg_backend_pid())", []) }
            return try session.rows("SELECT * FROM tally", []).count
        }
        #expect(seen == 2 && reads.count == 2)
    }

    private func port(_ url: String) throws -> UInt16 { UInt16(try #require(URLComponents(string: url)?.port)) }

    /// The connection breaks at COMMIT: what was committed is not done twice, what was not is done again.
    @Test(arguments: [CuttingProxy.Cut.beforeCommit, .afterCommit])
    func aLostCommitIsLookedUp(_ cut: CuttingProxy.Cut) async throws {
        let place = try StorePlace(.postgresql)
        let direct = try await prepared(place.url)
        let target = try port(place.url)
        let proxy = try CuttingProxy(to: target, cut: cut, times: 1)
        defer { proxy.close() }
        let database = try await PostgreSQLDatabase(url: place.url.replacing(":\(target)/", with: ":\(proxy.port)/"))
        let runs = Counter()
        try await database.write { session in
            runs.step()
            try session.execute("UPDATE tally SET amount = amount + 1 WHERE number = 1", [])
        }
        #expect(runs.count == (cut == .beforeCommit ? 2 : 1))
        #expect(try await amount(direct) == 1)
    }

    /// What was being committed goes on where it cannot be ended from here, as behind a pooler or on another node.
    @Test(arguments: [true, false]) func aCommitStillUnderWayIsWaitedFor(_ isCommitted: Bool) async throws {
        let place = try StorePlace(.postgresql)
        let database = try await prepared(place.url)
        let server = try TestServer.url()
        let lost = try await PostgreSQLConnection.open(server)
        let mark = CommitMark(lost, PostgreSQLSchema(name: place.schema))
        let worker = try await PostgreSQLConnection.open(server)
        let asker = try await PostgreSQLConnection.open(server)
        try await worker.run { connection in
            _ = try connection.command("BEGIN; SET LOCAL search_path TO \(place.schema); \(mark.statement)")
        }
        let answered = Counter()
        let answer = Task {
            try await asker.run { connection in
                while true {
                    guard let answer = try mark.isCommitted(connection) else { continue }
                    answered.step()
                    return answer
                }
            }
        }
        var waiting = 0
        while waiting == 0, answered.count == 0 {
            waiting = try await database.read { session in
                try session.rows(
                    "SELECT pid FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'",
                    [.integer(Int64(asker.backend))]
                ).count
            }
        }
        #expect(answered.count == 0)
        try await worker.run { _ = try $0.command(isCommitted ? "COMMIT" : "ROLLBACK") }
        #expect(try await answer.value == isCommitted)
    }

    @Test func whereNobodyCanBeAskedTheOutcomeIsUnknown() async throws {
        let place = try StorePlace(.postgresql)
        let direct = try await prepared(place.url)
        let target = try port(place.url)
        let proxy = try CuttingProxy(to: target, cut: .afterCommit, times: 1, refusesAfterwards: true)
        defer { proxy.close() }
        let database = try await PostgreSQLDatabase(
            url: place.url.replacing(":\(target)/", with: ":\(proxy.port)/"), patience: .milliseconds(300))
        let error = await #expect(throws: IntakeError.self) {
            try await database.write { try $0.execute("UPDATE tally SET amount = amount + 1 WHERE number = 1", []) }
        }
        #expect(error?.code == "store.outcome-unknown")
        #expect(error?.message.text(.chinese).contains("无法确定") == true)
        #expect(try await amount(direct) == 1)
    }

    /// Connections are ended at random moments, COMMIT included, while many write: everything is there once.
    @Test func writersSurviveConnectionsEndedAtRandom() async throws {
        let place = try StorePlace(.postgresql)
        let name = "chaos-\(UUID().uuidString)"
        let store = try await RegistryStore(PostgreSQLDatabase(url: place.url + "&application_name=\(name)"))
        let killer = try await PostgreSQLDatabase(url: place.url, connections: 1)
        let before = try await store.verifyAudit()
        let ended = Counter()
        let killing = Task {
            while !Task.isCancelled {
                let victims = try await killer.read { session in
                    try session.rows(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE application_name = $1 AND state <> 'idle' ORDER BY random() LIMIT 1
                        """, [.text(name)]
                    ).count
                }
                for _ in 0..<victims { ended.step() }
                try await Task.sleep(for: .milliseconds(15))
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for turn in 0..<25 { try await store.recordCaseView(Int64(writer * 100 + turn), by: "clerk") }
                }
            }
            try await group.waitForAll()
        }
        killing.cancel()
        _ = await killing.result
        #expect(ended.count > 0)
        #expect(try await store.verifyAudit() == before + 200)
        let entries = try await store.auditEntries()
        #expect(Set(entries.map(\.subject)).count == 200)
    }

    /// A server that stays away is waited for as long as was asked, once, and then named.
    @Test func aServerThatStaysAwayIsGivenUp() async throws {
        let place = try StorePlace(.postgresql)
        let direct = try await prepared(place.url)
        let target = try port(place.url)
        let proxy = try CuttingProxy(to: target, cut: .afterCommit, times: 0)
        defer { proxy.close() }
        let database = try await PostgreSQLDatabase(
            url: place.url.replacing(":\(target)/", with: ":\(proxy.port)/"), patience: .milliseconds(500))
        let runs = Counter()
        let error = await #expect(throws: IntakeError.self) {
            try await database.write { session in
                runs.step()
                try session.execute("UPDATE tally SET amount = amount + 1 WHERE number = 1", [])
                proxy.refuse()
                _ = try session.rows("SELECT pg_terminate_backend(pg_backend_pid())", [])
            }
        }
        #expect(error?.code == "store.unreachable" && error?.exit == .unavailable)
        #expect(runs.count == 1)
        // Pauses double, so half a second has room for a dozen attempts; twelve waits would be a hundred.
        #expect((1..<40).contains(proxy.refusals.count))
        #expect(try await amount(direct) == 0)
    }

    /// A server that goes away in the middle, as a shutdown and as a crash, and comes back.
    @Test func aRestartIsSurvived() async throws {
        _ = try TestServer.url()
        let folder = FileManager.default.temporaryDirectory.appending(path: "xueji-server-\(UUID().uuidString)")
        defer {
            _ = try? TestServer.script("stop", folder.path, "immediate")
            try? FileManager.default.removeItem(at: folder)
        }
        let database = try await prepared(try TestServer.script("start", folder.path))
        for mode in ["fast", "immediate"] {
            let runs = Counter()
            try await database.write { session in
                try session.execute("UPDATE tally SET amount = amount + 1 WHERE number = 1", [])
                if runs.step() == 1 {
                    _ = try TestServer.script("stop", folder.path, mode)
                    _ = try TestServer.script("start", folder.path)
                }
                try session.execute("UPDATE tally SET amount = amount + 1 WHERE number = 2", [])
            }
            #expect(runs.count == 2)
        }
        #expect(try await amount(database) == 4)
        // Away for a while: who asks meanwhile waits.
        _ = try TestServer.script("stop", folder.path, "fast")
        async let later = amount(database)
        try await Task.sleep(for: .milliseconds(300))
        _ = try TestServer.script("start", folder.path)
        #expect(try await later == 4)
    }

    @Test func refusalsAreClearAndKeepThePassword() async throws {
        let url = try TestServer.url()
        let target = try port(url)
        let secret = "geheim-\(UUID().uuidString)"
        let expected: [(String, String)] = [
            ("postgres://xueji:\(secret)@127.0.0.1:\(target)/xueji", "store.login"),
            (url + "-none", "store.no-database"),
            ("postgres://xueji:\(secret)@127.0.0.1:1/xueji", "store.unreachable"),
            ("postgres://xueji:\(secret)@127.0.0.1:port/xueji", "store.unreachable"),
            ("postgres://xueji:\(secret)@127.0.0.1/xueji?nonsense=1", "store.url"),
            ("postgres://xueji:\(secret)%zz@127.0.0.1/xueji", "store.url"),
            ("mysql://xueji:\(secret)@127.0.0.1/xueji", "store.url"),
        ]
        for (url, code) in expected {
            let error = await #expect(throws: IntakeError.self) { _ = try await RegistryStore.open(url: url) }
            #expect(error?.code == code, "\(String(describing: error))")
            for language in Language.allCases {
                let text = [error?.message, error?.remedy].compactMap { $0?.text(language) }.joined()
                #expect(!text.isEmpty && !text.contains(secret))
            }
            #expect(error?.description.contains(secret) == false)
            #expect(error?.description.contains("only-on-loopback") == false)
        }
    }

    /// A statement prepared before a column was added is prepared anew.
    @Test func alteringATableDoesNotBreakOpenConnections() async throws {
        let place = try StorePlace(.postgresql)
        let database = try await prepared(place.url)
        let other = try await PostgreSQLDatabase(url: place.url, connections: 1)
        #expect(try await other.read { try $0.rows("SELECT * FROM tally", []).count } == 2)
        try await database.migrate { try $0.define("ALTER TABLE tally ADD COLUMN remark TEXT") }
        #expect(try await other.read { try $0.rows("SELECT * FROM tally", []).count } == 2)
    }

    /// A statement failed, and the body went on as if nothing were: nothing of it is kept, and it is told.
    @Test func aSwallowedFailureIsNotACommit() async throws {
        let place = try StorePlace(.postgresql)
        let database = try await prepared(place.url)
        await #expect(throws: IntakeError.self) {
            try await database.write { session in
                try session.execute("UPDATE tally SET amount = 9 WHERE number = 1", [])
                _ = try? session.rows("SELECT * FROM nowhere", [])
            }
        }
        #expect(try await amount(database) == 0)
    }

    /// Triggers that hold even where a superuser switches triggers off for a session.
    @Test func guardsAreAlwaysOn() async throws {
        let fixture = try await StoreFixture(.postgresql)
        let states = try await fixture.database.read { session in
            try session.rows(
                """
                SELECT CAST(tgenabled AS TEXT) AS state FROM pg_trigger
                JOIN pg_class ON pg_class.oid = tgrelid
                WHERE NOT tgisinternal AND relnamespace = CAST(current_schema() AS regnamespace)
                """, []
            ).map { try $0.text("state") }
        }
        #expect(states.count >= 10)
        #expect(Set(states) == ["A"])
    }
}
