import Foundation
import IntakeModel
import Registry
import RegistryStore
import Testing

/// Rosters taken in and tried out, on both databases.
@Suite("花名册导入")
struct RosterImportTests {
    private func roster(_ rows: String...) throws -> StudentRoster {
        let header = "姓名,出生日期,身份证号,学籍号,民族,班级,学校\n"
        return try StudentRoster(Data((header + rows.joined(separator: "\n") + "\n").utf8), file: "a.csv")
    }

    private func list() throws -> StudentRoster {
        try roster(
            "陈梓涵,2014-06-15,51072720140516322X,G51072720140516322X,回族,2班,S",
            "周子轩,2013-09-08,510727201309081179,,汉族,1班,R",
            "陈梓函,2014-06-15,51072720140516322X,,,,",
            "吴某,,,G510727201309081179,,,不存在的学校")
    }

    /// Everything a store holds that an import could touch.
    private func contents(_ fixture: StoreFixture) async throws -> [String] {
        try await fixture.database.read { session in
            try ["student", "fieldChange", "studentEvent", "audit"].map { table in
                "\(try session.rows("SELECT COUNT(*) AS number FROM \(table)", []))"
            } + ["\(try session.rows("SELECT ethnicGroup FROM student WHERE id = 1", []))"]
        }
    }

    @Test(arguments: Engine.allCases) func aTrialSaysWhatWouldBeDoneAndDoesNothing(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let before = try await contents(fixture)
        let trial = try await fixture.store.importRoster(list(), organization: "S", by: "clerk", dryRun: true)
        #expect(try await contents(fixture) == before)
        #expect(trial.imported == 1)
        #expect(trial.changed.map(\.field) == [.ethnicGroup, .className])
        #expect(trial.changed.first?.before == nil && trial.changed.first?.after == "回族")
        #expect(trial.conflicts.map(\.number) == [4, 5])
        #expect(trial.conflicting.map(\.field) == [.name])
        #expect(trial.conflicting.first?.before == "陈梓涵" && trial.conflicting.first?.after == "陈梓函")
        // And the import does just that.
        let done = try await fixture.store.importRoster(list(), organization: "S", by: "clerk")
        #expect(done.imported == trial.imported && done.changed == trial.changed && done.conflicts == trial.conflicts)
        #expect(try await fixture.store.student("陈梓涵")[.ethnicGroup] == "回族")
        #expect(try await fixture.store.student("周子轩").organization == "R")
        let again = try await fixture.store.importRoster(list(), organization: "S", by: "clerk")
        #expect(again.imported == 0 && again.changed.isEmpty && again.unchanged == 2)
        _ = try await fixture.store.verifyAudit()
    }

    @Test(arguments: Engine.allCases) func aRosterMovesNobodyToAnotherSchool(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let result = try await fixture.store.importRoster(
            roster("陈梓涵,2014-06-15,51072720140516322X,,,3班,R"), organization: "R", by: "clerkR")
        #expect(result.conflicts.map(\.number) == [2])
        let student = try await fixture.store.student("陈梓涵")
        #expect(student.organization == "S" && student[.className] == nil)
    }

    @Test(arguments: Engine.allCases) func aSchoolNameOfTwoSchoolsIsAsked(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        for code in ["T1", "T2"] {
            try await fixture.store.add(
                Organization(code: code, name: "中心小学", level: .school, parent: "C"), by: "root")
        }
        let result = try await fixture.store.importRoster(
            roster("吴某,,,G510727201309081179,,,中心小学", "郑某,,510727201309081179,,,,T2"), organization: "S", by: "clerk")
        #expect(result.conflicts.map(\.number) == [2] && result.imported == 1)
        #expect(try await fixture.store.student("郑某").organization == "T2")
    }

    /// The ID is one student's and the student number another's: nobody is changed.
    @Test(arguments: Engine.allCases) func aRowOfTwoStudentsIsRefused(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        _ = try await fixture.store.importRoster(
            roster("周子轩,,510727201309081179,G510727201309081179,,,S"), organization: "S", by: "clerk")
        let mixed = try roster("陈梓涵,,51072720140516322X,G510727201309081179,,9班,S")
        let result = try await fixture.store.importRoster(mixed, organization: "S", by: "clerk")
        #expect(result.conflicts.count == 1 && result.changed.isEmpty)
    }
}
