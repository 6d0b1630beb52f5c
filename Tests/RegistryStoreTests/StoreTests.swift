import Foundation
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@Suite("学籍库")
struct StoreTests {
    @Test func commitsAreDurable() async throws {
        let fixture = try await StoreFixture()
        #expect(try await fixture.database.synchronousLevel() == 2)
    }

    @Test func reopeningKeepsEverythingAndMigratesNothing() async throws {
        let fixture = try await StoreFixture()
        let again = try await RegistryStore.open(url: "sqlite:" + fixture.folder.file("registry.sqlite").path)
        #expect(try await again.student("陈梓涵")[.birthDate] == "2014-06-15")
    }

    @Test func importNeverChangesKeyFields() async throws {
        let fixture = try await StoreFixture()
        let csv = "姓名,出生日期,身份证号\n陈梓涵,2014-05-16,51072720140516322X\n"
        let roster = try StudentRoster(csv: Data(csv.utf8), file: "a")
        let result = try await fixture.store.importRoster(roster, organization: "S", by: "clerk")
        #expect(result.imported == 0 && result.conflicts.count == 1)
        #expect(try await fixture.store.student("陈梓涵")[.birthDate] == "2014-06-15")
    }

    @Test func theSameBytesAreOnePage() async throws {
        let fixture = try await StoreFixture()
        let store = fixture.store
        func add() async throws -> (page: IntakePage, isNew: Bool) {
            try await store.addPage(
                hash: "h", name: "a", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk")
        }
        let first = try await add()
        let second = try await add()
        #expect(first.isNew && !second.isNew)
        #expect(first.page == second.page)
        #expect(try await store.jobCounts() == [.queued: 1])
        withExtendedLifetime(fixture) {}
    }

    @Test func historyCannotBeRewritten() async throws {
        let fixture = try await StoreFixture()
        for sql in ["UPDATE audit SET person = 'x'", "DELETE FROM audit"] {
            await #expect(throws: (any Error).self) { try await fixture.database.write { try $0.execute(sql, []) } }
        }
        #expect(try await fixture.store.verifyAudit() > 5)
    }

    @Test func tamperingBehindTheTriggersIsFound() async throws {
        let fixture = try await StoreFixture()
        try await fixture.database.write { session in
            try session.execute("DROP TRIGGER audit_no_update", [])
            try session.execute("UPDATE audit SET content = '{\"role\":\"x\"}' WHERE sequence = 3", [])
        }
        let error = await #expect(throws: IntakeError.self) { try await fixture.store.verifyAudit() }
        #expect(error?.code == "audit.broken")
        #expect(error?.message.text(.chinese).contains("3") == true)
    }

    // MARK: Jobs

    @Test func leasesRunOutAndAJobIsDoneOnce() async throws {
        let fixture = try await StoreFixture()
        let store = fixture.store
        _ = try await store.addPage(
            hash: "h", name: "a", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk")
        let first = try #require(try await store.claimJob(owner: "one", lease: 1000))
        #expect(try await store.claimJob(owner: "two", lease: 1000) == nil)
        fixture.clock.advance(1001)
        let second = try #require(try await store.claimJob(owner: "two", lease: 1000))
        #expect(second.page == first.page && second.attempt == 2)
        let reading = FileReading(file: "a", seconds: 0)
        #expect(try await store.completeJob(second, owner: "two", reading: reading, engines: "t"))
        #expect(try await !store.completeJob(first, owner: "one", reading: reading, engines: "t"))
        #expect(try await store.jobCounts() == [.done: 1])
    }

    @Test func poisonousPagesAreSetAsideForAPerson() async throws {
        let fixture = try await StoreFixture()
        let store = fixture.store
        _ = try await store.addPage(
            hash: "h", name: "a", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk")
        let failure = FailureReport(code: "worker.crashed", message: "崩溃", remedy: "")
        for _ in 0..<ReadingJob.tries {
            let job = try #require(try await store.claimJob(owner: "w", lease: 1000))
            try await store.failJob(job, owner: "w", reason: failure)
        }
        #expect(try await store.claimJob(owner: "w", lease: 1000) == nil)
        #expect(try await store.jobCounts() == [.poisoned: 1])
        let waiting = try await store.pendingDocuments()
        #expect(waiting.first?.reading.findings.first?.message == "崩溃")
    }

    @Test func manyWorkersShareTheQueueWithoutOverlap() async throws {
        let fixture = try await StoreFixture()
        let store = fixture.store
        for number in 0..<40 {
            _ = try await store.addPage(
                hash: "h\(number)", name: "a", origin: .file, batch: "b", organization: "S", caseNumber: nil,
                by: "clerk")
        }
        let claimed = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var mine: [Int64] = []
                    while let job = try await store.claimJob(owner: "w\(worker)", lease: 60_000) { mine.append(job.id) }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 40)
        withExtendedLifetime(fixture) {}
        #expect(Set(claimed).count == 40)
    }
}
