import Foundation
import IntakeModel
import Registry
import RegistryStore
import Testing

@Suite("归档")
struct FilingTests {
    @Test(arguments: Engine.allCases) func aPaperGoesToItsCaseAndComesBack(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.correction()
        let page = try await fixture.readCard(hash: "card")
        let waiting = try await fixture.store.unfiledPapers(for: "clerk")
        #expect(waiting.total == 1 && waiting.papers.map(\.page.id) == [page])
        let paper = try #require(waiting.papers.first)
        #expect(paper.proposals.map(\.caseNumber) == [number] && paper.proposals[0].isCertain)
        #expect(paper.students.map { $0[.name] } == ["陈梓涵"])
        #expect(try await fixture.store.unfiledPapers(for: "clerkR").total == 0)

        let act = try await fixture.store.filePaper(
            paper.document.id, inCase: number, seen: [], reason: nil, by: "clerk")
        #expect(try await fixture.store.unfiledPapers(for: "clerk").total == 0)
        #expect(try await fixture.store.caseFile(number).evidence.map(\.id) == [act.evidence])

        #expect(try await fixture.store.takeBackFiling(by: "clerk").id == act.id)
        #expect(try await fixture.store.caseFile(number).evidence.isEmpty)
        #expect(try await fixture.store.unfiledPapers(for: "clerk").total == 1)
        #expect(try await fixture.store.isTakenBack(filing: act.id))
        // An undo is nothing that can be taken back, and others' acts are theirs.
        await #expect(throws: IntakeError.self) { _ = try await fixture.store.takeBackFiling(by: "clerk") }
        _ = try await fixture.store.filePaper(paper.document.id, inCase: number, seen: [], reason: nil, by: "clerk")
        await #expect(throws: IntakeError.self) { _ = try await fixture.store.takeBackFiling(by: "leader") }
        #expect(try await fixture.store.verifyAudit() > 0)
        let actions = try await fixture.store.auditEntries(subject: "case:\(number)").map(\.action)
        #expect(actions == ["case.open", "case.attach", "case.detach", "case.attach"])
    }

    @Test(arguments: Engine.allCases) func whatSpeaksAgainstItHasToBeSeenAndReasoned(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.correction(to: "2014-05-17")
        _ = try await fixture.readCard(hash: "born")
        let paper = try #require(try await fixture.store.unfiledPapers(for: "clerk").papers.first)
        #expect(paper.proposals.map(\.doubts) == [[.nameDiffers]])
        let id = paper.document.id
        for (seen, reason) in [([], "看过"), ([CaseProposal.Doubt.byName], "看过"), ([.nameDiffers], String?.none)] {
            await #expect(throws: IntakeError.self) {
                _ = try await fixture.store.filePaper(id, inCase: number, seen: seen, reason: reason, by: "clerk")
            }
        }
        #expect(try await fixture.store.caseFile(number).evidence.isEmpty)
        let act = try await fixture.store.filePaper(
            id, inCase: number, seen: [.nameDiffers], reason: "登记有误", by: "clerk")
        #expect(act.doubts == [.nameDiffers] && act.reason == "登记有误")
        #expect(try await fixture.store.caseFile(number).evidence.map(\.reason) == ["登记有误"])
    }

    @Test(arguments: Engine.allCases) func anotherCaseIsFoundAndItsStrangenessTold(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let csv = "姓名,出生日期,身份证号\n王小明,2014-03-02,510727201403020997\n"
        _ = try await fixture.store.importRoster(
            StudentRoster(Data(csv.utf8), file: "b"), organization: "S", by: "clerk")
        let other = try await fixture.store.openCase(
            .init(kind: .photoUpdate, student: try await fixture.store.student("王小明").id), by: "clerk"
        ).number
        _ = try await fixture.readCard(hash: "card")
        let paper = try #require(try await fixture.store.unfiledPapers(for: "clerk").papers.first)
        #expect(paper.proposals.isEmpty)
        #expect(try await fixture.store.openCases(matching: "王小明", for: "clerk").map(\.number) == [other])
        #expect(try await fixture.store.openCases(matching: String(other), for: "clerk").map(\.number) == [other])
        #expect(try await fixture.store.openCases(matching: "王小明", for: "clerkR").isEmpty)
        let doubts = try await fixture.store.filingDoubts(paper.document.id, inCase: other, for: "clerk")
        #expect(doubts == [.namesAnother, .notAsked])
        // Another school's people neither ask nor file.
        await #expect(throws: IntakeError.self) {
            _ = try await fixture.store.filingDoubts(paper.document.id, inCase: other, for: "clerkR")
        }
        await #expect(throws: IntakeError.self) {
            _ = try await fixture.store.filePaper(
                paper.document.id, inCase: other, seen: doubts, reason: "x", by: "clerkR")
        }
    }

    @Test func whatIsKeptOutWaitsNoLongerUntilItIsTakenBack() async throws {
        let fixture = try await StoreFixture(.sqlite)
        _ = try await fixture.readCard(hash: "card")
        let id = try #require(try await fixture.store.unfiledPapers(for: "clerk").papers.first?.document.id)
        await #expect(throws: IntakeError.self) {
            _ = try await fixture.store.keepPaperOut(id, reason: nil, by: "clerk")
        }
        _ = try await fixture.store.keepPaperOut(id, reason: "家长自留复印件", by: "clerk")
        #expect(try await fixture.store.unfiledPapers(for: "clerk").total == 0)
        _ = try await fixture.store.takeBackFiling(by: "clerk")
        #expect(try await fixture.store.unfiledPapers(for: "clerk").total == 1)
    }

    @Test(arguments: Engine.allCases) func onceSubmittedNothingComesOff(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.correction()
        _ = try await fixture.readCard(hash: "card")
        let id = try #require(try await fixture.store.unfiledPapers(for: "clerk").papers.first?.document.id)
        _ = try await fixture.store.filePaper(
            id, inCase: number, seen: [], reason: nil, isOriginal: true, keptAt: "柜1", by: "clerk")
        let letter = try await fixture.store.addPage(
            hash: "letter", name: "l", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk")
        try await fixture.store.attach(page: letter.page.id, toCase: number, as: "writtenApplication", by: "clerk")
        _ = try await fixture.store.submitCase(number, by: "clerk")
        let refused = await #expect(throws: IntakeError.self) {
            _ = try await fixture.store.takeBackFiling(by: "clerk")
        }
        #expect(refused?.code == "filing.sealed")
        #expect(try await fixture.store.caseFile(number).evidence.count == 2)
    }
}
