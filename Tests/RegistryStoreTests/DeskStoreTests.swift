import IntakeModel
import Registry
import Testing

@testable import RegistryStore

/// What the desk asks of the store.
@Suite("工作台数据")
struct DeskStoreTests {
    @Test(arguments: Engine.allCases)
    func sessionsEndByThemselves(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        try await store.startSession(tokenHash: "h", person: "clerk")
        #expect(try await store.sessionPerson(tokenHash: "h")?.id == "clerk")
        #expect(try await store.sessionPerson(tokenHash: "other") == nil)
        fixture.clock.advance(RegistryStore.sessionIdle)
        // A request keeps it alive.
        #expect(try await store.sessionPerson(tokenHash: "h") != nil)
        fixture.clock.advance(RegistryStore.sessionIdle)
        #expect(try await store.sessionPerson(tokenHash: "h") != nil)
        fixture.clock.advance(RegistryStore.sessionIdle + 1)
        #expect(try await store.sessionPerson(tokenHash: "h") == nil)
        try await store.startSession(tokenHash: "again", person: "clerk")
        try await store.endSession(tokenHash: "again", by: "clerk")
        #expect(try await store.sessionPerson(tokenHash: "again") == nil)
    }

    @Test(arguments: Engine.allCases)
    func aPaperIsWithOneReviewerAtATime(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        try await store.add(Person(id: "second", name: "s", role: .schoolRegistrar, organization: "S"), by: "root")
        let page = try await fixture.readCard(hash: "one", confidence: 0.3)
        let document = try await store.documents(onPage: page)[0].id
        #expect(try await store.takeNextDocument(by: "clerk") == document)
        #expect(try await store.takeNextDocument(by: "second") == nil)
        #expect(try await store.waitingDocuments(under: "S", for: "clerk").map(\.heldBy) == ["clerk"])
        let taken = await #expect(throws: IntakeError.self) { try await store.holdDocument(document, by: "second") }
        #expect(taken?.code == "review.taken")
        // Whoever has it keeps it; after a while without a sign of life it is free.
        fixture.clock.advance(RegistryStore.reviewLease - 1)
        try await store.holdDocument(document, by: "clerk")
        fixture.clock.advance(RegistryStore.reviewLease - 1)
        #expect(try await store.takeNextDocument(by: "second") == nil)
        fixture.clock.advance(1)
        #expect(try await store.takeNextDocument(by: "second") == document)
        try await store.releaseDocument(document, by: "clerk")
        #expect(try await store.takeNextDocument(by: "clerk") == nil)
        try await store.releaseDocument(document, by: "second")
        #expect(try await store.takeNextDocument(by: "clerk") == document)
        // The only one that waits comes again after itself.
        #expect(try await store.takeNextDocument(after: document, by: "clerk") == document)
    }

    @Test(arguments: Engine.allCases)
    func casesAndPagesAreSeenByThoseWhomTheyConcern(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let page = try await region.present(at: "R")
        let student = try await store.student("陈梓涵")
        let matter = try await store.openCase(
            .init(kind: .transferWithinCity, student: student.id, receivingSchool: "R"), by: "clerkR")
        func sees(_ person: String) async throws -> [Bool] {
            let person = try await store.person(person)
            let listed = try await store.cases(.init(.all), concerning: person.organization)
            var seen = [listed.map(\.matter.number) == [matter.number]]
            seen.append((try? await store.requireCase(matter.number, visibleTo: person)) != nil)
            seen.append((try? await store.requirePage(page, visibleTo: person)) != nil)
            return seen
        }
        // The releasing school takes part, and sees the papers once they are on the case.
        #expect(try await sees("clerkR") == [true, true, true])
        #expect(try await sees("clerkS") == [true, true, false])
        #expect(try await sees("deskM") == [true, true, true])
        #expect(try await sees("clerkH") == [false, false, false])
        try await region.attach(page, matter.number, kind: "writtenApplication", by: "clerkR")
        #expect(try await sees("clerkS") == [true, true, true])
        #expect(try await sees("clerkH") == [false, false, false])
        func numbers(_ query: RegistryStore.CaseQuery, _ organization: String) async throws -> [Int64] {
            try await store.cases(query, concerning: organization).map(\.matter.number)
        }
        let listed = try #require(try await store.cases(.init(.underWay), concerning: "S").first)
        #expect(listed.studentName == "陈梓涵")
        #expect(try await listed.holder == store.organization("R")?.name)
        #expect(try await numbers(.init(.mine), "R") == [matter.number])
        #expect(try await numbers(.init(.mine), "S") == [])
        #expect(try await numbers(.init(.ended), "R") == [])
        #expect(try await numbers(.init(.overdue), "R") == [])
        #expect(try await numbers(.init(.all, kind: .suspension), "R") == [])
        #expect(
            try await numbers(.init(.all, kind: .transferWithinCity, students: [student.id]), "R") == [matter.number])
        #expect(try await numbers(.init(.all, students: []), "R") == [])
        #expect(try await numbers(.init(.all, offset: 1), "R") == [])
        let counts = try await store.deskCounts(under: "M")
        #expect(counts.casesUnderWay == 1 && counts.pagesToday == 1 && counts.casesOverdue == 0)
        #expect(try await store.pages(under: "D").map(\.page.id) == [page])
        #expect(try await store.pages(under: "C").isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func theFirstPasswordIsSetOnce(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        #expect(try await !store.hasPasswords())
        var person = try await store.person("clerk")
        person.trainedOn = "2026-03-01"
        person.filing = "F1"
        try await store.setUp(person, organization: nil, passwordHash: "hash")
        #expect(try await store.hasPasswords())
        #expect(try await store.person("clerk").filing == "F1")
        #expect(try await store.people().count == 4)
        let same = person
        let again = await #expect(throws: IntakeError.self) {
            try await store.setUp(same, organization: nil, passwordHash: "other")
        }
        #expect(again?.code == "setup.done")
    }
}
