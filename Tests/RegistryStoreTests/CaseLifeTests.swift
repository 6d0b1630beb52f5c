import Foundation
import IntakeModel
import Registry
import Testing

@testable import RegistryStore

/// Every kind of case from opening to its end, on both engines.
@Suite("案卷一生")
struct CaseLifeTests {
    private static let numbers: [FieldKey: String] = [
        .name: "陈梓涵", .citizenID: "51072720140516322X", .studentNumber: "G51072720140516322X",
    ]
    private static let senior: [FieldKey: String] = [
        .name: "王小明", .citizenID: "510727200903021019", .studentNumber: "G510727200903021019",
    ]

    /// R15-04, R15-05, R15-06, R15-07, R15-08, R22-6.
    @Test(arguments: Engine.allCases) func transferWithinTheCity(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let student = try await store.student("陈梓涵")
        let matter = try await store.openCase(
            .init(
                kind: .transferWithinCity, student: student.id, receivingSchool: "R",
                details: [.formReceivedOn: "2026-09-15", .reason: "随父母迁居"]), by: "clerkR")
        let form = try await region.paper(
            .transferContactForm, at: "R", Self.numbers, seals: [.receivingSchool, .releasingSchool])
        try await region.attach(form, matter.number, by: "clerkR")
        let submitted = try await store.submitCase(matter.number, by: "clerkR")
        #expect(submitted.due?.iso == "2026-09-22")
        let done = try await region.approveAll(matter.number)
        #expect(done.state == .approved && done.due == nil)
        let moved = try await store.student("陈梓涵")
        #expect(moved.organization == "R" && moved.state == .enrolled && moved[.className] == nil)
        let unfinished = await #expect(throws: IntakeError.self) {
            try await store.finishCase(matter.number, by: "clerkR")
        }
        #expect(unfinished?.code == "case.unfinished")
        _ = try await store.setDetails(
            [.nationalReceipt: "Q1", .copyReturnedOn: "2026-09-20"], ofCase: matter.number, by: "clerkR")
        #expect(try await store.finishCase(matter.number, by: "clerkR").state == .finished)
        #expect(try await store.history(ofStudent: student.id).map(\.kind) == [.registered, .transferred])
        // The ledger of the month names the class that the student was in.
        let ledger = try await store.monthlyLedgers(school: "S", month: "2026-09", by: "clerkS")[0]
        #expect(ledger.rows.map { $0["gradeClass"] } == ["三年级2班"])
        #expect(ledger.rows.map { $0["receivingSchool"] } == ["江油小学"])
        _ = try await store.verifyAudit()
    }

    /// The outside school and its departments decide on paper; their references are recorded.
    @Test(arguments: Engine.allCases) func transferAcrossProvinces(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let who: [FieldKey: String] = [
            .name: "李远来", .citizenID: "610103200911053336", .studentNumber: "G610103200911053336",
        ]
        let matter = try await store.openCase(
            .init(
                kind: .transferAcrossCityHighSchool,
                candidate: [
                    .name: "李远来", .sex: "男", .birthDate: "2009-11-05", .citizenID: "610103200911053336",
                    .studentNumber: "G610103200911053336", .grade: "高一",
                ], receivingSchool: "H", releasingSchool: "Z"), by: "clerkH")
        let order: [SealRole] = [.box1, .box2, .box3, .box4, .boxA, .boxB, .boxC, .boxD]
        var cells = who
        for (index, role) in order.enumerated() { cells[role.dateField!] = "2026-09-0\(index + 1)" }
        let form = try await region.paper(.provincialTransferApplication, at: "H", cells, seals: order)
        try await region.attach(form, matter.number, by: "clerkH")
        let certificate = try await region.paper(.transferCertificate, at: "H", who)
        try await region.attach(certificate, matter.number, by: "clerkH")
        _ = try await store.submitCase(matter.number, by: "clerkH")
        // Without a reference nothing from outside is recorded.
        let bare = await #expect(throws: IntakeError.self) {
            try await store.decideCase(matter.number, outcome: .approved, reason: nil, by: "clerkH")
        }
        #expect(bare?.code == "case.reference")
        #expect(try await region.approveAll(matter.number).state == .approved)
        let student = try await store.student("李远来")
        #expect(student.organization == "H" && student.state == .enrolled)
        #expect(try await store.decisions(ofCase: matter.number).count == 8)
    }

    @Test(arguments: Engine.allCases) func transferAcrossCitiesInTheCompulsoryStage(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let student = try await store.student("陈梓涵")
        // Outgoing: the receiving school does not work with this registry, so the releasing school starts.
        let matter = try await store.openCase(
            .init(kind: .transferAcrossCityCompulsory, student: student.id, receivingSchool: "Z"), by: "clerkS")
        let form = try await region.paper(
            .transferContactForm, Self.numbers, seals: [.releasingSchool, .department, .department])
        try await region.attach(form, matter.number, by: "clerkS")
        _ = try await store.submitCase(matter.number, by: "clerkS")
        #expect(try await region.approveAll(matter.number).state == .approved)
        #expect(try await store.student("陈梓涵").state == .transferredOut)
    }

    /// R16-4, R16-6, R16-8, R16-9, R16-10, R16-14.
    @Test(arguments: Engine.allCases) func leaveAndReturn(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let student = try await store.student("陈梓涵")
        func papers(_ number: Int64) async throws {
            try await region.attach(try await region.present(), number, kind: "writtenApplication", by: "clerkS")
            let ledger = try await region.paper(.changeLedger, rows: [Self.numbers], seals: [.school])
            try await region.attach(ledger, number, by: "clerkS")
            let proof = try await region.paper(.medicalCertificate, [.name: "陈梓涵"], seals: [.hospital])
            try await region.attach(proof, number, by: "clerkS")
        }
        let leave = try await store.openCase(
            .init(
                kind: .suspension, student: student.id,
                details: [
                    .leaveFrom: "2026-09-21", .leaveUntil: "2027-03-20", .hospitalLevel: "三级", .appliedOn: "2026-09-14",
                ]), by: "clerkS")
        try await papers(leave.number)
        _ = try await store.submitCase(leave.number, by: "clerkS")
        try await region.approveAll(leave.number)
        #expect(try await store.student("陈梓涵").state == .suspended)
        // Past its end and not asked back: listed for the school and its superiors.
        region.clock.move(to: "2027-04-06")
        for unit in ["S", "C", "M", "P"] {
            #expect(try await store.expiredLeaves(under: unit).map(\.student) == [student.id])
        }
        #expect(try await store.expiredLeaves(under: "R").isEmpty)
        let back = try await store.openCase(
            .init(
                kind: .resumption, student: student.id,
                details: [.grade: "二年级", .hospitalLevel: "三级", .happenedOn: "2027-04-06"]), by: "clerkS")
        #expect(try await store.expiredLeaves(under: "S").isEmpty)
        try await papers(back.number)
        _ = try await store.submitCase(back.number, by: "clerkS")
        // A grade lower than the one left lets nobody through without a written reason.
        let hidden = await #expect(throws: IntakeError.self) {
            try await store.decideCase(back.number, outcome: .approved, reason: nil, by: "leaderS")
        }
        #expect(hidden?.code == "case.reason" && hidden?.message.text(.chinese).contains("第二十二条九") == true)
        try await region.approveAll(back.number, reason: "病情需要，家长书面同意")
        let returned = try await store.student("陈梓涵")
        #expect(returned.state == .enrolled && returned[.grade] == "二年级")
        let provenance = try await store.provenance(ofStudent: student.id, field: .grade)
        #expect(provenance.first?.change.after == "二年级" && provenance.first?.change.caseNumber == back.number)
        #expect(provenance.first?.decisions.map(\.person) == ["leaderS", "deskC"])
    }

    /// R16-1, R16-2, R16-11, R16-12.
    @Test(arguments: Engine.allCases) func retentionAndWithdrawalInSeniorHigh(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let student = try await store.student("王小明")
        for kind in [CaseKind.gradeRetention, .withdrawal] {
            let matter = try await store.openCase(
                .init(kind: kind, student: student.id, details: [.reason: "学习困难", .appliedOn: "2026-09-15"]),
                by: "clerkH")
            try await region.attach(
                try await region.present(at: "H"), matter.number, kind: "writtenApplication", by: "clerkH")
            let ledger = try await region.paper(.changeLedger, at: "H", rows: [Self.senior], seals: [.school])
            try await region.attach(ledger, matter.number, by: "clerkH")
            _ = try await store.submitCase(matter.number, by: "clerkH")
            try await region.approveAll(matter.number)
            let now = try await store.student("王小明")
            #expect(kind == .gradeRetention ? now[.grade] == "高一" : now.state == .withdrawn)
        }
        let child = try await store.student("陈梓涵")
        for kind in [CaseKind.gradeRetention, .withdrawal] {
            let refused = await #expect(throws: IntakeError.self) {
                try await store.openCase(.init(kind: kind, student: child.id), by: "clerkS")
            }
            #expect(refused?.code == "case.refused" && refused?.message.text(.chinese).contains("第十六条") == true)
        }
        #expect(try await store.cases().count == 2)
    }

    /// R09-1, R10-1.
    @Test(arguments: Engine.allCases) func enrolment(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let child: [StudentField: String] = [
            .name: "赵新生", .sex: "男", .birthDate: "2020-06-01", .citizenID: "51072720200601001X",
        ]
        let matter = try await store.openCase(
            .init(
                kind: .enrolment, candidate: child, details: [.grade: "一年级", .enteredOn: "2026-09-01"]), by: "clerkS")
        #expect(try await store.student("赵新生").state == .candidate)
        try await region.attach(try await region.present(), matter.number, kind: "collectionForm", by: "clerkS")
        let card = try await region.paper(
            .residentCard,
            [.name: "赵新生", .sex: "男", .birthDate: "2020-06-02", .citizenID: "51072720200601001X"])
        try await region.attach(card, matter.number, by: "clerkS")
        let differing = await #expect(throws: IntakeError.self) {
            try await store.submitCase(matter.number, by: "clerkS")
        }
        #expect(differing?.message.text(.chinese).contains("第九条") == true)
        let item = try #require(try await store.caseFile(matter.number).evidence.last)
        let better = try await region.paper(
            .residentCard,
            [.name: "赵新生", .sex: "男", .birthDate: "2020-06-01", .citizenID: "51072720200601001X"])
        try await store.attach(
            .init(page: better, isOriginal: true, keptAt: "柜1", supersedes: item.id, reason: "上一张扫描模糊"),
            toCase: matter.number, by: "clerkS")
        _ = try await settle(better, region)
        _ = try await store.submitCase(matter.number, by: "clerkS")
        #expect(try await region.approveAll(matter.number).state == .approved)
        let enrolled = try await store.student("赵新生")
        #expect(enrolled.state == .enrolled && enrolled[.grade] == "一年级" && enrolled.enteredOn == "2026-09-01")
        // 学籍号 stays empty until the national system gives it.
        #expect(enrolled[.studentNumber] == nil)
        _ = try await store.setDetails(
            [.nationalReceipt: "Q", .studentNumber: "G51072720200601001X"], ofCase: matter.number, by: "clerkS")
        _ = try await store.finishCase(matter.number, by: "clerkS")
        #expect(try await store.student("赵新生")[.studentNumber] == "G51072720200601001X")
    }

    /// Papers that contradict each other wait for a person; here that person has looked.
    private func settle(_ page: Int64, _ region: RegionFixture) async throws {
        for document in try await region.store.documents(onPage: page) {
            for key in document.doubtful {
                _ = try await region.store.review(
                    document: document.id, field: key, action: .accept, after: nil, reason: "对照原件", by: "clerkS")
            }
        }
    }

    /// R12-1, R14-3, R17-3, R22-4.
    @Test(arguments: Engine.allCases) func graduationReportsAndPhotos(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let student = try await store.student("王小明")
        let photo = try await store.openCase(
            .init(kind: .photoUpdate, student: student.id, details: [.photoVerdict: "pass"]), by: "clerkH")
        try await region.attach(try await region.present(at: "H"), photo.number, kind: "studentPhoto", by: "clerkH")
        _ = try await store.submitCase(photo.number, by: "clerkH")
        try await region.approveAll(photo.number)
        #expect(try await store.student("王小明").photographedOn == "2026-09-16")

        let end = try await store.openCase(
            .init(kind: .graduation, student: student.id, details: [.outcome: "毕业", .happenedOn: "2026-06-30"]),
            by: "clerkH")
        let early = await #expect(throws: IntakeError.self) { try await store.submitCase(end.number, by: "clerkH") }
        #expect(early?.message.text(.chinese).contains("第十七条") == true)
        _ = try await store.setDetails([.outcome: "肄业"], ofCase: end.number, by: "clerkH")
        _ = try await store.submitCase(end.number, by: "clerkH")
        try await region.approveAll(end.number)
        let left = try await store.student("王小明")
        #expect(left.state == .incomplete && left.graduatedOn == "2026-06-30")

        let child = try await store.student("陈梓涵")
        let report = try await store.openCase(
            .init(kind: .statusReport, student: child.id, details: [.outcome: "辍学", .happenedOn: "2026-09-10"]),
            by: "clerkS")
        try await region.attach(try await region.present(), report.number, kind: "statusProof", by: "clerkS")
        _ = try await store.submitCase(report.number, by: "clerkS")
        try await region.approveAll(report.number)
        #expect(try await store.student("陈梓涵").state == .droppedOut)
        _ = try await store.setDetails([.nationalReceipt: "Q"], ofCase: report.number, by: "clerkS")
        let unreported = await #expect(throws: IntakeError.self) {
            try await store.finishCase(report.number, by: "clerkS")
        }
        #expect(unreported?.message.text(.chinese).contains("第二十二条四") == true)
    }

    /// R18-1, R18-2, R18-3.
    @Test(arguments: Engine.allCases) func complaint(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        // Two counties: not the county's; whoever asked is told whose it is.
        let elsewhere = await #expect(throws: IntakeError.self) {
            try await store.openCase(.init(kind: .complaint, details: [.schools: "S,R"]), by: "deskC")
        }
        #expect(elsewhere?.message.text(.chinese).contains("绵阳市教体局") == true)
        #expect(elsewhere?.message.text(.chinese).contains("0816-M") == true)
        #expect(elsewhere?.remedy == .complaintElsewhereRemedy)
        let matter = try await store.openCase(
            .init(kind: .complaint, details: [.schools: "S", .receivedOn: "2026-09-14", .complaint: "未建学籍"]),
            by: "deskC")
        #expect(matter.student == nil)
        try await store.attach(
            .init(page: try await region.present(), kind: "complaintVerification"), toCase: matter.number, by: "deskC")
        let issued = try await store.submitCase(matter.number, by: "deskC")
        #expect(issued.due?.iso == "2026-09-22")
        _ = try await store.decideCase(matter.number, outcome: .approved, reason: "已核实", by: "leaderS")
        // The unit closes what it opened.
        let closed = try await store.decideCase(matter.number, outcome: .approved, reason: nil, by: "deskC")
        #expect(closed.state == .approved)
    }

    /// R13-5, R16-15, R19-1.
    @Test(arguments: Engine.allCases) func returningRestartsTheClock(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let student = try await store.student("陈梓涵")
        let matter = try await store.openCase(
            .init(
                kind: .infoCorrection, student: student.id, field: .ethnicGroup, newValue: "羌族",
                details: [.applicantRelation: "父亲"]), by: "clerkS")
        try await region.attach(try await region.present(), matter.number, kind: "writtenApplication", by: "clerkS")
        let card = try await region.paper(.residentCard, Self.numbers.merging(["ethnicGroup": "羌族"]) { $1 })
        try await region.attach(card, matter.number, by: "clerkS")
        _ = try await store.submitCase(matter.number, by: "clerkS")
        let school = try await store.decideCase(matter.number, outcome: .approved, reason: nil, by: "leaderS")
        #expect(school.due?.iso == "2026-09-22")
        region.clock.move(to: "2026-09-23")
        #expect(try await store.overdue(under: "P").map(\.daysLate) == [1])
        #expect(try await store.overdue(under: "C").map(\.holder) == ["C"])
        #expect(try await store.overdue(under: "D").isEmpty)
        let back = try await store.decideCase(matter.number, outcome: .returned, reason: "图像不清", by: "deskC")
        #expect(back.state == .returned && back.due == nil)
        #expect(try await store.overdue(under: "P").isEmpty)
        _ = try await store.submitCase(matter.number, by: "clerkS")
        let again = try await store.decideCase(matter.number, outcome: .approved, reason: nil, by: "leaderS")
        #expect(again.due?.iso == "2026-10-08")
        _ = try await store.decideCase(matter.number, outcome: .approved, reason: nil, by: "deskC")
        #expect(try await store.student("陈梓涵")[.ethnicGroup] == "羌族")
        let figures = try await store.assessments(
            under: "C", from: CalendarDate(iso: "2026-09-01")!, through: CalendarDate(iso: "2026-09-30")!)
        let county = try #require(figures.first { $0.organization == "C" })
        #expect(county.timed == 2 && county.inTime == 1 && county.returned == 1)
        let own = try #require(figures.first { $0.organization == "S" })
        #expect(
            own.closed == 1 && own.fullyKept == 1 && own.onRoll == 1 && own.consistent == 1 && own.photographed == 0)
    }
}

extension CaseLifeTests {
    /// R10-2, R17-1, R17-2: the school that admits takes the record over; the window of the term is told when it is past.
    @Test(arguments: Engine.allCases) func theNextStageTakesTheRecordOver(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine, today: "2026-11-03")
        let store = region.store
        let csv = "姓名,性别,出生日期,身份证号,学籍号,年级,学校\n赵新生,男,2014-06-01,510727201406010014,G510727201406010014,六年级,S\n"
        _ = try await store.importRoster(
            StudentRoster(Data(csv.utf8), file: "a"), organization: "S", by: "root")
        let student = try await store.student("赵新生")
        #expect(student.organization == "S")
        let details: [CaseDetail: String] = [.grade: "七年级", .enteredOn: "2026-09-01"]
        // A third-grader is not at the end of a stage: another school cannot take the record.
        let child = try await store.student("陈梓涵")
        await #expect(throws: IntakeError.self) {
            try await store.openCase(.init(kind: .enrolment, student: child.id, details: details), by: "clerkH")
        }
        let matter = try await store.openCase(
            .init(kind: .enrolment, student: student.id, details: details), by: "clerkH")
        try await region.attach(try await region.present(at: "H"), matter.number, kind: "collectionForm", by: "clerkH")
        let card = try await region.paper(
            .residentCard, at: "H",
            [.name: "赵新生", .sex: "男", .birthDate: "2014-06-01", .citizenID: "510727201406010014"])
        try await region.attach(card, matter.number, by: "clerkH")
        let file = try await store.caseFile(matter.number)
        let notices = try store.judge(matter).objections(file)
        #expect(notices.map(\.rule) == ["R10-2"] && notices.map(\.weight) == [.notice])
        _ = try await store.submitCase(matter.number, by: "clerkH")
        try await region.approveAll(matter.number)
        let moved = try await store.student("赵新生")
        #expect(moved.organization == "H" && moved[.grade] == "七年级" && moved.state == .enrolled)
    }

    /// R14-1, R14-2, R06-2: what is missing without any case.
    @Test(arguments: Engine.allCases) func latePhotosAndContacts(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine, today: "2026-12-02")
        let store = region.store
        #expect(try await store.photosOverdue(under: "P").isEmpty)
        let csv = "姓名,身份证号,年级\n赵新生,510727201406010014,一年级\n"
        _ = try await store.importRoster(
            StudentRoster(Data(csv.utf8), file: "a"), organization: "S", by: "root")
        let late = try await store.photosOverdue(under: "C")
        #expect(late.map(\.rule) == ["R14-1"] && late.map(\.due.iso) == ["2026-12-01"])
        #expect(try await store.photosOverdue(under: "D").isEmpty)
        #expect(try await store.missingContacts(under: "P").isEmpty)
        try await store.add(Organization(code: "V", name: "新校", level: .school, parent: "D"), by: "root")
        #expect(
            try await store.missingContacts(under: "D").map(\.missing)
                == [["phone", "schoolRegistrar", "schoolLeader"]])
    }
}
