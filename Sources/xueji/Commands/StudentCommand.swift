import ArgumentParser
import Foundation
import IntakeModel
import Registry
import RegistryStore

/// `xueji student`: the students on record.
struct StudentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "student", abstract: "学生 / students",
        subcommands: [
            StudentImport.self, Show.self, Find.self, StudentHistory.self, StudentProvenance.self,
        ])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "查看学生 / show a student")
        @Argument(help: "学籍号、公民身份号码、姓名或编号") var student: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                let student = try await store.student(student, visibleTo: common.person)
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
                for student in try await store.students(matching: text, visibleTo: common.person) {
                    try await store.recordView(of: student, by: common.person)
                    if console.json { try console.sayJSON(student) } else { console.say(StudentCommand.line(student)) }
                }
                return .ok
            }
        }
    }

    private static func line(_ student: Student) -> Phrase {
        .studentLine.with(
            String(student.id), student[.name] ?? "", student[.sex] ?? "", student[.birthDate] ?? "",
            student[.studentNumber] ?? student[.citizenID] ?? "")
    }
}
