import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji case submit`.
struct CaseSubmit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "submit", abstract: "提交 / submit")
    @Argument var number: Int64
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let matter = try await store.submitCase(number, by: common.person)
            if console.json {
                try console.sayJSON(matter)
            } else {
                let file = try await store.caseFile(number)
                let next = try store.judge(matter).steps(file).first
                console.say(.caseSubmitted.with(String(number), next.map { console.text($0.title) } ?? "—"))
                if let due = matter.due { console.say(CaseReport.clock(due)) }
            }
            return .ok
        }
    }
}

/// `xueji case decide`.
struct CaseDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "decide", abstract: "核办 / decide")
    @Argument var number: Int64
    @Option(help: "approved、declined 或 returned") var outcome: DecisionOutcome = .approved
    @Option(help: "理由 / reason") var reason: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.move(number) {
            try await $0.decideCase(number, outcome: outcome, reason: reason, by: common.person)
        }
    }
}

/// `xueji case return`.
struct CaseReturn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "return", abstract: "退回 / return")
    @Argument var number: Int64
    @Option(help: "理由 / reason") var reason: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.move(number) {
            try await $0.decideCase(number, outcome: .returned, reason: reason, by: common.person)
        }
    }
}

/// `xueji case withdraw`.
struct CaseWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "撤回 / withdraw")
    @Argument var number: Int64
    @Option(help: "理由 / reason") var reason: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.move(number) { try await $0.withdrawCase(number, reason: reason, by: common.person) }
    }
}

/// `xueji case finish`.
struct CaseFinish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finish", abstract: "办结：登记系统受理号等之后 / finish an approved case")
    @Argument var number: Int64
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.move(number) { try await $0.finishCase(number, by: common.person) }
    }
}
