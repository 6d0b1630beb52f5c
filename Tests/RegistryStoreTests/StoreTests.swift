import Foundation
import IntakeModel
import Registry
import TestSupport
import Testing

@testable import RegistryStore

@Suite("学籍库")
struct StoreTests {
    @Test func commitsAreDurable() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file("registry.sqlite").path)
        #expect(try await database.synchronousLevel() == 2)
    }

    @Test(arguments: Engine.allCases) func reopeningKeepsEverythingAndMigratesNothing(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let again = try await RegistryStore.open(url: fixture.place.url)
        #expect(try await again.student("陈梓涵")[.birthDate] == "2014-06-15")
    }

    @Test(arguments: Engine.allCases) func importNeverChangesKeyFields(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let csv = "姓名,出生日期,身份证号\n陈梓涵,2014-05-16,51072720140516322X\n"
        let roster = try StudentRoster(Data(csv.utf8), file: "a")
        let result = try await fixture.store.importRoster(roster, organization: "S", by: "clerk")
        #expect(result.imported == 0 && result.conflicts.count == 1)
        #expect(try await fixture.store.student("陈梓涵")[.birthDate] == "2014-06-15")
    }

    @Test(arguments: Engine.allCases) func theSameBytesAreOnePage(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
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

    @Test(arguments: Engine.allCases, ["audit", "reading", "review", "decision"])
    func historyCannotBeRewritten(_ engine: Engine, table: String) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.submittedCase()
        _ = try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: "leader")
        let paper = try #require(try await fixture.store.documents(onPage: 1).first)
        _ = try await fixture.store.review(
            document: paper.id, field: .name, action: .accept, after: nil, reason: nil, by: "clerk")
        let column = table == "reading" ? "engines" : "person"
        var attempts = ["UPDATE \(table) SET \(column) = 'x'", "DELETE FROM \(table)"]
        if engine == .postgresql { attempts += ["TRUNCATE \(table)", "TRUNCATE \(table) CASCADE"] }
        for sql in attempts {
            let error = await #expect(throws: (any Error).self, "\(sql)") {
                try await fixture.database.write { session in
                    #expect(try session.rows("SELECT * FROM \(table)", []).isEmpty == false)
                    try session.execute(sql, [])
                }
            }
            #expect("\(String(describing: error))".contains("\(table) is append-only"), "\(sql)")
        }
        #expect(try await fixture.store.verifyAudit() > 5)
    }

    @Test(arguments: Engine.allCases) func tamperingBehindTheTriggersIsFound(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        try await fixture.database.write { session in
            try session.define("DROP TRIGGER audit_no_update")
            try session.execute("UPDATE audit SET content = '{\"role\":\"x\"}' WHERE sequence = 3", [])
        }
        let error = await #expect(throws: IntakeError.self) { try await fixture.store.verifyAudit() }
        #expect(error?.code == "audit.broken")
        #expect(error?.message.text(.chinese).contains("3") == true)
    }

    // MARK: Jobs

    @Test(arguments: Engine.allCases) func leasesRunOutAndAJobIsDoneOnce(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
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

    @Test(arguments: Engine.allCases) func poisonousPagesAreSetAsideForAPerson(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
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

    @Test(arguments: Engine.allCases) func manyWorkersShareTheQueueWithoutOverlap(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
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
