import Foundation
import TestSupport
import Testing

/// The registry's commands as a school and its county use them.
@Suite("案卷命令行")
struct OfficeCommandTests {
    private struct Desk {
        let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            for arguments in [
                "org add --code C --name 平武县教体局 --level county --phone 0816-2",
                "org add --code S --name 平武小学 --level school --parent C --stage primary --phone 0816-3",
                "org term --code C --start 2026-09-01",
                "person add --id clerk --name 甲 --role schoolRegistrar --org S --trained 2026-03-01 --filing 备1",
                "person add --id leader --name 乙 --role schoolLeader --org S",
                "person add --id chief --name 丙 --role departmentLeader --org C",
            ] { #expect(try run(arguments).status == 0, "\(arguments)") }
            try "姓名,性别,出生日期,身份证号,学籍号,年级,班级\n陈梓涵,女,2014-05-16,51072720140516322X,G51072720140516322X,六年级,2班\n"
                .write(to: folder.file("名单.csv"), atomically: true, encoding: .utf8)
            #expect(try run("student import " + folder.file("名单.csv").path).status == 0)
        }

        func run(_ arguments: String, as person: String = "clerk") throws -> CommandResult {
            try Workplace.run(
                arguments.split(separator: " ").map(String.init),
                environment: ["XUEJI_HOME": folder.url.path, "XUEJI_USER": person])
        }
    }

    @Test func aCaseSaysWhatItLacksAndWhatAnotherPackWouldSay() throws {
        let desk = try Desk()
        let refused = try desk.run("case open --kind withdrawal --student 陈梓涵")
        #expect(refused.status == 77 && refused.errors.contains("第十六条（三）"))
        #expect(
            try desk.run(
                "case open --kind suspension --student 陈梓涵 --detail leaveFrom=2026-12-01 --detail leaveUntil=2027-12-31"
            ).status == 0)
        let shown = try desk.run("case show 1 --compare sichuan-2026").output
        #expect(shown.contains("绵教体发〔2015〕6号") && shown.contains("变相留级") && shown.contains("休学期限最长一年"))
        #expect(try desk.run("case check 1").status == 77)
        #expect(try desk.run("case set 1 hospitalLevel=乡镇").status == 64)
        #expect(try desk.run("case set 1 hospitalLevel=二级").status == 0)
        let submitted = try desk.run("case submit 1")
        #expect(submitted.status == 77 && submitted.errors.contains("校内学籍异动登记表"))
    }

    @Test func dataLeavesOnApprovalOnly() throws {
        let desk = try Desk()
        #expect(
            try desk.run("export request --purpose health --recipient 疾控中心 --field name --until 2099-12-31").status == 0
        )
        #expect(
            try desk.run("export request --purpose commercial --recipient x --field name --until 2099-12-31").status
                == 64)
        let out = desk.folder.file("名单.xlsx").path
        #expect(try desk.run("export run 1 --out \(out)").status == 77)
        #expect(try desk.run("export approve 1", as: "leader").status == 0)
        #expect(try desk.run("export approve 1", as: "chief").status == 0)
        #expect(try desk.run("export run 1 --out \(out)").status == 0)
        #expect(try Data(contentsOf: URL(filePath: out)).prefix(2) == Data("PK".utf8))
    }

    @Test func reportsAndFormsAreWritten() throws {
        let desk = try Desk()
        let roll = desk.folder.file("名单.csv").path
        #expect(try desk.run("report coverage --roll \(roll)").output.contains("一致"))
        let month = desk.folder.file("月报").path
        #expect(try desk.run("report monthly --month 2026-11 --out \(month)").status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: month).count == 4)
        #expect(try desk.run("report monthly --month 11 --out \(month)").status == 64)
        // Another organization's figures are not the school's.
        #expect(try desk.run("report overdue --org C").status == 77)
        #expect(try desk.run("report overdue", as: "chief").status == 0)
        #expect(
            try desk.run("report assessment --from 2026-11-01 --through 2026-11-30", as: "chief").output.contains(
                "平武小学"))
        let form = desk.folder.file("表.pdf").path
        #expect(try desk.run("case open --kind graduation --student 陈梓涵").status == 0)
        #expect(try desk.run("forms print changeLedger --case 1 --out \(form)").status == 0)
        #expect(try Data(contentsOf: URL(filePath: form)).prefix(5) == Data("%PDF-".utf8))
        #expect(try desk.run("student provenance 陈梓涵 --field name").output.contains("花名册"))
        #expect(try desk.run("audit verify").status == 0)
    }

    /// The lists of the desk's case page.
    @Test func casesAreListedByShareKindAndStudent() throws {
        let desk = try Desk()
        #expect(try desk.run("case propose").output.contains("没有可以归入在办案卷的文书"))
        #expect(try desk.run("case list").output.isEmpty)
        #expect(try desk.run("case list").errors.contains("没有这样的案卷"))
        #expect(
            try desk.run(
                "case open --kind suspension --student 陈梓涵 --detail leaveFrom=2026-12-01 --detail leaveUntil=2027-11-30"
            ).status == 0)
        let roll = desk.folder.file("名单2.csv")
        try "姓名,性别,出生日期,身份证号,学籍号,年级,班级\n李子明,男,2015-03-08,510727201503081236,G510727201503081236,六年级,2班\n"
            .write(to: roll, atomically: true, encoding: .utf8)
        #expect(try desk.run("student import " + roll.path).status == 0)
        #expect(try desk.run("case open --kind graduation --student 李子明").status == 0)
        let all = try desk.run("case list").output.split(separator: "\n")
        #expect(all.count == 2 && all.contains { $0.contains("休学") && $0.contains("待提交") && $0.contains("陈梓涵") })
        #expect(try desk.run("case list --share mine").output.contains("待 平武小学 办理"))
        // The county has a part in it, and nothing to do yet.
        #expect(try desk.run("case list --share mine", as: "chief").output.isEmpty)
        #expect(try desk.run("case list --share underWay", as: "chief").output.split(separator: "\n").count == 2)
        for share in ["ended", "overdue"] { #expect(try desk.run("case list --share \(share)").output.isEmpty) }
        let suspensions = try desk.run("case list --kind suspension --student 51072720140516322X --json").output
        #expect(suspensions.split(separator: "\n").count == 1)
        #expect(suspensions.contains("\"number\":1") && suspensions.contains("\"studentName\":\"陈梓涵\""))
        #expect(suspensions.contains("\"holder\":\"平武小学\""))
        #expect(try desk.run("case list --student 无此人").output.isEmpty)
        #expect(try desk.run("case withdraw 1 --reason 误立").status == 0)
        #expect(try desk.run("case list --share ended").output.contains("已撤回"))
        #expect(try desk.run("case list --share none").status == 64)
    }
}
