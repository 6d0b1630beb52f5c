import ArgumentParser
import IntakeModel
import RegistryStore

/// `xueji audit`: the chain of what was done.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "审计 / audit", subcommands: [Verify.self, Export.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "验证审计链 / verify the chain")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let count = try await common.openStore().verifyAudit()
                if console.json {
                    try console.sayJSON(["entries": count])
                } else {
                    console.say(.auditIntact.with(String(count)))
                }
                return .ok
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "导出审计记录 / export the entries as JSON lines")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                for entry in try await common.openStore().auditEntries() { try console.sayJSON(entry) }
                return .ok
            }
        }
    }
}
