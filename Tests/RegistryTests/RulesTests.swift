import IntakeModel
import Registry
import Testing

@Suite("案卷规则")
struct RulesTests {
    private let student = Student(
        id: 1, organization: "S", fields: [.name: "陈梓涵", .citizenID: "51072720140516322X", .birthDate: "2014-06-15"])

    private func reading(_ value: String, _ confidence: Double = 0.99) -> FieldReading {
        FieldReading(
            value: value, raw: value, confidence: confidence, region: Region(x: 0, y: 0, width: 1, height: 1),
            source: "ppocr")
    }

    private func card(
        name: String = "陈梓涵", born: String = "2014-05-16", status: IntakeDocument.Status = .verified
    ) -> EvidenceItem {
        let document = DocumentReading(
            documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 1, height: 1),
            fields: [
                .name: reading(name), .citizenID: reading("51072720140516322X"),
                .birthDate: reading(born, status == .pending ? 0.4 : 0.99),
            ])
        return EvidenceItem(
            kind: "residentCard", page: 1, hash: "h",
            document: IntakeDocument(
                id: 1, page: 1, organization: "S", reading: document, status: status, reviews: [:]))
    }

    private var application: EvidenceItem {
        EvidenceItem(kind: EvidenceItem.writtenApplication, page: 2, hash: "i", document: nil)
    }

    private func obstacles(_ evidence: [EvidenceItem]) -> [Obstacle] {
        let matter = IntakeCase(
            number: 1, kind: .infoCorrection, organization: "S", student: 1, field: .birthDate, newValue: "2014-05-16",
            openedBy: "a", openedAt: 0)
        return InfoCorrectionRules().obstacles(CaseFile(matter: matter, student: student, evidence: evidence))
    }

    @Test func completeEvidencePasses() { #expect(obstacles([card(), application]).isEmpty) }

    @Test func everythingMissingIsNamedWithItsArticle() {
        let found = obstacles([])
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.article == "第十三条" })
    }

    @Test func doubtfulPapersAreNoEvidence() { #expect(obstacles([card(status: .pending), application]).count == 1) }

    @Test func anotherChildsPaperIsRefused() {
        #expect(obstacles([card(name: "陈梓晗"), application]).map(\.article) == ["第二十二条二"])
    }

    @Test func theNewValueMustBeOnThePaper() { #expect(obstacles([card(born: "2014-05-17"), application]).count == 1) }

    @Test func transferNeedsBothSealsAndEveryCell() {
        let fields: FieldReadings = [.name: reading("陈梓涵"), .citizenID: reading("51072720140516322X")]
        func form(seals: [SealRole], findings: [Finding] = []) -> [Obstacle] {
            let document = DocumentReading(
                documentType: .transferContactForm, confidence: 1, region: Region(x: 0, y: 0, width: 1, height: 1),
                fields: fields,
                seals: seals.map {
                    OfficialSeal(
                        role: $0, text: nil, confidence: 0.9, region: Region(x: 0, y: 0, width: 1, height: 1),
                        shape: .round)
                }, findings: findings)
            let item = EvidenceItem(
                kind: "transferContactForm", page: 1, hash: "h",
                document: IntakeDocument(
                    id: 1, page: 1, organization: "S", reading: document, status: .verified, reviews: [:]))
            let matter = IntakeCase(
                number: 1, kind: .transferWithinCity, organization: "R", student: 1, openedBy: "a", openedAt: 0)
            return TransferWithinCityRules().obstacles(CaseFile(matter: matter, student: student, evidence: [item]))
        }
        #expect(form(seals: [.receivingSchool, .releasingSchool]).isEmpty)
        #expect(form(seals: [.receivingSchool]).map(\.article) == ["第十五条（一）1"])
        let empty = Finding(code: .requiredEmpty, field: "reason", severity: .error, message: "")
        #expect(form(seals: [.receivingSchool, .releasingSchool], findings: [empty]).map(\.article) == ["附件3 注2"])
    }

    @Test func auditEntriesNoticeAnyChange() {
        let entry = AuditEntry(
            sequence: 1, at: 5, person: "a", action: "b", subject: "c", content: "{}", previous: AuditEntry.origin)
        #expect(entry.isIntact)
        var changed = entry
        changed.person = "x"
        #expect(!changed.isIntact)
        var shifted = entry
        shifted.action = "bc"
        shifted.subject = ""
        #expect(!shifted.isIntact)
    }
}
