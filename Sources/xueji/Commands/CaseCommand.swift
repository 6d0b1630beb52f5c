import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji case`: cases and their way.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "案卷 / cases",
        subcommands: [
            Open.self, Show.self, List.self, Attach.self, Submit.self, Decide.self, Return.self, Withdraw.self,
        ])

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "立案 / open a case")
        @Option(help: "infoCorrection、transferWithinCity …") var kind: CaseKind
        @Option(help: "学籍号、公民身份号码、姓名或编号 / student") var student: String
        @Option(help: "更正的栏目 / field to correct") var field: StudentField?
        @Option(help: "新值 / new value") var newValue: String?
        @Option(help: "转入学校代码或名称 / receiving school") var receivingSchool: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                let student = try await store.student(student)
                let new = try await request(student, store: store)
                let matter = try await store.openCase(new, by: common.person)
                if console.json {
                    try console.sayJSON(matter)
                } else {
                    console.say(.caseOpened.with(String(matter.number), matter.kind.rawValue))
                }
                return .ok
            }
        }

        private func request(_ student: Student, store: RegistryStore) async throws -> RegistryStore.NewCase {
            switch kind {
            case .infoCorrection:
                guard let field, let newValue else {
                    throw IntakeError("case.field", .caseNeedsField, remedy: .caseNeedsField, exit: .usage)
                }
                guard let value = StudentRoster.normalized(newValue, as: field) else {
                    throw IntakeError(
                        "case.value", .badValue.with(newValue, field.rawValue), remedy: .caseNeedsField, exit: .usage)
                }
                guard value != student[field] else {
                    throw IntakeError("case.same-value", .sameValue, remedy: .caseNeedsField, exit: .usage)
                }
                return RegistryStore.NewCase(kind: kind, student: student.id, field: field, newValue: value)
            case .transferWithinCity:
                guard let receivingSchool else {
                    throw IntakeError("case.schools", .caseNeedsSchools, remedy: .caseNeedsSchools, exit: .usage)
                }
                guard let school = try await store.organization(receivingSchool) else {
                    throw IntakeError(
                        "registry.not-found", .notFound.with(receivingSchool), remedy: .notFoundRemedy)
                }
                return RegistryStore.NewCase(kind: kind, student: student.id, receivingSchool: school.code)
            default:
                return RegistryStore.NewCase(kind: kind, student: student.id)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "查看案卷 / show a case")
        @Argument var number: Int64
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                try await store.recordCaseView(number, by: common.person)
                try await CaseReport(number, store: store).show(console)
                return .ok
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出案卷 / list cases")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                for matter in try await common.openStore().cases() {
                    if console.json {
                        try console.sayJSON(matter)
                    } else {
                        console.say(.caseLine.with(String(matter.number), matter.kind.rawValue, matter.state.rawValue))
                    }
                }
                return .ok
            }
        }
    }

    struct Attach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "附上凭据 / attach evidence")
        @Argument(help: "案卷号 / case") var number: Int64
        @Option(name: .customLong("page"), help: "页号，可重复 / page") var pages: [Int64]
        @Option(name: .customLong("kind"), help: "不经识别的文书，如 writtenApplication / paper that is not read") var kind:
            String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                for page in pages {
                    try await store.attach(
                        page: page, toCase: number, as: kind, by: common.person, language: console.language)
                    console.remark(.caseAttached.with(String(page), String(number)))
                }
                return .ok
            }
        }
    }

    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "提交 / submit")
        @Argument var number: Int64
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                let matter = try await store.submitCase(number, by: common.person)
                let next = try await store.steps(ofCase: number).first
                if console.json {
                    try console.sayJSON(matter)
                } else {
                    console.say(.caseSubmitted.with(String(number), next.map { console.text($0.title) } ?? "—"))
                }
                return .ok
            }
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "核办 / decide")
        @Argument var number: Int64
        @Option(help: "approved、declined 或 returned") var outcome: DecisionOutcome = .approved
        @Option(help: "理由 / reason") var reason: String?
        @OptionGroup var common: CommonOptions

        func run() async throws { try await CaseCommand.decide(number, outcome, reason, common) }
    }

    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "退回 / return")
        @Argument var number: Int64
        @Option(help: "理由 / reason") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws { try await CaseCommand.decide(number, .returned, reason, common) }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "撤回 / withdraw")
        @Argument var number: Int64
        @Option(help: "理由 / reason") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let matter = try await common.openStore().withdrawCase(number, reason: reason, by: common.person)
                console.say(.caseDecided.with(String(number), matter.state.rawValue))
                return .ok
            }
        }
    }

    private static func decide(
        _ number: Int64, _ outcome: DecisionOutcome, _ reason: String?, _ common: CommonOptions
    ) async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let matter = try await store.decideCase(number, outcome: outcome, reason: reason, by: common.person)
            if console.json {
                try console.sayJSON(matter)
            } else {
                console.say(.caseDecided.with(String(number), matter.state.rawValue))
            }
            return .ok
        }
    }
}
