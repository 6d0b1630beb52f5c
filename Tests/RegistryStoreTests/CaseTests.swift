import Foundation
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@Suite("案卷")
struct CaseTests {
    /// R22-8, R22-3.
    @Test(arguments: Engine.allCases) func anApprovedCorrectionChangesTheRecord(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.submittedCase()
        _ = try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: "leader")
        #expect(try await fixture.store.student("陈梓涵")[.birthDate] == "2014-06-15")
        let done = try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: "county")
        #expect(done.state == .approved)
        #expect(try await fixture.store.student("陈梓涵")[.birthDate] == "2014-05-16")
        let trail = try await fixture.store.auditEntries(subject: "student:1")
        #expect(trail.contains { $0.action == "student.change" && $0.content.contains("card") })
        _ = try await fixture.store.verifyAudit()
    }

    @Test(arguments: Engine.allCases) func withoutEvidenceSubmissionIsRefusedWithWhatIsMissing(_ engine: Engine)
        async throws
    {
        let fixture = try await StoreFixture(engine)
        let student = try await fixture.store.student("陈梓涵")
        let matter = try await fixture.store.openCase(
            .init(kind: .infoCorrection, student: student.id, field: .birthDate, newValue: "2014-05-16"), by: "clerk")
        let error = await #expect(throws: IntakeError.self) {
            try await fixture.store.submitCase(matter.number, by: "clerk")
        }
        #expect(error?.exit == .notAllowed)
        let text = error?.message.text(.chinese) ?? ""
        #expect(text.contains("书面申请") && text.contains("居民户口簿") && text.contains("第十三条"))
    }

    @Test(arguments: Engine.allCases) func doubtfulFieldsKeepAPaperFromBeingEvidenceUntilReviewed(_ engine: Engine)
        async throws
    {
        let fixture = try await StoreFixture(engine)
        _ = try await fixture.readCard(hash: "card", confidence: 0.5)
        let waiting = try #require(try await fixture.store.pendingDocuments().first)
        #expect(waiting.doubtful == [.birthDate])
        let decided = try await fixture.store.review(
            document: waiting.id, field: .birthDate, action: .correct, after: "2014-05-16", reason: "对照", by: "clerk")
        #expect(decided.status == .verified)
        #expect(decided.value(.birthDate) == "2014-05-16")
    }

    /// A person who attaches a letter as what it is has decided about it; it does not wait in the queue any more.
    @Test(arguments: Engine.allCases) func attachingAsAKindSettlesAnUnknownPaper(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let page = try await fixture.store.addPage(
            hash: "l", name: "l", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk"
        ).page
        let job = try #require(try await fixture.store.claimJob(owner: "w", lease: 1000))
        let letter = DocumentReading(
            documentType: .unknown, confidence: 0.5, region: Region(x: 0, y: 0, width: 9, height: 9))
        let reading = FileReading(
            file: "l",
            pages: [
                PageReading(
                    page: 1, width: 9, height: 9, dpi: 0, rotation: 0, skewDegrees: 0,
                    quality: PageQuality(legible: true), documents: [letter])
            ], seconds: 0)
        _ = try await fixture.store.completeJob(job, owner: "w", reading: reading, engines: "t")
        #expect(try await fixture.store.pendingDocuments().count == 1)
        let matter = try await fixture.store.openCase(
            .init(kind: .infoCorrection, student: 1, field: .sex, newValue: "男"), by: "clerk")
        try await fixture.store.attach(page: page.id, toCase: matter.number, as: "writtenApplication", by: "clerk")
        #expect(try await fixture.store.pendingDocuments().isEmpty)
    }

    @Test(arguments: Engine.allCases) func evidenceOfASubmittedCaseIsImmutable(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.submittedCase()
        for sql in ["UPDATE evidence SET hash = 'x'", "DELETE FROM evidence"]
            + (engine == .postgresql ? ["TRUNCATE evidence"] : [])
        {
            await #expect(throws: (any Error).self) { try await fixture.database.write { try $0.execute(sql, []) } }
        }
        await #expect(throws: IntakeError.self) {
            try await fixture.store.attach(page: 1, toCase: number, as: "x", by: "clerk")
        }
    }

    /// R03-2, R04-1, R05-1, R06-3.
    @Test(arguments: Engine.allCases) func onlyTheRightPersonAtTheRightTime(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.submittedCase()
        for person in ["county", "clerk", "clerkR", "nobody"] {
            let error = await #expect(throws: IntakeError.self) {
                try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: person)
            }
            #expect(error?.exit == .notAllowed)
        }
        let error = await #expect(throws: IntakeError.self) {
            try await fixture.store.decideCase(number, outcome: .returned, reason: "", by: "leader")
        }
        #expect(error?.code == "case.reason")
    }

    @Test(arguments: Engine.allCases) func ofManyDecidersOneWins(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let number = try await fixture.submittedCase()
        for index in 0..<8 {
            try await fixture.store.add(
                Person(id: "leader\(index)", name: "l", role: .schoolLeader, organization: "S"), by: "root")
        }
        let store = fixture.store
        let answers = await withTaskGroup(of: String.self) { group in
            for index in 0..<8 {
                group.addTask {
                    do {
                        _ = try await store.decideCase(number, outcome: .approved, reason: nil, by: "leader\(index)")
                        return "won"
                    } catch { return (error as? IntakeError)?.code ?? "\(error)" }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0 == "won" }.count == 1)
        // The others learn that it is no longer their turn, not that a database failed.
        #expect(answers.filter { $0 == "case.not-your-turn" }.count == 7, "\(answers)")
        #expect(try await store.decisions(ofCase: number).count == 1)
        _ = try await store.verifyAudit()
    }

    @Test(arguments: Engine.allCases) func aSecondOpenCaseIsRefused(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        _ = try await fixture.submittedCase()
        let error = await #expect(throws: IntakeError.self) {
            try await fixture.store.openCase(
                .init(kind: .infoCorrection, student: 1, field: .sex, newValue: "男"), by: "clerk")
        }
        #expect(error?.code == "case.already-open")
    }

    /// Two papers of one case call the student differently: the one attached later waits for a person, who decides.
    @Test(arguments: Engine.allCases) func papersOfACaseMustAgree(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let matter = try await store.openCase(
            .init(kind: .infoCorrection, student: 1, field: .birthDate, newValue: "2014-05-16"), by: "clerk")
        let first = try await fixture.readCard(hash: "first")
        let second = try await fixture.readCard(hash: "second", name: "陈梓函")
        try await store.attach(page: first, toCase: matter.number, as: nil, by: "clerk")
        let later = try #require(try await store.documents(onPage: second).first)
        // A decision from before the papers met does not settle it.
        _ = try await store.review(
            document: later.id, field: .name, action: .accept, after: nil, reason: nil, by: "clerk")
        fixture.clock.advance(5)
        try await store.attach(page: second, toCase: matter.number, as: nil, by: "clerk", language: .english)
        let evidence = try await store.caseFile(matter.number).evidence.compactMap(\.document)
        #expect(evidence.map(\.status) == [.verified, .pending])
        let finding = try #require(evidence.last?.reading.findings.first)
        #expect(finding.code == .crossDocumentMismatch && finding.field == .name && finding.regions?.count == 2)
        #expect(finding.other?.document == evidence.first?.id && finding.other?.page == first)
        #expect(finding.message.contains("resident registration card"))
        #expect(evidence.last?.doubtful == [.name])
        #expect(try await store.pendingDocuments().map(\.id) == [later.id])
        let settled = try await store.review(
            document: later.id, field: .name, action: .accept, after: nil, reason: "曾用字", by: "clerk")
        #expect(settled.status == .verified)
        // Attaching again raises nothing anew.
        try await store.attach(page: second, toCase: matter.number, as: nil, by: "clerk")
        #expect(try await store.document(later.id).reading.findings.count == 1)
    }
}
