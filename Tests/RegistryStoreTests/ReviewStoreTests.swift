import IntakeModel
import Registry
import Testing

@testable import RegistryStore

/// Reviewing by several people: two who key the same, decisions taken back, papers handed on.
@Suite("多人复核")
struct ReviewStoreTests {
    /// A card with a doubtful birth date at a school that has as many registrars as asked for.
    private func fixture(_ engine: Engine, registrars: Int) async throws -> (StoreFixture, Int64) {
        let fixture = try await StoreFixture(engine)
        for number in 1..<registrars {
            try await fixture.store.add(
                Person(id: "clerk\(number)", name: "c", role: .schoolRegistrar, organization: "S"), by: "root")
        }
        let page = try await fixture.readCard(hash: "card", confidence: 0.3)
        return (fixture, try await fixture.store.documents(onPage: page)[0].id)
    }

    private func key(_ value: String, _ id: Int64, _ person: String, _ store: RegistryStore) async throws
        -> IntakeDocument
    {
        try await store.review(
            document: id, field: .birthDate, action: .correct, after: value, reason: nil, by: person)
    }

    @Test(arguments: Engine.allCases)
    func twoWhoKeyTheSameSettleAField(_ engine: Engine) async throws {
        let (fixture, id) = try await fixture(engine, registrars: 2)
        let store = fixture.store
        let first = try await key("2014-05-16", id, "clerk", store)
        #expect(first.status == .pending && first.doubtful == [.birthDate] && first.toCheck(by: "clerk").isEmpty)
        #expect(first.reviews[.birthDate] == nil && first.value(.birthDate) == "2014-05-16")
        // Whoever has keyed it is not asked again, somebody else is.
        #expect(try await store.takeNextDocument(by: "clerk") == nil)
        #expect(try await store.waitingDocuments(under: "S", for: "clerk").map(\.isDoneByMe) == [true])
        #expect(try await store.takeNextDocument(by: "clerk1") == id)
        let blind = await #expect(throws: IntakeError.self) {
            try await store.review(
                document: id, field: .birthDate, action: .accept, after: nil, reason: nil, by: "clerk1")
        }
        #expect(blind?.code == "review.blind")
        let second = try await key("2014-05-16", id, "clerk1", store)
        #expect(second.status == .verified && second.reviews[.birthDate]?.keying == 2 && second.keyed.isEmpty)
        // The JSON of a paper never tells what single people keyed.
        #expect(try !CanonicalJSON.text(first).contains("keyed"))
    }

    @Test(arguments: Engine.allCases)
    func whereTwoDifferAThirdDecides(_ engine: Engine) async throws {
        let (fixture, id) = try await fixture(engine, registrars: 3)
        let store = fixture.store
        _ = try await key("2014-05-16", id, "clerk", store)
        let disputed = try await key("2014-05-18", id, "clerk1", store)
        #expect(disputed.status == .pending && disputed.keyed[.birthDate]?.count == 2)
        #expect(try await store.takeNextDocument(by: "clerk1") == nil)
        #expect(try await store.takeNextDocument(by: "clerk2") == id)
        // Whoever changes their mind may still agree with the other.
        let third = try await key("2014-05-18", id, "clerk2", store)
        #expect(third.status == .verified && third.value(.birthDate) == "2014-05-18")
        let undone = try await store.takeBack(document: id, by: "clerk2")
        #expect(undone.review.keying == 3)
        #expect(try await store.document(id).status == .pending)
        #expect(try await key("2014-05-18", id, "clerk", store).status == .verified)
    }

    @Test(arguments: Engine.allCases)
    func oneIsEnoughWhereThereIsNoSecondOrTheFieldIsSure(_ engine: Engine) async throws {
        let (fixture, id) = try await fixture(engine, registrars: 1)
        #expect(try await key("2014-05-16", id, "clerk", fixture.store).status == .verified)
        let (other, sure) = try await self.fixture(engine, registrars: 2)
        let named = try await other.store.review(
            document: sure, field: .name, action: .correct, after: "陈子涵", reason: nil, by: "clerk")
        #expect(named.reviews[.name]?.after == "陈子涵" && named.keyed[.name] == nil)
    }

    @Test(arguments: Engine.allCases)
    func everythingCanBeTakenBackAndStaysOnRecord(_ engine: Engine) async throws {
        let (fixture, id) = try await fixture(engine, registrars: 1)
        let store = fixture.store
        let before = try await store.document(id)
        try await store.note(document: id, "左下角有污渍", by: "clerk")
        try await store.rotate(document: id, by: 90, person: "clerk")
        #expect(try await store.page(before.page).turn == 90)
        let other = try await store.reassign(
            document: id, to: .policeCertificate, fields: [.name, "reason"], by: "clerk")
        #expect(other.reading.documentType == .policeCertificate && other.doubtful == ["reason"])
        #expect(other.reading.fields[.birthDate] == nil)
        _ = try await store.takeBack(document: id, by: "clerk")
        #expect(try await store.document(id).reading == before.reading)
        _ = try await store.takeBack(document: id, by: "clerk")
        #expect(try await store.page(before.page).turn == 0)
        _ = try await store.takeBack(document: id, by: "clerk")
        let nothing = await #expect(throws: IntakeError.self) { try await store.takeBack(document: id, by: "clerk") }
        #expect(nothing?.code == "review.nothing")
        _ = try await store.review(
            document: id, field: .birthDate, action: .reject, after: nil, reason: "模糊", by: "clerk")
        #expect(try await store.document(id).status == .rejected)
        // Others' decisions are theirs to take back.
        let foreign = await #expect(throws: IntakeError.self) { try await store.takeBack(document: id, by: "leader") }
        #expect(foreign?.code == "review.nothing")
        _ = try await store.takeBack(document: id, by: "clerk")
        #expect(try await store.document(id).status == .pending)
        let trail = try await store.trail(ofDocument: id)
        #expect(trail.entries.count == 8 && trail.live.isEmpty)
        let actions = try await store.auditEntries(subject: "document:\(id)").map(\.action)
        #expect(actions.count { $0 == "document.undo" } == 4 && actions.contains("document.reassign"))
    }

    @Test(arguments: Engine.allCases)
    func aSplitPaperIsTwoUntilItIsTakenBack(_ engine: Engine) async throws {
        let (fixture, id) = try await fixture(engine, registrars: 1)
        let store = fixture.store
        let before = try await store.document(id)
        let upper = Region(x: 0, y: 0, width: 9, height: 20)
        let lower = Region(x: 0, y: 20, width: 9, height: 9)
        let new = try await store.split(document: id, first: upper, second: lower, by: "clerk")
        let part = try await store.document(new)
        #expect(part.reading.documentType == .unknown && part.page == before.page && part.status == .pending)
        #expect(try await store.document(id).reading.region == upper)
        _ = try await store.takeBack(document: id, by: "clerk")
        #expect(try await store.document(new).status == .rejected)
        #expect(try await store.document(id).reading == before.reading)
        // What somebody has worked on stays.
        let again = try await store.split(document: id, first: upper, second: lower, by: "clerk")
        try await store.note(document: again, "第二份", by: "leader")
        let used = await #expect(throws: IntakeError.self) { try await store.takeBack(document: id, by: "clerk") }
        #expect(used?.code == "review.split-used")
        let empty = await #expect(throws: IntakeError.self) {
            try await store.split(
                document: id, first: upper, second: Region(x: 0, y: 0, width: 0, height: 9), by: "clerk")
        }
        #expect(empty?.code == "review.split")
    }

    @Test(arguments: Engine.allCases)
    func evidenceOnASubmittedCaseStaysWhatItIs(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.submittedCase()
        let item = try #require(try await fixture.store.caseFile(number).evidence.compactMap(\.document).first)
        let sealed = await #expect(throws: IntakeError.self) {
            try await fixture.store.reassign(document: item.id, to: .unknown, fields: [], by: "clerk")
        }
        #expect(sealed?.code == "review.sealed")
        let kept = await #expect(throws: IntakeError.self) {
            try await fixture.store.takeBack(document: item.id, by: "clerk")
        }
        #expect(kept?.code == "review.sealed")
    }

    @Test(arguments: Engine.allCases)
    func aPaperIsHandedOnToANamedReviewer(_ engine: Engine) async throws {
        let (fixture, id) = try await fixture(engine, registrars: 2)
        let store = fixture.store
        let page = try await fixture.readCard(hash: "later", confidence: 0.3)
        let later = try await store.documents(onPage: page)[0].id
        #expect(try await store.takeNextDocument(by: "clerk") == id)
        let taken = await #expect(throws: IntakeError.self) {
            try await store.handOn(document: id, to: "leader", reason: nil, by: "clerk1")
        }
        #expect(taken?.code == "review.taken")
        let foreign = await #expect(throws: IntakeError.self) {
            try await store.handOn(document: id, to: "clerkR", reason: nil, by: "clerk")
        }
        #expect(foreign?.code == "desk.foreign")
        try await store.handOn(document: later, to: "clerk1", reason: "字迹难认", by: "leader")
        // Others pass it over, whoever it is for gets it first.
        #expect(try await store.takeNextDocument(after: id, by: "clerk") == id)
        #expect(try await store.takeNextDocument(by: "leader") == nil)
        try await store.releaseDocument(id, by: "clerk")
        #expect(try await store.nextDocument(for: "clerk1") == later)
        #expect(try await store.takeNextDocument(by: "clerk1") == later)
        let handed = try await store.waitingDocuments(under: "S", for: "clerk").map(\.handedTo)
        #expect(handed == [nil, "clerk1"])
        #expect(try await store.holder(ofDocument: later) == "clerk1")
    }

    @Test(arguments: Engine.allCases)
    func theQueueSaysHowLong(_ engine: Engine) async throws {
        let (fixture, id) = try await fixture(engine, registrars: 1)
        let store = fixture.store
        #expect(try await store.queueForecast(under: "C") == .init(papers: 1, samples: 0, perPaper: nil))
        for (hash, spent) in [("a", 9000), ("b", 4000), ("c", 6000)] {
            let page = try await fixture.readCard(hash: hash, confidence: 0.3)
            _ = try await store.review(
                document: try await store.documents(onPage: page)[0].id, field: .birthDate, action: .accept, after: nil,
                reason: nil, by: "clerk", effort: ReviewEffort(keystrokes: 1, milliseconds: spent))
        }
        let forecast = try await store.queueForecast(under: "C")
        #expect(forecast.papers == 1 && forecast.perPaper == 6000 && forecast.total == 6000)
        #expect(try await store.document(id).status == .pending)
    }
}
