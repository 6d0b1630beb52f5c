import Foundation
import IntakeModel
import Registry
import RegistryStore
import Testing

/// Many at once, on both databases.
@Suite("并发写入")
struct ConcurrencyTests {
    @Test(arguments: Engine.allCases) func manyStartUpsMigrateOnce(_ engine: Engine) async throws {
        let place = try StorePlace(engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try await RegistryStore.open(url: place.url) } }
            try await group.waitForAll()
        }
        let rows = try await place.database().read { try $0.rows("SELECT number FROM migration ORDER BY number", []) }
        #expect(rows.count >= 1)
        #expect(Set(rows.map { "\($0)" }).count == rows.count)
    }

    /// Two processes' pools add to the chain; no link is lost, none has two successors.
    @Test(arguments: Engine.allCases) func theAuditChainStaysOneChain(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let other = try await RegistryStore.open(url: fixture.place.url)
        let before = try await fixture.store.verifyAudit()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                let store = writer.isMultiple(of: 2) ? fixture.store : other
                group.addTask { for _ in 0..<10 { try await store.recordCaseView(Int64(writer), by: "clerk") } }
            }
            try await group.waitForAll()
        }
        #expect(try await fixture.store.verifyAudit() == before + 80)
    }

    /// The same letter from eight desks is one page with one job.
    @Test(arguments: Engine.allCases) func theSamePageFromManyDesksIsOne(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let new = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await store.addPage(
                        hash: "same", name: "a", origin: .file, batch: "b", organization: "S", caseNumber: nil,
                        by: "clerk"
                    ).isNew
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(new == 1)
        #expect(try await store.jobCounts() == [.queued: 1])
    }

    /// Of eight who open a case for one student one does; the rule is a look and a write, not a constraint.
    @Test(arguments: Engine.allCases) func aStudentHasOneOpenCase(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let answers = await withTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        _ = try await store.openCase(
                            .init(kind: .infoCorrection, student: 1, field: .sex, newValue: "男"), by: "clerk")
                        return "opened"
                    } catch { return (error as? IntakeError)?.code ?? "\(error)" }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0 == "opened" }.count == 1, "\(answers)")
        #expect(answers.filter { $0 == "case.already-open" }.count == 7, "\(answers)")
    }

    @Test(arguments: Engine.allCases) func textWithNULIsRefusedClearly(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let error = await #expect(throws: IntakeError.self) {
            try await fixture.store.add(Person(id: "a\0b", name: "x", role: .schoolLeader, organization: "S"), by: "r")
        }
        #expect(error?.code == "store.nul")
    }
}
