import Foundation
import IntakeModel
import Registry
import TestSupport
import Testing

@testable import RegistryStore

@Suite("库间复制")
struct StoreCopyTests {
    /// A table that is forgotten here would be lost in every backup.
    @Test(arguments: Engine.allCases) func everyTableIsNamedAfterThoseItRefersTo(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let names = try await fixture.database.read { session in
            let sql =
                engine == .sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()"
            return try session.rows(sql, []).map { try $0.text("name").lowercased() }
        }
        let own: Set<String> = ["migration", "copying", "writeorder", "commitmark"]
        #expect(Set(names).subtracting(own) == Set(StoreTable.all.map { $0.name.lowercased() }))
        guard engine == .sqlite else { return }
        var before: Set<String> = []
        for table in StoreTable.all {
            let references = try await fixture.database.read { session in
                try session.rows("PRAGMA foreign_key_list(\(table.name))", []).map { try $0.text("table") }
            }
            #expect(Set(references).subtracting(before).isSubset(of: [table.name]), "\(table.name)")
            let keys = try await fixture.database.read { session in
                try session.rows("SELECT name FROM pragma_table_info('\(table.name)') WHERE pk > 0 ORDER BY pk", [])
                    .map { try $0.text("name") }
            }
            #expect(keys == table.key, "\(table.name)")
            before.insert(table.name)
        }
    }

    @Test(arguments: Engine.allCases, Engine.allCases)
    func rowsAreTheSameOnTheOtherSide(_ from: Engine, _ into: Engine) async throws {
        let fixture = try await StoreFixture(from)
        _ = try await fixture.submittedCase()
        let place = try StorePlace(into)
        let extent = try await fixture.store.extent()
        let fill = try await StoreFill(
            url: place.url, source: "test", migrations: extent.migrations, now: fixture.clock.now)
        // Nobody may use it before it is whole.
        let closed = await #expect(throws: IntakeError.self) { try await RegistryStore.open(url: place.url) }
        #expect(closed?.code == "store.incomplete")
        let counter = Counter()
        #expect(
            try await StoreCopy(from: fixture.store, into: fill).run { for _ in 0..<$0 { counter.step() } } == extent)
        #expect(counter.count == 2 * extent.total)
        let copy = try await RegistryStore.open(url: place.url)
        #expect(try await copy.extent() == extent)
        #expect(try await copy.verifyAudit() == Int(extent.auditEntries))
        // What is given out by the engine goes on after what was filled in.
        let page = try await copy.addPage(
            hash: "new", name: "x", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk"
        ).page
        #expect(page.id == 3)
    }

    /// Broken off after any batch, a copy goes on and ends the same.
    @Test(arguments: Engine.allCases) func aCopyIsTakenUpAgain(_ into: Engine) async throws {
        let fixture = try await StoreFixture(.sqlite)
        for number in 0..<30 {
            _ = try await fixture.store.addPage(
                hash: "h\(number)", name: "a", origin: .file, batch: "b", organization: "S", caseNumber: nil,
                by: "clerk")
        }
        let place = try StorePlace(into)
        let extent = try await fixture.store.extent()
        func fill() async throws -> StoreFill {
            try await StoreFill(url: place.url, source: "test", migrations: extent.migrations, now: fixture.clock.now)
        }
        // A few rows of some tables are there, as after a kill in the middle.
        let begun = try await fill()
        for table in StoreTable.all.prefix(4) {
            let some = try await fixture.store.read { try RowReading.rows(table, after: nil, count: 7, $0) }
            try await begun.add(some, to: table, last: false)
        }
        let strange = await #expect(throws: IntakeError.self) {
            try await StoreFill(url: place.url, source: "other", migrations: extent.migrations, now: fixture.clock.now)
        }
        #expect(strange?.code == "store.not-empty")
        #expect(try await StoreCopy(from: fixture.store, into: try await fill()).run { _ in } == extent)
        #expect(try await RegistryStore.open(url: place.url).extent() == extent)
    }

    @Test func aSourceThatChangesIsNoticed() async throws {
        let fixture = try await StoreFixture(.sqlite)
        let place = try StorePlace(.sqlite)
        let extent = try await fixture.store.extent()
        let fill = try await StoreFill(
            url: place.url, source: "test", migrations: extent.migrations, now: fixture.clock.now)
        let person = StoreTable.all[1]
        let rows = try await fixture.store.read { try RowReading.rows(person, after: nil, count: 100, $0) }
        try await fill.add(
            try await fixture.store.read { try RowReading.rows(StoreTable.all[0], after: nil, count: 9, $0) },
            to: StoreTable.all[0], last: true)
        try await fill.add(rows, to: person, last: true)
        try await fixture.database.write { session in
            _ = try session.execute("UPDATE person SET name = 'changed' WHERE id = 'clerk'", [])
        }
        let error = await #expect(throws: IntakeError.self) {
            try await StoreCopy(from: fixture.store, into: fill).run { _ in }
        }
        #expect(error?.code == "store.changed")
        let closed = await #expect(throws: IntakeError.self) { try await RegistryStore.open(url: place.url) }
        #expect(closed?.code == "store.incomplete")
    }
}
