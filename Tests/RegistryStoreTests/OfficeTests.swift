import Credentials
import Foundation
import IntakeModel
import Registry
import Testing

@testable import RegistryStore

@Suite("审批、档案、登录、预检")
struct OfficeTests {
    /// R25-1.
    @Test(arguments: Engine.allCases) func dataLeavesOnlyWithBothApprovals(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let request = try await store.requestData(
            DataRequest(
                organization: "S", purpose: .health, recipient: "平武县疾控中心", fields: [.name, .birthDate], scope: "",
                expiresOn: "2026-10-01", person: "clerkS"))
        func refusal() async -> String? {
            await #expect(throws: IntakeError.self) { try await store.export(request: request.id, by: "clerkS") }?.code
        }
        #expect(await refusal() == "data.not-approved")
        try await store.approveData(request.id, granted: true, reason: nil, by: "leaderS")
        #expect(await refusal() == "data.not-approved")
        // Neither the other school's leader nor whoever asked may stand in for the department.
        for person in ["leaderR", "clerkS", "deskC"] {
            await #expect(throws: IntakeError.self) {
                try await store.approveData(request.id, granted: true, reason: nil, by: person)
            }
        }
        try await store.approveData(request.id, granted: true, reason: nil, by: "chiefC")
        let export = try await store.export(request: request.id, by: "clerkS")
        #expect(export.students.map(\.fields) == [[.name: "陈梓涵", .birthDate: "2014-05-16"]])
        #expect(export.watermark.contains("clerkS") && export.watermark.contains("疾控中心"))
        region.clock.move(to: "2026-10-02")
        #expect(await refusal() == "data.expired")
        let trail = try await store.auditEntries(subject: "data:\(request.id)").map(\.action)
        #expect(trail == ["data.request", "data.grant", "data.grant", "data.export"])
    }

    /// R11-1, R11-2.
    @Test(arguments: Engine.allCases) func papersAreKeptThreeYearsPastGraduation(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let student = try await store.student("王小明")
        let matter = try await store.openCase(
            .init(kind: .graduation, student: student.id, details: [.outcome: "肄业", .happenedOn: "2026-09-16"]),
            by: "clerkH")
        try await region.attach(try await region.present(at: "H"), matter.number, kind: "statusProof", by: "clerkH")
        let paper = try #require(try await store.caseFile(matter.number).evidence.first)
        func destroy() async -> IntakeError? {
            await #expect(throws: IntakeError.self) {
                try await store.destroyPaper(paper.id, reason: "期满", by: "clerkH")
            }
        }
        #expect(await destroy()?.message.text(.chinese).contains("尚未毕业") == true)
        _ = try await store.submitCase(matter.number, by: "clerkH")
        try await region.approveAll(matter.number)
        region.clock.move(to: "2029-09-15")
        #expect(await destroy()?.message.text(.chinese).contains("2029-09-16") == true)
        try await store.keepPaper(paper.id, at: "库房二", by: "clerkH")
        region.clock.move(to: "2029-09-16")
        try await store.destroyPaper(paper.id, reason: "期满", by: "clerkH")
        #expect(await destroy()?.code == "archive.gone")
    }

    /// R08-1, R24-1.
    @Test(arguments: Engine.allCases) func signingIn(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let hash = try #require(PasswordHash.make("correct horse 学籍"))
        #expect(hash.hasPrefix("$argon2id$"))
        try await store.setPassword(hash: hash, of: "clerkS", by: "root")
        func signIn(_ password: String, _ person: String = "clerkS") async throws -> Person {
            try await store.signIn(person) { PasswordHash.verify(password, against: $0) }
        }
        #expect(try await signIn("correct horse 学籍").role == .schoolRegistrar)
        // A wrong name and a wrong password read the same.
        let wrong = await #expect(throws: IntakeError.self) { try await signIn("x") }
        let nobody = await #expect(throws: IntakeError.self) { try await signIn("x", "nobody") }
        #expect(wrong?.message == nobody?.message)
        for _ in 0..<4 { _ = try? await signIn("x") }
        let locked = await #expect(throws: IntakeError.self) { try await signIn("correct horse 学籍") }
        #expect(locked?.code == "sign-in.locked")
        region.clock.move(to: "2026-09-17")
        #expect(try await signIn("correct horse 学籍").id == "clerkS")
        // 先培训后上岗.
        try await store.add(Person(id: "new", name: "新", role: .schoolRegistrar, organization: "S"), by: "root")
        try await store.setPassword(hash: hash, of: "new", by: "root")
        let untrained = await #expect(throws: IntakeError.self) { try await signIn("correct horse 学籍", "new") }
        #expect(untrained?.code == "sign-in.untrained")
        let figures = try await store.assessments(
            under: "S", from: CalendarDate(iso: "2026-09-16")!, through: CalendarDate(iso: "2026-09-17")!)
        #expect(figures.first?.signIns == 2 && figures.first?.workingDays == 4)
    }

    /// 2001, 2002, 2003 and the same picture on two cases.
    @Test(arguments: Engine.allCases) func precheck(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        let csv = """
            姓名,性别,出生日期,身份证号,学籍号,年级
            王小明,男,2009-03-02,,G000000000000000001,高一
            刘错,女,2009-03-03,510727200903021019,G000000000000000002,高一

            """
        let roster = try StudentRoster(Data(csv.utf8), file: "b")
        let imported = try await store.importRoster(roster, organization: "H", by: "root")
        let twin = try await store.student("G510727200903021019")
        let matter = try await store.openCase(
            .init(kind: .withdrawal, student: twin.id, details: [.reason: "就业"]), by: "clerkH")
        // The second row has another child's number and is refused; the first has the same name, sex and birth date.
        #expect(imported.imported == 1 && imported.conflicts.count == 1)
        #expect(try await store.caseFile(matter.number).conflicts.map(\.code) == [.problemRecord])
        let second = await #expect(throws: IntakeError.self) {
            try await store.openCase(.init(kind: .graduation, student: twin.id), by: "clerkH")
        }
        #expect(second?.code == "case.already-open")
        let child = try await store.student("陈梓涵")
        let page = try await region.present()
        for kind in [CaseKind.photoUpdate, .statusReport] {
            let other = try await store.openCase(.init(kind: kind, student: child.id), by: "clerkS")
            try await region.attach(
                page, other.number, kind: kind == .photoUpdate ? "studentPhoto" : "statusProof", by: "clerkS")
            let conflicts = try await store.caseFile(other.number).conflicts.map(\.code)
            #expect(conflicts == (kind == .photoUpdate ? [] : [.sameImage]))
        }
    }

    /// R06-1, R22-1, R22-5.
    @Test(arguments: Engine.allCases) func theRollIsHeldAgainstTheRegister(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let csv = """
            姓名,身份证号,年级,班级
            陈梓涵,51072720140516322X,三年级,2班
            王小明,510727200903021019,三年级,2班
            赵新生,51072720200601001X,三年级,2班
            陈梓涵,51072720140516322X,三年级,2班

            """
        let roll = try StudentRoster(Data(csv.utf8), file: "roll")
        let comparison = try await region.store.compareRoll(roll, school: "S")
        #expect(comparison.elsewhere == [3] && comparison.missing == [4] && comparison.twice == [5])
        #expect(comparison.extra.isEmpty && comparison.classes == ["三年级2班": [4, 1]])
        let empty = try StudentRoster(Data("姓名,身份证号\n".utf8), file: "roll")
        #expect(try await region.store.compareRoll(empty, school: "S").extra.count == 1)
    }

    /// What no rule lets through at the table is refused there too.
    @Test(arguments: Engine.allCases) func historiesAreAppendOnly(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        for table in ["studentEvent", "fieldChange", "audit"] {
            for verb in ["UPDATE \(table) SET person = 'x'", "DELETE FROM \(table)"] where table != "studentEvent" {
                await #expect(throws: (any Error).self) { try await region.database.write { try $0.execute(verb, []) } }
            }
        }
        await #expect(throws: (any Error).self) {
            try await region.database.write { try $0.execute("DELETE FROM studentEvent", []) }
        }
        #expect(try await region.store.history(ofStudent: 1).count == 1)
    }
}

extension OfficeTests {
    /// R22-7: own organization, what lies under it, and cases one has a part in; nothing else is found.
    @Test(arguments: Engine.allCases) func peopleSeeTheirOwn(_ engine: Engine) async throws {
        let region = try await RegionFixture(engine)
        let store = region.store
        func sees(_ person: String, _ name: String = "陈梓涵") async throws -> Bool {
            try await !store.students(matching: name, visibleTo: person).isEmpty
        }
        for (person, visible) in [
            ("clerkS", true), ("deskC", true), ("deskM", true), ("clerkR", false), ("deskD", false),
        ] {
            #expect(try await sees(person) == visible, "\(person)")
        }
        func listed(_ person: String) async throws -> [Int64] {
            try await store.cases(.init(.all), concerning: try await store.person(person).organization)
                .map(\.matter.number)
        }
        let student = try await store.student("陈梓涵")
        let matter = try await store.openCase(
            .init(kind: .transferWithinCity, student: student.id, receivingSchool: "R"), by: "clerkR")
        // Now the receiving school and its county have a part in it.
        for person in ["clerkR", "deskD"] { #expect(try await sees(person)) }
        #expect(try await listed("clerkH").isEmpty)
        #expect(try await listed("leaderS") == [matter.number])
        let stranger = await #expect(throws: IntakeError.self) {
            try await store.requireVisible(case: matter.number, to: "clerkH")
        }
        #expect(stranger?.code == "registry.not-found")
        // Whoever has decided a step goes on seeing the case when it is another's turn.
        let complaint = try await store.openCase(
            .init(kind: .complaint, details: [.schools: "H", .receivedOn: "2026-09-15"]), by: "deskC")
        try await store.attach(
            .init(page: try await region.present(), kind: "complaintVerification"), toCase: complaint.number,
            by: "deskC")
        #expect(try await listed("leaderH").isEmpty)
        _ = try await store.submitCase(complaint.number, by: "deskC")
        _ = try await store.decideCase(complaint.number, outcome: .approved, reason: "已核实", by: "leaderH")
        #expect(try await listed("leaderH") == [complaint.number])
    }
}
