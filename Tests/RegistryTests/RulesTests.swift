import IntakeModel
import Registry
import Testing

@Suite("更正和凭据")
struct RulesTests {
    private let judge = RuleFixture.judge()

    private func correction(
        _ evidence: [EvidenceItem], relation: String? = "母亲", today: String = "2026-10-15"
    ) -> CaseFile {
        var details: [CaseDetail: String] = [:]
        details[.applicantRelation] = relation
        var student = RuleFixture.student()
        student.fields[.birthDate] = "2014-06-15"
        return RuleFixture.file(
            .infoCorrection, student: student, evidence: evidence, details: details, field: .birthDate,
            newValue: "2014-05-16", today: today)
    }

    private func card(
        name: String = "陈梓涵", born: String = "2014-05-16", status: IntakeDocument.Status = .verified,
        original: Bool = true, keptAt: String? = "柜1"
    ) -> EvidenceItem {
        RuleFixture.paper(
            .residentCard, [.name: name, .birthDate: born], status: status, original: original, keptAt: keptAt)
    }

    private let application = RuleFixture.present("writtenApplication")

    @Test func completeEvidencePasses() { #expect(judge.objections(correction([card(), application])).isEmpty) }

    @Test func everythingMissingIsNamedWithItsArticle() {
        let found = judge.blocks(correction([], relation: nil))
        #expect(Set(found) == ["R13-1", "R13-2"] && found.count == 3)
        #expect(found.allSatisfy { judge.pack.article($0) == "第十三条" })
    }

    @Test(arguments: [
        ("pending", "R13-2"), ("copy", "R13-2"), ("unfiled", "R13-3"), ("other child", "R22-2"),
        ("other value", "R13-4"),
    ])
    func whatIsWrongWithTheProofIsTold(_ fault: String, _ rule: String) {
        let paper =
            switch fault {
            case "pending": card(status: .pending)
            case "copy": card(original: false)
            case "unfiled": card(keptAt: nil)
            case "other child": card(name: "陈梓晗")
            default: card(born: "2014-05-17")
            }
        #expect(Set(judge.blocks(correction([paper, application]))) == [rule])
    }

    /// R06-3: what the machine doubted and the clerk alone settled is told to whoever decides.
    @Test func fieldsSettledByOnePersonAreTold() {
        var paper = card()
        paper.person = "clerk"
        paper.document?.reading.fields[.birthDate]?.confidence = 0.5
        func notices(_ reviewer: String) -> [String] {
            paper.document?.reviews[.birthDate] = FieldReview(
                action: .accept, before: nil, after: nil, reason: nil, person: reviewer, at: 1)
            return judge.rules(correction([paper, application]), .notice)
        }
        #expect(notices("clerk") == ["R06-3"])
        #expect(notices("leader").isEmpty)
    }

    /// R13-6 warns, the superior decides.
    @Test func pastTheWindowIsANotice() {
        let late = correction([card(), application], today: "2026-11-02")
        #expect(judge.blocks(late).isEmpty)
        #expect(judge.rules(late, .notice) == ["R13-6"])
        #expect(judge.objections(correction([card(), application], today: "2026-11-01")).isEmpty)
    }

    /// A superseded paper counts no more, neither for nor against.
    @Test func supersededEvidenceDoesNotCount() {
        var better = card()
        better.id = 50
        var wrong = card(name: "陈梓晗")
        wrong.id = 49
        #expect(judge.blocks(correction([wrong, application])) == ["R22-2"])
        better.supersedes = 49
        #expect(judge.objections(correction([wrong, better, application])).isEmpty)
    }

    @Test func transferNeedsBothSealsAndEveryCell() {
        func form(_ seals: [SealRole], _ findings: [Finding] = []) -> [String] {
            let paper = RuleFixture.paper(.transferContactForm, seals: seals, findings: findings)
            return judge.blocks(
                RuleFixture.file(.transferWithinCity, evidence: [paper], from: "S", to: "R", organization: "R"))
        }
        #expect(form([.receivingSchool, .releasingSchool]).isEmpty)
        #expect(form([.receivingSchool]) == ["R15-02"])
        #expect(form([]) == ["R15-01", "R15-02"])
        let empty = Finding(code: .requiredEmpty, field: "reason", severity: .error, message: "")
        #expect(form([.receivingSchool, .releasingSchool], [empty]) == ["附件3 注2"])
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
