import IntakeModel
import Registry
import RegistryStore
import Testing

@Suite("识别队列")
struct QueueTests {
    private func take(
        _ fixture: StoreFixture, _ name: String, _ count: Int, at organization: String = "S"
    ) async throws {
        for number in 1...count {
            _ = try await fixture.store.addPage(
                hash: "\(name)\(number)", name: "\(name)\(number)", origin: .file, batch: name,
                organization: organization, caseNumber: nil, by: organization == "S" ? "clerk" : "clerkR")
        }
    }

    private func claim(_ fixture: StoreFixture, _ count: Int) async throws -> [String] {
        var names: [String] = []
        for _ in 0..<count {
            guard let job = try await fixture.store.claimJob(owner: "w", lease: 100_000) else { break }
            names.append(job.name)
        }
        return names
    }

    @Test(arguments: Engine.allCases) func aLargeImportKeepsNobodyWaiting(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        try await take(fixture, "big", 30)
        #expect(try await claim(fixture, 3) == ["big1", "big2", "big3"])
        // The same school's scan, and another school's.
        try await take(fixture, "scan", 3)
        try await take(fixture, "other", 2, at: "R")
        let next = try await claim(fixture, 10)
        #expect(next.filter { $0.hasPrefix("scan") } == ["scan1", "scan2", "scan3"])
        #expect(Array(next.prefix(4)).filter { $0.hasPrefix("other") } == ["other1", "other2"])
        #expect(try await claim(fixture, 40).count == 22)
        #expect(try await claim(fixture, 1).isEmpty)
    }

    @Test(arguments: Engine.allCases) func everyJobIsGivenOutOnceWhoeverAsks(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        try await take(fixture, "a", 20)
        try await take(fixture, "b", 20, at: "R")
        let store = fixture.store
        let names = try await withThrowingTaskGroup(of: [String].self) { group in
            for worker in 0..<4 {
                group.addTask {
                    var names: [String] = []
                    while let job = try await store.claimJob(owner: "w\(worker)", lease: 100_000) {
                        names.append(job.name)
                    }
                    return names
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(names.count == 40 && Set(names).count == 40)
    }

    @Test(arguments: Engine.allCases) func cancelledAndUnreadablePagesAreReadAgain(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        try await take(fixture, "a", 2)
        let batch = try #require(try await store.batch(key: "a")).id
        #expect(try await store.cancelReading(.batch(batch), by: "clerk") == 2)
        #expect(try await claim(fixture, 1).isEmpty)
        await #expect(throws: IntakeError.self) { _ = try await store.readAgain(.batch(batch), by: "clerkR") }
        let pages = try await store.entries(ofBatch: batch).map(\.page)
        #expect(try await store.readAgain(.page(pages[0]), by: "clerk") == 1)
        for _ in 0..<3 {
            let job = try #require(try await store.claimJob(owner: "w", lease: 1000))
            try await store.failJob(
                job, owner: "w", reason: FailureReport(code: "worker.died", message: "坏", remedy: "重扫"))
        }
        #expect(try await store.jobCounts() == [.poisoned: 1, .cancelled: 1])
        // With the reason it stands before a person, until it is read again.
        let unread = try #require(try await store.documents(onPage: pages[0]).first)
        #expect(unread.reading.findings.map(\.message) == ["坏"])
        #expect(try await store.readAgain(.batch(batch), by: "clerk") == 2)
        #expect(try await store.document(unread.id).status == .rejected)
        #expect(try await store.jobCounts() == [.queued: 2])
        #expect(try await store.verifyAudit() > 0)
    }

    @Test func whatAPersonDecidedOnIsNotReadAgain() async throws {
        let fixture = try await StoreFixture(.sqlite)
        let store = fixture.store
        try await take(fixture, "a", 1)
        for _ in 0..<3 {
            let job = try #require(try await store.claimJob(owner: "w", lease: 1000))
            try await store.failJob(
                job, owner: "w", reason: FailureReport(code: "worker.died", message: "坏", remedy: "重扫"))
        }
        let batch = try #require(try await store.batch(key: "a")).id
        let page = try await store.entries(ofBatch: batch)[0].page
        let paper = try await store.documents(onPage: page)[0].id
        try await store.note(document: paper, "已请家长重交", by: "clerk")
        #expect(try await store.readAgain(.batch(batch), by: "clerk") == 0)
        let lanes = try await store.queueLanes(under: "S")
        #expect(lanes.map(\.poisoned) == [1] && lanes[0].queued == 0)
        #expect(try await store.queueLanes(under: "R").isEmpty)
    }
}
