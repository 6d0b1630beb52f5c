import ArgumentParser
import EvidenceVault
import Foundation
import IntakeModel
import IntakePipeline
import RegistryStore

/// `xueji store migrate`: everything into another database, another vault, or both.
struct StoreMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "迁移到别的数据库或原件库 / move to another store or vault",
        discussion: """
            先停下所有工作台和识别进程。中断后再次运行同一条命令，会接着做完。
            Stop all desks and workers first. Run the same command again after a break; it goes on where it ended.
            """)

    @Option(help: "目标数据库 / sqlite:PATH 或 postgres://…?schema=模式") var toStore: String?
    @Option(help: "目标原件库 / file:PATH 或 s3://…") var toVault: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            guard toStore != nil || toVault != nil else {
                throw IntakeError(
                    "store.where", .careNothingToMove, remedy: .careNothingToMoveRemedy, exit: .usage)
            }
            let environment = ProcessInfo.processInfo.environment
            let store = try await common.openStore()
            let extent = try await store.extent()
            // Addresses that do not fit are told before anything is copied.
            let target = try toVault.map { url throws(IntakeError) in
                try VaultAddress.open(url, environment: environment)
            }
            var status = ExitStatus.ok
            if let target {
                let bar = ProgressBar(console, total: try await store.originalCount())
                let result = try await VaultCopy(from: try common.openVault(), into: target).all {
                    bar.advance(by: $0, "")
                }
                bar.finish()
                if console.json { try console.sayJSON(["originals": result.copied, "known": result.known]) }
                status = StoreReport.of(
                    result.faults, console, .careMovedOriginals, String(result.copied), String(result.known))
            }
            if let toStore {
                // What changed since a copy was broken off cannot be told from what was copied.
                let source = "store \(extent.auditEntries) \(extent.auditHash)"
                let fill = try await StoreFill(
                    url: toStore, source: source, migrations: extent.migrations,
                    now: Int64(Date().timeIntervalSince1970 * 1000))
                let bar = ProgressBar(console, total: 2 * extent.total)
                let moved = try await StoreCopy(from: store, into: fill).run { bar.advance(by: $0, "") }
                bar.finish()
                if console.json {
                    try console.sayJSON(["rows": moved.total])
                } else {
                    console.say(.careMovedRows.with(String(moved.total)))
                }
            }
            return status
        }
    }
}
