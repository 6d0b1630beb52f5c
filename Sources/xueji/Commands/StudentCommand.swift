import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import Registry
import RegistryStore

/// `xueji student`: the students on record.
struct StudentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "student", abstract: "学生 / students",
        subcommands: [
            Import.self, Show.self, Find.self, StudentHistory.self, StudentProvenance.self,
        ])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "导入 CSV 花名册 / import a CSV roster")
        @Argument(help: "CSV 文件（UTF-8 或 GB18030）") var files: [String]
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                let actor = try await store.person(common.person)
                var status = ExitStatus.ok
                for path in files {
                    let file = URL(filePath: path)
                    do {
                        let roster = try StudentRoster(
                            csv: ImageDecoder().bytes(of: file), file: file.lastPathComponent)
                        let result = try await store.importRoster(
                            roster, organization: actor.organization, by: actor.id)
                        let bad = (roster.badRows + result.conflicts).sorted { $0.number < $1.number }
                        for row in bad { console.remark(StudentCommand.line(row, file: file, console)) }
                        if !bad.isEmpty { status = .badInput }
                        if console.json {
                            try console.sayJSON(
                                Report(
                                    file: file.lastPathComponent, imported: result.imported,
                                    unchanged: result.unchanged,
                                    problems: bad.map {
                                        Report.Problem(
                                            row: $0.number, column: $0.column, reason: $0.reason.text(console.language))
                                    }))
                        } else {
                            console.say(
                                .rosterSummary.with(
                                    String(result.imported), String(result.unchanged), String(bad.count)))
                        }
                    } catch let error as IntakeError where error.exit == .badInput {
                        console.complain(error)
                        status = .badInput
                    }
                }
                return status
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "查看学生 / show a student")
        @Argument(help: "学籍号、公民身份号码、姓名或编号") var student: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                let student = try await store.student(student)
                try await store.recordView(of: student, by: common.person)
                if console.json { try console.sayJSON(student) } else { console.say(StudentCommand.line(student)) }
                return .ok
            }
        }
    }

    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "查找学生 / find students")
        @Argument var text: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                for student in try await store.students(matching: text) {
                    try await store.recordView(of: student, by: common.person)
                    if console.json { try console.sayJSON(student) } else { console.say(StudentCommand.line(student)) }
                }
                return .ok
            }
        }
    }

    private struct Report: Encodable {
        struct Problem: Encodable {
            let row: Int
            let column: String
            let reason: String
        }
        let file: String
        let imported: Int
        let unchanged: Int
        let problems: [Problem]
    }

    private static func line(_ row: StudentRoster.BadRow, file: URL, _ console: Console) -> Phrase {
        .rosterBadRow.with(
            file.lastPathComponent, String(row.number), row.column, row.reason.text(console.language))
    }

    private static func line(_ student: Student) -> Phrase {
        .studentLine.with(
            String(student.id), student[.name] ?? "", student[.sex] ?? "", student[.birthDate] ?? "",
            student[.studentNumber] ?? student[.citizenID] ?? "")
    }
}
