import IntakeModel
import Registry
import Testing

@testable import RegistryStore

/// How strictly papers are looked at: thresholds, samples, groups, and who may set it.
@Suite("复核设置")
struct ReviewSettingsTests {
    private func withAdministrator(_ engine: Engine, _ settings: DeskSettings? = nil) async throws -> StoreFixture {
        let fixture = try await StoreFixture(engine)
        var county = try await fixture.store.person("county")
        county.isAdministrator = true
        try await fixture.store.add(county, by: "root")
        if let settings { try await fixture.store.set(settings, for: "C", by: "county") }
        return fixture
    }

    @Test(arguments: Engine.allCases)
    func settingsHoldForEverythingUnderAndAreAudited(_ engine: Engine) async throws {
        let fixture = try await withAdministrator(engine)
        let store = fixture.store
        #expect(try await store.settings(for: "S") == .standard)
        let settings = DeskSettings(
            thresholds: Thresholds([.birthDate: 0.75]), sampleShare: 0.1, doubleKeying: .always)
        let refused = await #expect(throws: IntakeError.self) { try await store.set(settings, for: "S", by: "clerk") }
        #expect(refused?.code == "desk.administrator")
        try await store.set(settings, for: "C", by: "county")
        #expect(try await store.settings(for: "S") == settings)
        let entry = try #require(
            try await store.auditEntries(subject: "organization:C").last { $0.action == "desk.settings" })
        #expect(entry.content.contains("0.75") && entry.person == "county")
        // The nearest holds; an administrator's registration again takes nothing from them.
        try await store.set(.standard, for: "S", by: "county")
        #expect(try await store.settings(for: "S") == .standard)
        #expect(try await store.settings(for: "R") == settings)
        var again = try await store.person("county")
        again.isAdministrator = false
        try await store.add(again, by: "root")
        #expect(try await store.person("county").isAdministrator)
    }

    @Test(arguments: Engine.allCases)
    func thresholdsInForceAtReadingDecide(_ engine: Engine) async throws {
        let fixture = try await withAdministrator(
            engine, DeskSettings(thresholds: Thresholds([.birthDate: 0.6]), sampleShare: 0))
        let store = fixture.store
        let lenient = try await store.documents(onPage: try await fixture.readCard(hash: "one", confidence: 0.7))[0]
        #expect(lenient.status == .verified && lenient.thresholds[.birthDate] == 0.6)
        try await store.set(
            DeskSettings(thresholds: Thresholds([.birthDate: 0.99]), sampleShare: 0), for: "C", by: "county")
        #expect(try await store.document(lenient.id).doubtful.isEmpty)
        let strict = try await store.documents(onPage: try await fixture.readCard(hash: "two", confidence: 0.98))[0]
        #expect(strict.status == .pending && strict.doubtful == [.birthDate])
    }

    @Test(arguments: Engine.allCases)
    func samplesAreDrawnByAHashAndCountAsVerified(_ engine: Engine) async throws {
        let fixture = try await withAdministrator(engine, DeskSettings(sampleShare: 1))
        let store = fixture.store
        let id = try await store.documents(onPage: try await fixture.readCard(hash: "sure"))[0].id
        let sampled = try await store.document(id)
        #expect(sampled.status == .verified && sampled.isSampled)
        #expect(sampled.toCheck == [.birthDate, .citizenID, .name])
        #expect(try await store.queueForecast(under: "S") == .init(papers: 0, samples: 1, perPaper: nil))
        #expect(try await store.takeNextDocument(by: "clerk") == id)
        for key in [FieldKey.birthDate, .citizenID] {
            _ = try await store.review(document: id, field: key, action: .accept, after: nil, reason: nil, by: "clerk")
        }
        #expect(try await store.sampleFigures(under: "S") == .init(drawn: 1, checked: 0, wrong: 0))
        let done = try await store.review(
            document: id, field: .name, action: .correct, after: "陈子涵", reason: nil, by: "clerk")
        #expect(done.status == .verified && done.value(.name) == "陈子涵")
        #expect(try await store.sampleFigures(under: "S") == .init(drawn: 1, checked: 1, wrong: 1))
        #expect(try await store.takeNextDocument(by: "clerk") == nil)
        // Taken back it is to be looked at again.
        _ = try await store.takeBack(document: id, by: "clerk")
        #expect(try await store.document(id).toCheck == [.name])
    }

    @Test func theDrawDependsOnTheKeyAndTheBytesAlone() {
        func drawn(_ hash: String, _ secret: String, _ share: Double = 0.1) -> Bool {
            RegistryStore.isDrawn(hash: hash, paper: 1, share: share, secret: secret)
        }
        let hashes = (0..<2000).map { "page-\($0)" }
        let first = hashes.map { drawn($0, "a") }
        #expect(first == hashes.map { drawn($0, "a") })
        #expect(first != hashes.map { drawn($0, "b") })
        // Of 2 000 at one in ten the count lies within five standard deviations (13.4) of 200.
        #expect(abs(first.count { $0 } - 200) <= 67)
        #expect(!hashes.contains { drawn($0, "a", 0) } && hashes.allSatisfy { drawn($0, "a", 1) })
    }

    @Test(arguments: Engine.allCases)
    func aGroupIsAcceptedExceptWhatChangedOrIsWithSomebody(_ engine: Engine) async throws {
        let fixture = try await withAdministrator(engine, DeskSettings(sampleShare: 0, doubleKeying: .never))
        let store = fixture.store
        var ids: [Int64] = []
        for hash in ["a", "b", "c"] {
            ids.append(try await store.documents(onPage: try await fixture.readCard(hash: hash, confidence: 0.6))[0].id)
        }
        let groups = try await store.groups(for: "clerk")
        #expect(groups.mapValues { $0.map(\.document) } == [.birthDate: ids])
        try await store.holdDocument(ids[1], by: "leader")
        #expect(try await store.groups(for: "clerk")[.birthDate]?.map(\.document) == [ids[0], ids[2]])
        var shown = groups[.birthDate] ?? []
        shown[2].value = "2014-05-17"
        let accepted = try await store.accept(group: shown, by: "clerk", effort: ReviewEffort(milliseconds: 900))
        #expect(accepted == 1)
        var states: [IntakeDocument.Status] = []
        for id in ids { states.append(try await store.document(id).status) }
        #expect(states == [.verified, .pending, .pending])
        let foreign = await #expect(throws: IntakeError.self) {
            try await store.accept(group: shown, by: "clerkR", effort: ReviewEffort())
        }
        #expect(foreign?.code == "desk.foreign")
    }

    @Test(arguments: Engine.allCases)
    func otherPapersOfTheCaseSayWhatTheySay(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let matter = try await store.openCase(
            .init(kind: .infoCorrection, student: 1, field: .birthDate, newValue: "2014-05-16"), by: "clerk")
        let one = try await fixture.readCard(hash: "one")
        let two = try await fixture.readCard(hash: "two", born: "2014-05-18")
        let alone = try await fixture.readCard(hash: "alone")
        for page in [one, two] { try await store.attach(page: page, toCase: matter.number, as: nil, by: "clerk") }
        let document = try await store.documents(onPage: one)[0]
        let values = try await store.companionValues(of: document)
        #expect(values[.birthDate]?.map(\.value) == ["2014-05-18"] && values[.birthDate]?.first?.page == two)
        #expect(try await store.companionValues(of: try await store.documents(onPage: alone)[0]).isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func statisticsFollowConfidencesAndDecisions(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        for (hash, sure) in [("a", 0.5), ("b", 0.95), ("c", 0.99)] {
            _ = try await fixture.readCard(hash: hash, confidence: sure)
        }
        let waiting = try #require(try await store.pendingDocuments().first)
        _ = try await store.review(
            document: waiting.id, field: .birthDate, action: .correct, after: "2014-05-17", reason: nil, by: "clerk")
        let outlook = try #require(try await store.fieldStatistics(under: "C")[.birthDate]?.outlook(at: 0.9))
        #expect(abs(outlook.through - 2.0 / 3) < 1e-9 && abs((outlook.expectedError ?? 0) - 0.03) < 1e-9)
        #expect(outlook.checked == 0)
        let all = try #require(try await store.fieldStatistics(under: "C")[.birthDate]?.outlook(at: 0.5))
        #expect(all.checked == 1 && all.wrong == 1)
    }

    @Test(arguments: Engine.allCases)
    func administratorsSetOthersPasswords(_ engine: Engine) async throws {
        let fixture = try await withAdministrator(engine)
        let store = fixture.store
        try await store.startSession(tokenHash: "h", person: "clerk")
        let refused = await #expect(throws: IntakeError.self) {
            try await store.resetPassword(hash: "new", of: "clerk", byAdministrator: "leader")
        }
        #expect(refused?.code == "desk.administrator")
        try await store.resetPassword(hash: "new", of: "clerk", byAdministrator: "county")
        #expect(try await store.sessionPerson(tokenHash: "h") == nil)
        #expect(try await store.auditEntries(subject: "person:clerk").last?.action == "person.password")
    }
}
