import Foundation
import IntakeModel
import Registry
import Synchronization
import TestSupport
import Testing

@testable import RegistryStore

/// What has to be true of a store's schema so that a database of many servers (Citus, sharding by schema) could put it on any of
/// them: it is whole in itself, and no statement needs another one.
@Suite("模式自足")
struct SchemaShapeTests {
    private func rows(_ database: any SQLDatabase, _ sql: String) async throws -> [SQLRow] {
        try await database.read { try $0.rows(sql, []) }
    }

    /// Another store beside it, so that what leads from one to the other could be there.
    private func neighbours() async throws -> (StoreFixture, StoreFixture) {
        (try await StoreFixture(.postgresql), try await StoreFixture(.postgresql))
    }

    @Test func everyTableHasAKey() async throws {
        let (fixture, _) = try await neighbours()
        let found = try await rows(
            fixture.database,
            """
            SELECT c.relname, c.relkind = 'r' AND NOT c.relispartition AND NOT c.relhassubclass AND c.relnatts > 0
                AND EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p') AS good
            FROM pg_class c WHERE c.relnamespace = CAST(current_schema() AS regnamespace)
                AND c.relkind NOT IN ('i', 'S', 't', 'I')
            """)
        // With migrations, copying, order and marks.
        #expect(found.count == StoreTable.all.count + 4)
        for row in found { #expect(try row.integer("good") == 1, "\(row.textOrNull("relname") ?? "")") }
    }

    @Test func noReferenceLeavesTheSchema() async throws {
        let (fixture, _) = try await neighbours()
        let found = try await rows(
            fixture.database,
            """
            SELECT k.conname, a.relnamespace = b.relnamespace AS good FROM pg_constraint k
            JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
            WHERE k.contype = 'f' AND CAST(current_schema() AS regnamespace) IN (a.relnamespace, b.relnamespace)
            """)
        #expect(found.count >= 40)
        for row in found { #expect(try row.integer("good") == 1, "\(row.textOrNull("conname") ?? "")") }
    }

    /// Whatever the schema's objects depend on lies in it or in the server's own catalog.
    @Test func nothingDependsOnAnotherSchema() async throws {
        let (fixture, other) = try await neighbours()
        // What is found in one is not found in the other, and nothing else is needed.
        for sql in [
            """
            SELECT p.oid FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid JOIN pg_class c ON c.oid = t.tgrelid
            WHERE NOT t.tgisinternal AND p.pronamespace <> c.relnamespace
            """,
            """
            SELECT c.oid FROM pg_class c JOIN pg_depend d ON d.objid = c.oid AND d.classid = CAST('pg_class' AS regclass)
                AND d.refclassid = CAST('pg_class' AS regclass) JOIN pg_class o ON o.oid = d.refobjid
            WHERE c.relkind = 'S' AND c.relnamespace <> o.relnamespace
            """,
            """
            SELECT a.attrelid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type y ON y.oid = a.atttypid
            WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND a.attnum > 0 AND c.relkind = 'r'
                AND y.typnamespace <> CAST('pg_catalog' AS regnamespace)
            """,
        ] {
            #expect(try await rows(fixture.database, sql).isEmpty, "\(sql)")
            #expect(try await rows(other.database, sql).isEmpty, "\(sql)")
        }
        let numbers = try await rows(
            fixture.database,
            """
            SELECT format_type(q.seqtypid, NULL) AS type FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid
            WHERE c.relnamespace = CAST(current_schema() AS regnamespace)
            """)
        #expect(numbers.count >= 15)
        #expect(try Set(numbers.map { try $0.text("type") }) == ["bigint"])
    }

    /// A guard looks at its own row and at nothing else, so that it does the same wherever the row lies.
    @Test func guardsLookAtTheirOwnRowOnly() async throws {
        let (fixture, _) = try await neighbours()
        let found = try await rows(
            fixture.database,
            """
            SELECT p.proname, p.prosrc, (t.tgtype & 1) = 1 OR (t.tgtype & 32) = 32 AS good
            FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid
            WHERE p.pronamespace = CAST(current_schema() AS regnamespace)
            """)
        #expect(found.count >= 40)
        for row in found {
            let name = try row.text("proname")
            // For each row, or before the whole table is emptied.
            #expect(try row.integer("good") == 1, "\(name)")
            let words = SQLTokens.split(try row.text("prosrc")).map(\.keyword)
            let looking: Set<String> = ["SELECT", "INSERT", "UPDATE", "DELETE", "FROM", "PERFORM", "EXECUTE", "NOTIFY"]
            #expect(looking.isDisjoint(with: words), "\(name)")
        }
    }

    /// Every transaction of a case's life and of the desk's lists, and what it locked when it ended: tables of one schema.
    @Test func noTransactionTouchesTwoSchemas() async throws {
        let place = try StorePlace(.postgresql)
        let watched = WatchedDatabase(try await place.database())
        _ = try await StoreFixture(.postgresql)
        let fixture = try await StoreFixture(place, watched)
        let number = try await fixture.submittedCase()
        for person in ["leader", "county"] {
            _ = try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: person)
        }
        let store = fixture.store
        _ = try await store.claimJob(owner: "w", lease: 1000)
        _ = try await store.load()
        _ = try await store.overdue(under: "C")
        _ = try await store.deskCounts(under: "C")
        _ = try await store.queueForecast(under: "C")
        _ = try await store.cases(.init(.underWay), concerning: "C")
        _ = try await store.waitingDocuments(under: "C", for: "county")
        _ = try await store.nextDocument(for: "clerk")
        _ = try await store.unfiledPapers(for: "clerk")
        _ = try await store.batches(under: "C")
        _ = try await store.extent()
        _ = try await store.verifyAudit()
        #expect(watched.transactions >= 30)
        #expect(watched.schemas == [place.schema, "pg_catalog"])
    }

    /// Citus takes no look into a table inside of VALUES: such rows have to be written by INSERT … SELECT.
    @Test func noInsertLooksInsideItsValues() throws {
        let folder = Workplace.root.appending(path: "Sources/RegistryStore")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var inserts = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: #/"""(?s:(.*?))"""|"((?:[^"\\\n]|\\.)*)"/#) {
                let words = SQLTokens.split(match.output.1 ?? match.output.2 ?? "").map(\.keyword).filter {
                    !$0.isEmpty
                }
                guard words.first == "INSERT", let values = words.firstIndex(of: "VALUES") else { continue }
                inserts += 1
                #expect(!words[values...].contains("SELECT"), "\(file.lastPathComponent): \(match.output.0)")
            }
        }
        #expect(inserts >= 30)
    }
}

/// A database that notes which schemas' tables its transactions had locked before they ended; reading locks, too.
private final class WatchedDatabase: SQLDatabase {
    private let base: any SQLDatabase
    private let seen = Mutex<(schemas: Set<String>, transactions: Int)>(([], 0))

    init(_ base: any SQLDatabase) { self.base = base }

    var schemas: Set<String> { seen.withLock(\.schemas) }
    var transactions: Int { seen.withLock(\.transactions) }

    private func note(_ session: any SQLSession) throws {
        let rows = try session.rows(
            """
            SELECT DISTINCT n.nspname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation'
                AND n.nspname <> 'pg_toast' -- long values of tables that are locked, too
            """, [])
        let names = try rows.map { try $0.text("nspname") }
        seen.withLock {
            $0.schemas.formUnion(names)
            $0.transactions += 1
        }
    }

    func write<Result: Sendable>(
        _ order: WriteOrder, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await base.write(order) { session in
            let result = try body(session)
            try self.note(session)
            return result
        }
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await base.read { session in
            let result = try body(session)
            try self.note(session)
            return result
        }
    }

    func migrate(_ body: @escaping @Sendable (any SQLSession) throws -> Void) async throws {
        try await base.migrate { session in
            try body(session)
            try self.note(session)
        }
    }
}
