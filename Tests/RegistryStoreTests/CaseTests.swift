import Foundation
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@Suite("案卷")
struct CaseTests {
    private func submitted(_ fixture: StoreFixture) async throws -> Int64 {
        let store = fixture.store
        let student = try await store.student("陈梓涵")
        let matter = try await store.openCase(
            .init(
                kind: .infoCorrection, student: student.id, field: .birthDate, newValue: "2014-05-16",
                details: [.applicantRelation: "母亲"]), by: "clerk")
        let page = try await fixture.readCard(hash: "card")
        let letter = try await store.addPage(
            hash: "letter", name: "l", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk")
        try await store.attach(
            .init(page: page, isOriginal: true, keptAt: "柜1"), toCase: matter.number, by: "clerk")
        try await store.attach(page: letter.page.id, toCase: matter.number, as: "writtenApplication", by: "clerk")
        _ = try await store.submitCase(matter.number, by: "clerk")
        return matter.number
    }

    @Test func anApprovedCorrectionChangesTheRecord() async throws {
        let fixture = try await StoreFixture()
        let number = try await submitted(fixture)
        _ = try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: "leader")
        #expect(try await fixture.store.student("陈梓涵")[.birthDate] == "2014-06-15")
        let done = try await fixture.store.decideCase(number, outcome: .approved, reason: nil, by: "county")
        #expect(done.state == .approved)
        #expect(try await fixture.store.student("陈梓涵")[.birthDate] == "2014-05-16")
        let trail = try await fixture.store.auditEntries(subject: "student:1")
        #expect(trail.contains { $0.action == "student.change" && $0.content.contains("card") })
        _ = try await fixture.store.verifyAudit()
    }

    @Test func withoutEvidenceSubmissionIsRefusedWithWhatIsMissing() async throws {
        let fixture = try await StoreFixture()
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

    @Test func doubtfulFieldsKeepAPaperFromBeingEvidenceUntilReviewed() async throws {
        let fixture = try await StoreFixture()
        _ = try await fixture.readCard(hash: "card", confidence: 0.5)
        let waiting = try #require(try await fixture.store.pendingDocuments().first)
        #expect(waiting.doubtful == [.birthDate])
        let decided = try await fixture.store.review(
            document: waiting.id, field: .birthDate, action: .correct, after: "2014-05-16", reason: "对照", by: "clerk")
        #expect(decided.status == .verified)
        #expect(decided.value(.birthDate) == "2014-05-16")
    }

    /// A person who attaches a letter as what it is has decided about it; it does not wait in the queue any more.
    @Test func attachingAsAKindSettlesAnUnknownPaper() async throws {
        let fixture = try await StoreFixture()
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

    @Test func evidenceOfASubmittedCaseIsImmutable() async throws {
        let fixture = try await StoreFixture()
        let number = try await submitted(fixture)
        for sql in ["UPDATE evidence SET hash = 'x'", "DELETE FROM evidence"] {
            await #expect(throws: (any Error).self) { try await fixture.database.write { try $0.execute(sql, []) } }
        }
        await #expect(throws: IntakeError.self) {
            try await fixture.store.attach(page: 1, toCase: number, as: "x", by: "clerk")
        }
    }

    @Test func onlyTheRightPersonAtTheRightTime() async throws {
        let fixture = try await StoreFixture()
        let number = try await submitted(fixture)
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

    @Test func ofManyDecidersOneWins() async throws {
        let fixture = try await StoreFixture()
        let number = try await submitted(fixture)
        for index in 0..<8 {
            try await fixture.store.add(
                Person(id: "leader\(index)", name: "l", role: .schoolLeader, organization: "S"), by: "root")
        }
        let store = fixture.store
        let wins = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<8 {
                group.addTask {
                    (try? await store.decideCase(number, outcome: .approved, reason: nil, by: "leader\(index)")) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(wins == 1)
        #expect(try await store.decisions(ofCase: number).count == 1)
    }

    @Test func aSecondOpenCaseIsRefused() async throws {
        let fixture = try await StoreFixture()
        _ = try await submitted(fixture)
        let error = await #expect(throws: IntakeError.self) {
            try await fixture.store.openCase(
                .init(kind: .infoCorrection, student: 1, field: .sex, newValue: "男"), by: "clerk")
        }
        #expect(error?.code == "case.already-open")
    }

    /// Two papers of one case call the student differently: the one attached later waits for a person, who decides.
    @Test func papersOfACaseMustAgree() async throws {
        let fixture = try await StoreFixture()
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
