import IntakeModel
import Registry
import RegistryStore
import Testing

@Suite("页归何案")
struct CaseProposalTests {
    @Test(arguments: Engine.allCases) func aNumberAndNothingAgainstIt(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let page = try await fixture.readCard(hash: "card")
        #expect(try await fixture.store.caseProposals(for: "clerk").isEmpty)

        let number = try await fixture.correction()
        let found = try await fixture.store.caseProposals(for: "clerk")
        #expect(found.map(\.page) == [page] && found.map(\.caseNumber) == [number])
        #expect(found.first?.doubts == [])
        // Another school has no part in it.
        #expect(try await fixture.store.caseProposals(for: "clerkR").isEmpty)

        try await fixture.store.attach(page: page, toCase: number, as: nil, by: "clerk")
        #expect(try await fixture.store.caseProposals(for: "clerk").isEmpty)
    }

    @Test func whatSpeaksAgainstItIsAQuestion() async throws {
        let fixture = try await StoreFixture(.sqlite)
        _ = try await fixture.correction(to: "2014-05-17")
        // The card's birth date is neither the student's nor what the case corrects it to.
        _ = try await fixture.readCard(hash: "born")
        #expect(try await fixture.store.caseProposals(for: "clerk").map(\.doubts) == [[.nameDiffers]])

        // A second case, which asks for no card.
        _ = try await fixture.store.openCase(
            .init(kind: .photoUpdate, student: try await fixture.store.student("陈梓涵").id), by: "clerk")
        let doubts = try await fixture.store.caseProposals(for: "clerk").map(\.doubts)
        #expect(doubts == [[.nameDiffers, .severalCases], [.nameDiffers, .severalCases, .notAsked]])
    }

    @Test func anotherNameAndAnUnreadFieldAreQuestions() async throws {
        let fixture = try await StoreFixture(.sqlite)
        _ = try await fixture.correction()
        _ = try await fixture.readCard(hash: "name", name: "陈梓函")
        _ = try await fixture.readCard(hash: "doubtful", confidence: 0.5)

        let doubts = try await fixture.store.caseProposals(for: "clerk").map(\.doubts)
        #expect(doubts == [[.nameDiffers], [.unverified]])
    }
}
