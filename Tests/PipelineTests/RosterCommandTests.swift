import Foundation
import IntakeModel
import RegistryStore
import Spreadsheets
import TestSupport
import Testing

/// `xueji student import` from the outside, on both databases.
@Suite("花名册命令")
struct RosterCommandTests {
    private let folder: TemporaryFolder
    private let rows = [
        ["陈梓涵", "51072720140516322X", "甲"], ["坏", "510727201405163221", "乙"], ["周子轩", "510727201309081179", "丙"],
    ]

    init() throws { folder = try TemporaryFolder() }

    /// `sqlite:…`, or a schema of its own where a server is given.
    private func storeURL(_ engine: String) throws -> String {
        guard engine == "postgres" else { return "sqlite:" + folder.file("registry.sqlite").path }
        guard let server = ProcessInfo.processInfo.environment["XUEJI_TEST_POSTGRES"], !server.isEmpty else {
            try Test.cancel("XUEJI_TEST_POSTGRES is not set: run scripts/test, which starts a PostgreSQL server")
        }
        return server + "?schema=command_" + UUID().uuidString.replacing("-", with: "").lowercased()
    }

    private func run(_ arguments: [String], _ store: String) throws -> CommandResult {
        try Workplace.run(
            arguments + ["--store", store], environment: ["XUEJI_HOME": folder.url.path, "XUEJI_USER": "clerk"])
    }

    @Test(arguments: ["sqlite", "postgres"]) func tryImportMendAndImportAgain(engine: String) async throws {
        let store = try storeURL(engine)
        for arguments in [
            ["org", "add", "--code", "S", "--name", "学校", "--level", "school"],
            ["person", "add", "--id", "clerk", "--name", "c", "--role", "schoolRegistrar", "--org", "S"],
        ] {
            let made = try run(arguments, store)
            #expect(made.status == 0, "\(made.errors)")
        }
        let list = folder.file("名单.xlsx")
        let document = SheetDocument(title: "名单", header: ["姓名", "身份证号", "备注"], rows: rows)
        let original = try document.data(.xlsx)
        try original.write(to: list)
        let bad = folder.file("问题.xlsx")

        let trial = try run(["student", "import", list.path, "--dry-run"], store)
        #expect(trial.status == 65 && trial.output.contains("试运行（未写入）：将新增 2 名"))
        #expect(trial.errors.contains("备注"))
        #expect(try run(["student", "show", "陈梓涵"], store).status != 0)

        let taken = try run(["student", "import", list.path, "--bad-rows", bad.path, "--json"], store)
        #expect(taken.status == 65, "\(taken.errors)")
        #expect(taken.output.contains("\"imported\":2"))
        #expect(try run(["student", "show", "陈梓涵"], store).status == 0)
        #expect(try Data(contentsOf: list) == original)

        let refused = try SheetFile.table(Data(contentsOf: bad), file: "问题.xlsx")
        #expect(refused.rows.map { Array($0.cells.prefix(3)) } == [document.header, rows[1]])
        #expect(refused.rows[0].cells.last == "错误原因" && refused.rows[1].cells.last?.isEmpty == false)
        #expect(try run(["audit", "verify"], store).status == 0)
    }

    @Test func theRosterIsNeverOverwritten() throws {
        let list = folder.file("名单.csv")
        try "姓名,身份证号\n".write(to: list, atomically: true, encoding: .utf8)
        let store = "sqlite:" + folder.file("r.sqlite").path
        for arguments in [
            ["student", "import", list.path, "--bad-rows", list.path],
            ["student", "import", list.path, list.path, "--bad-rows", folder.file("x.csv").path],
            ["student", "import", list.path, "--bad-rows", folder.file("x.ods").path],
        ] { #expect(try run(arguments, store).status == 64) }
        #expect(try String(contentsOf: list, encoding: .utf8) == "姓名,身份证号\n")
    }

    @Test func doctorTriesTheStore() throws {
        let answer = try Workplace.run(["doctor", "--json", "--store", "postgres://u:geheim@127.0.0.1:1/d"])
        let line = try #require(answer.output.split(separator: "\n").first { $0.contains("\"kind\":\"store\"") })
        #expect(line.contains("\"present\":false") && line.contains("连接不上"))
        #expect(!answer.output.contains("geheim") && !answer.errors.contains("geheim"))
        #expect(answer.status == 69)
    }
}
