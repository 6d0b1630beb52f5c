import IntakeModel
import Registry
import Testing

@testable import RegistryStore

/// What was decided while the store was away: delivered once each, over nobody's decision.
@Suite("离线复核单")
struct SubmissionTests {
    private let field = FieldKey.birthDate

    private func fixture(_ engine: Engine, papers: Int = 1) async throws -> (StoreFixture, [Int64]) {
        let fixture = try await StoreFixture(engine)
        for id in ["second", "third"] {
            try await fixture.store.add(
                Person(id: id, name: id, role: .schoolRegistrar, organization: "S"), by: "root")
        }
        try await fixture.store.add(
            Person(id: "head", name: "h", role: .countyRegistrar, organization: "C", isAdministrator: true), by: "root")
        try await fixture.store.set(DeskSettings(sampleShare: 0, doubleKeying: .never), for: "C", by: "head")
        var papers: [Int64] = (0..<papers).map { Int64($0) }
        for index in papers.indices {
            let page = try await fixture.readCard(hash: "card\(index)", confidence: 0.3)
            papers[index] = try await fixture.store.documents(onPage: page)[0].id
        }
        return (fixture, papers)
    }

    private func submission(
        _ fixture: StoreFixture, _ id: Int64, by person: String = "clerk", key: String = "k", value: String?,
        _ action: FieldReview.Action = .correct
    ) async throws -> ReviewSubmission {
        var submission = ReviewSubmission(
            key: key, document: id, page: try await fixture.store.document(id).page, person: person,
            version: try await fixture.store.trail(ofDocument: id).entries.last?.id ?? 0,
            lookedAt: fixture.clock.now)
        submission.decisions = [
            .init(
                field: action == .reject ? IntakeDocument.wholeKey : field, action: action, value: value,
                reason: action == .reject ? "缺角" : nil, at: fixture.clock.now)
        ]
        return submission
    }

    private func correct(_ id: Int64, _ value: String, by person: String, _ store: RegistryStore) async throws {
        _ = try await store.review(document: id, field: field, action: .correct, after: value, reason: nil, by: person)
    }

    @Test(arguments: Engine.allCases) func deliveredTwiceItIsThereOnce(_ engine: Engine) async throws {
        let (fixture, ids) = try await fixture(engine)
        let store = fixture.store
        let submission = try await submission(fixture, ids[0], value: "2014-05-17")
        fixture.clock.advance(3_600_000)
        #expect(try await store.deliver(submission) == .stored)
        #expect(try await store.deliver(submission) == .stored)
        let document = try await store.document(ids[0])
        #expect(document.status == .verified && document.value(field) == "2014-05-17")
        // When it was decided is kept, when it came is in the chain, and so is the look.
        #expect(document.reviews[field]?.at == submission.decisions[0].at)
        #expect(try await store.trail(ofDocument: ids[0]).entries.count == 1)
        let entries = try await store.auditEntries(subject: "document:\(ids[0])")
        #expect(entries.map(\.action) == ["document.correct", "document.offline-stored"])
        #expect(entries.allSatisfy { $0.at == fixture.clock.now && !$0.content.contains("2014") })
        let looks = try await store.auditEntries(subject: "page:\(document.page)").filter { $0.action == "page.view" }
        #expect(looks.count == 1)
        _ = try await store.verifyAudit()
    }

    @Test(arguments: Engine.allCases) func whatAnotherDecidedIsNotOverwritten(_ engine: Engine) async throws {
        let (fixture, ids) = try await fixture(engine)
        let store = fixture.store
        let mine = try await submission(fixture, ids[0], value: "2014-05-17")
        try await correct(ids[0], "2014-05-18", by: "second", store)
        #expect(try await store.deliver(mine) == .conflict)
        #expect(try await store.deliver(mine) == .conflict)
        #expect(try await store.document(ids[0]).value(field) == "2014-05-18")
        #expect(try await store.trail(ofDocument: ids[0]).entries.count == 1)
        // Whose it is sees it, and an administrator; a colleague does not.
        let clerk = try await store.person("clerk")
        let conflict = try #require(try await store.reviewConflicts(for: clerk).first)
        #expect(conflict.submission == mine && conflict.cause == nil)
        #expect(try await store.reviewConflicts(for: store.person("third")).isEmpty)
        #expect(try await store.reviewConflicts(for: store.person("head")) == [conflict])
        // Settled by entering mine: another row, by today's rules, and once.
        let settled = try await store.settle(conflict: conflict, .mine, by: clerk)
        #expect(settled.value(field) == "2014-05-17" && settled.status == .verified)
        #expect(try await store.trail(ofDocument: ids[0]).entries.map(\.review.person) == ["second", "clerk"])
        #expect(try await store.reviewConflicts(for: clerk).isEmpty)
        await #expect(throws: IntakeError.self) { try await store.settle(conflict: conflict, .theirs, by: clerk) }
        let actions = try await store.auditEntries(subject: "document:\(ids[0])").map(\.action)
        #expect(actions.suffix(2) == ["document.correct", "document.conflict-settled"])
        _ = try await store.verifyAudit()
    }

    @Test(arguments: Engine.allCases) func theirsIsKeptByChoice(_ engine: Engine) async throws {
        let (fixture, ids) = try await fixture(engine)
        let store = fixture.store
        let mine = try await submission(fixture, ids[0], value: nil, .reject)
        try await correct(ids[0], "2014-05-18", by: "second", store)
        #expect(try await store.deliver(mine) == .conflict)
        let clerk = try await store.person("clerk")
        let conflict = try #require(try await store.reviewConflicts(for: clerk).first)
        let kept = try await store.settle(conflict: conflict, .theirs, by: clerk)
        #expect(kept.status == .verified && kept.value(field) == "2014-05-18")
        #expect(try await store.reviewConflicts(for: clerk).isEmpty)
    }

    /// Who decided the same has no quarrel, and neither has one whose answer was lost on its way.
    @Test(arguments: Engine.allCases) func whoeverDecidedAlikeIsNoConflict(_ engine: Engine) async throws {
        let (fixture, ids) = try await fixture(engine, papers: 2)
        let store = fixture.store
        let first = try await submission(fixture, ids[0], key: "a", value: "2014-05-17")
        try await correct(ids[0], "2014-05-17", by: "second", store)
        #expect(try await store.deliver(first) == .stored)
        #expect(try await store.trail(ofDocument: ids[0]).entries.count == 1)
        let second = try await submission(fixture, ids[1], key: "b", value: "2014-05-17")
        try await correct(ids[1], "2014-05-17", by: "clerk", store)
        #expect(try await store.deliver(second) == .stored)
        #expect(try await store.trail(ofDocument: ids[1]).entries.count == 1)
    }

    @Test(arguments: Engine.allCases) func itWaitsWhileAnotherHasThePaper(_ engine: Engine) async throws {
        let (fixture, ids) = try await fixture(engine)
        let store = fixture.store
        let mine = try await submission(fixture, ids[0], value: "2014-05-17")
        try await store.holdDocument(ids[0], by: "second")
        let taken = await #expect(throws: IntakeError.self) { try await store.deliver(mine) }
        #expect(taken?.code == "review.taken")
        #expect(try await store.document(ids[0]).reviews.isEmpty)
        try await store.releaseDocument(ids[0], by: "second")
        #expect(try await store.deliver(mine) == .stored)
    }

    /// A rule that forbids it makes a conflict that says so; what it forbids is not done by halves.
    @Test(arguments: Engine.allCases) func whatARuleForbidsIsShown(_ engine: Engine) async throws {
        let (fixture, ids) = try await fixture(engine)
        let store = fixture.store
        var mine = try await submission(fixture, ids[0], value: "2014-05-17")
        mine.decisions.append(
            .init(field: "nothing", action: .correct, value: "x", reason: nil, at: fixture.clock.now))
        #expect(try await store.deliver(mine) == .conflict)
        #expect(try await store.document(ids[0]).reviews.isEmpty)
        let clerk = try await store.person("clerk")
        let conflict = try #require(try await store.reviewConflicts(for: clerk).first)
        #expect(conflict.cause == "registry.not-found")
        // What can be entered is.
        #expect(try await store.settle(conflict: conflict, .mine, by: clerk).value(field) == "2014-05-17")
        var strange = try await submission(fixture, ids[0], by: "clerkR", key: "s", value: "2014-05-17")
        strange.decisions[0].value = "2014-05-11"
        #expect(try await store.deliver(strange) == .conflict)
        #expect(try await store.document(ids[0]).value(field) == "2014-05-17")
    }

    /// Of a field that takes two the second works blind: what was waved through meanwhile counts for nothing.
    @Test(arguments: Engine.allCases) func twoWhoWereCutOffKeyAField(_ engine: Engine) async throws {
        let (fixture, ids) = try await fixture(engine, papers: 2)
        let store = fixture.store
        try await store.set(DeskSettings(sampleShare: 0, doubleKeying: .always), for: "C", by: "head")
        let typed = [
            try await submission(fixture, ids[0], by: "clerk", key: "a", value: "2014-05-16"),
            try await submission(fixture, ids[0], by: "second", key: "b", value: "2014-05-16"),
        ]
        for one in typed { #expect(try await store.deliver(one) == .stored) }
        #expect(try await store.document(ids[0]).status == .verified)
        let waved = try await submission(fixture, ids[1], by: "second", key: "c", value: "2014-05-16", .accept)
        try await correct(ids[1], "2014-05-17", by: "clerk", store)
        #expect(try await store.deliver(waved) == .conflict)
        let second = try await store.person("second")
        let conflict = try #require(try await store.reviewConflicts(for: second).first)
        let left = try await store.settle(conflict: conflict, .mine, by: second)
        #expect(left.status == .pending && left.toCheck(by: "second") == [field])
    }

    @Test(arguments: Engine.allCases) func whatIsKeptAheadKeepsNobodyFromWork(_ engine: Engine) async throws {
        let (fixture, ids) = try await fixture(engine, papers: 4)
        let store = fixture.store
        #expect(try await store.takeNextDocument(by: "clerk") == ids[0])
        #expect(try await store.holdAhead(of: ids[0], most: 2, by: "clerk") == [ids[1], ids[2]])
        // Nobody is told that they are held; another gets what nobody keeps, then what is only kept ahead.
        #expect(try await store.waitingDocuments(under: "S", for: "second").compactMap(\.heldBy) == ["clerk"])
        #expect(try await store.takeNextDocument(by: "second") == ids[3])
        #expect(try await store.holdAhead(of: ids[3], most: 2, by: "second").isEmpty)
        #expect(try await store.takeNextDocument(after: ids[3], by: "second") == ids[1])
        #expect(try await store.holdAhead(of: ids[0], most: 2, by: "clerk") == [ids[2], ids[3]])
        // What the desk kept for its reviewer is what they get, and then nobody else does.
        #expect(try await store.takeNextDocument(after: ids[0], by: "clerk") == ids[2])
        #expect(try await store.takeNextDocument(by: "third") == ids[0])
        let taken = await #expect(throws: IntakeError.self) { try await store.holdDocument(ids[2], by: "third") }
        #expect(taken?.code == "review.taken")
        try await store.holdDocument(ids[3], by: "third")
        #expect(try await store.holder(ofDocument: ids[3]) == "third")
    }
}
