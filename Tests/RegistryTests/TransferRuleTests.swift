import IntakeModel
import Registry
import Testing

@Suite("转学规则")
struct TransferRuleTests {
    private let judge = RuleFixture.judge()

    /// Which way every step goes, by the plan of the pack.
    @Test(arguments: [("S", "R", ["S", "C"]), ("S", "T", ["S", "C", "D"])])
    func withinTheCity(_ from: String, _ to: String, _ steps: [String]) {
        let file = RuleFixture.file(.transferWithinCity, from: from, to: to, organization: to)
        #expect(judge.steps(file).map(\.organization) == steps)
        #expect(judge.steps(file).map(\.role) == [.schoolLeader] + steps.dropFirst().map { _ in .countyRegistrar })
    }

    /// 直属学校: the city is the superior department and decides as such.
    @Test func aSchoolStraightUnderTheCity() {
        var file = RuleFixture.file(.transferWithinCity, from: "S", to: "V", organization: "V")
        file.organizations = OrganizationTree(
            RuleFixture.tree.all + [Organization(code: "V", name: "直属校", level: .school, parent: "M")])
        #expect(judge.steps(file).map(\.role) == [.schoolLeader, .countyRegistrar, .cityRegistrar])
    }

    @Test func theRoadMustFitTheSchools() {
        let across = RuleFixture.file(.transferWithinCity, from: "S", to: "U", organization: "U")
        #expect(judge.refusals(across).map(\.rule) == ["R15-09"])
        let senior = RuleFixture.student(grade: "高一")
        let inside = RuleFixture.file(.transferAcrossCityHighSchool, student: senior, from: "S", to: "T")
        #expect(judge.refusals(inside).map(\.rule) == ["R15-18"])
        let compulsory = RuleFixture.file(.transferAcrossCityHighSchool, from: "S", to: "U")
        #expect(judge.refusals(compulsory).map(\.rule) == ["R15-18"])
    }

    private static let boxes: [SealRole] = [.boxA, .box1, .box2, .box3, .boxB, .boxC, .box4, .boxD]

    private func application(_ order: [SealRole], swapped: Bool = false) -> EvidenceItem {
        var fields: [FieldKey: String] = [:]
        for (index, role) in order.enumerated() {
            fields[role.dateField!] = "2026-10-" + twoDigits(index + 1)
        }
        if swapped, let earlier = order[1].dateField, let later = order[2].dateField {
            (fields[earlier], fields[later]) = (fields[later], fields[earlier])
        }
        return RuleFixture.paper(.provincialTransferApplication, fields, seals: order)
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func senior(_ form: EvidenceItem, from: String, to: String) -> CaseFile {
        RuleFixture.file(
            .transferAcrossCityHighSchool, student: RuleFixture.student(grade: "高一", school: from),
            evidence: [
                form, RuleFixture.paper(.transferCertificate),
            ], from: from, to: to, organization: to)
    }

    /// A→①→②→③→B→C; the steps follow the same order.
    @Test func theChainInTheProvince() {
        let order: [SealRole] = [.boxA, .box1, .box2, .box3, .boxB, .boxC]
        let file = senior(application(order), from: "U", to: "S")
        #expect(judge.blocks(file).isEmpty)
        #expect(judge.steps(file).map(\.organization) == ["S", "U", "E", "N", "C", "M"])
        #expect(judge.blocks(senior(application(order, swapped: true), from: "U", to: "S")) == ["R15-16"])
        #expect(Set(judge.blocks(senior(application(order + [.box4]), from: "U", to: "S"))) == ["R15-16"])
        #expect(Set(judge.blocks(senior(application(Array(order.dropLast())), from: "U", to: "S"))) == ["R15-16"])
    }

    /// ①→②→③→④→A→B→C→D; what the other province decides is recorded from its papers.
    /// R15-13, R15-15.
    @Test func theChainAcrossProvinces() {
        let order: [SealRole] = [.box1, .box2, .box3, .box4, .boxA, .boxB, .boxC, .boxD]
        let file = senior(application(order), from: "Z", to: "S")
        #expect(judge.blocks(file).isEmpty)
        #expect(judge.steps(file).map(\.organization) == ["Z", "Y", "X", "Q", "S", "C", "M", "P"])
        #expect(judge.steps(file).map(\.isExternal) == [true, true, true, true, false, false, false, false])
        #expect(Set(judge.blocks(senior(application(order, swapped: true), from: "Z", to: "S"))) == ["R15-17"])
    }

    /// The releasing side has five working days from the start, whoever of it is slow.
    /// R15-11, R15-14.
    @Test func clocksOfTheReleasingSideRunFromTheStart() {
        let order: [SealRole] = [.boxA, .box1, .box2, .box3, .boxB, .boxC]
        let file = senior(application(order), from: "U", to: "S")
        let steps = judge.steps(file)
        let start = RuleFixture.day("2026-11-02")
        #expect(judge.due(steps[2], turn: RuleFixture.day("2026-11-06"), submitted: start)?.iso == "2026-11-09")
        #expect(judge.due(steps[4], turn: RuleFixture.day("2026-11-06"), submitted: start)?.iso == "2026-11-13")
    }

    /// Across cities in the compulsory stage: both departments' seals and, incoming, the certificate.
    @Test func acrossCitiesInTheCompulsoryStage() {
        let form = RuleFixture.paper(
            .transferContactForm, seals: [.releasingSchool, .department, .department])
        func blocks(_ evidence: [EvidenceItem]) -> [String] {
            judge.blocks(
                RuleFixture.file(
                    .transferAcrossCityCompulsory, student: RuleFixture.student(school: "Z"), evidence: evidence,
                    from: "Z", to: "S"))
        }
        #expect(blocks([form, RuleFixture.paper(.transferCertificate)]).isEmpty)
        #expect(blocks([form]) == ["R15-12"])
        let halfSealed = RuleFixture.paper(.transferContactForm, seals: [.releasingSchool, .department])
        #expect(blocks([halfSealed, RuleFixture.paper(.transferCertificate)]) == ["R15-10"])
    }

    /// R03-1, R15-03: what must follow before a case is finished.
    @Test func finishing() {
        var file = RuleFixture.file(.transferWithinCity, from: "S", to: "R")
        #expect(judge.unfinished(file).map(\.rule) == ["R03-1", "R15-03"])
        file.matter.details = [.nationalReceipt: "1", .copyReturnedOn: "2026-10-20"]
        #expect(judge.unfinished(file).isEmpty)
        file.student = RuleFixture.student(grade: "高二")
        #expect(judge.unfinished(file).map(\.rule) == ["R03-1"])
    }

    /// The 2026 provincial pack closes first and final grades; so far only hearsay, so it is a notice.
    @Test func anotherPackSaysOtherwise() {
        let form = RuleFixture.paper(.transferContactForm, seals: [.receivingSchool, .releasingSchool])
        let file = RuleFixture.file(
            .transferWithinCity, student: RuleFixture.student(grade: "六年级"), evidence: [form], from: "S", to: "R")
        #expect(judge.rules(file, .notice) == ["R15-04"])
        #expect(Set(RuleFixture.judge("sichuan-2026").rules(file, .notice)) == ["R15-04", "S26-4"])
    }
}
