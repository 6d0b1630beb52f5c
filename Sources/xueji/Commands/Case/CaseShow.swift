import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji case show`.
struct CaseShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看案卷 / show a case")
    @Argument var number: Int64
    @Option(help: "另一规则包会有何不同 / what another rule pack would make of it") var compare: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            try await store.requireVisible(case: number, to: common.person)
            try await store.recordCaseView(number, by: common.person)
            try await CaseReport(number, store: store, other: compare, language: console.language).show(console)
            return .ok
        }
    }
}

/// `xueji case check`: what stands in the way, and what the national system's precheck would answer.
struct CaseCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "提交前核对和预检 / what stands in the way")
    @Argument var number: Int64
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            try await store.requireVisible(case: number, to: common.person)
            try await store.recordCaseView(number, by: common.person)
            let file = try await store.caseFile(number)
            let judge = try store.judge(file.matter)
            let objections = judge.objections(file)
            for objection in objections {
                let line = CaseReport.Line(objection, judge, console.language)
                if console.json { try console.sayJSON(line) } else { console.say(line.shown) }
            }
            if objections.isEmpty, !console.json { console.say(.caseNothingMissing) }
            return objections.contains { $0.weight == .block } ? .notAllowed : .ok
        }
    }
}
