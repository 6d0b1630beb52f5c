import ArgumentParser
import Foundation
import IntakeModel
import IntakePipeline
import RegistryStore

/// `xueji store backup DIR`: rows as they stood at one moment, and every original.
struct StoreBackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "备份到一个新文件夹 / back up into a new folder")

    @Argument(help: "新的或空的文件夹 / a new or empty folder") var folder: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let backup = StoreBackup(
                store: store, vault: try common.openVault(), folder: URL(filePath: folder),
                environment: ProcessInfo.processInfo.environment)
            let bar = ProgressBar(
                console, total: try await store.extent().total + store.originalCount())
            let manifest = try await backup.make { bar.advance(by: $0, "") }
            bar.finish()
            if console.json { try console.sayJSON(manifest) }
            return StoreReport.of(
                manifest.missing, console, .careBackedUp,
                String(manifest.extent.total), String(manifest.originals))
        }
    }
}

/// `xueji store restore DIR`: a backup into an empty store.
struct StoreRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "把备份恢复到空的数据库 / restore a backup into an empty store")

    @Argument(help: "备份的文件夹 / the backup's folder") var folder: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let restore = try StoreRestore(
                URL(filePath: folder), environment: ProcessInfo.processInfo.environment)
            let bar = ProgressBar(console, total: restore.steps)
            let result = try await restore.run(
                into: common.storeURL, vault: try common.openVault(),
                now: Int64(Date().timeIntervalSince1970 * 1000)
            ) { bar.advance(by: $0, "") }
            bar.finish()
            if console.json {
                try console.sayJSON(["rows": restore.manifest.extent.total, "originals": result.copied + result.known])
            }
            return StoreReport.of(
                restore.manifest.missing.merging(result.faults) { $1 }, console, .careRestored,
                String(restore.manifest.extent.total), String(result.copied + result.known))
        }
    }
}

/// How a copy of originals ended.
enum StoreReport {
    /// Tells what was done, and what could not be had.
    static func of(
        _ faults: [String: String], _ console: Console, _ phrase: Phrase, _ arguments: String...
    ) -> ExitStatus {
        if !console.json {
            var sentence = phrase
            sentence.arguments = arguments
            console.say(sentence)
        }
        guard !faults.isEmpty else { return .ok }
        let some = faults.sorted { $0.key < $1.key }.prefix(5).map { "\($0.key.prefix(12)) (\($0.value))" }
        console.complain(
            IntakeError(
                "store.lost", .careLost.with(String(faults.count), some.joined(separator: ", ")),
                remedy: .careLostRemedy))
        return .badInput
    }
}
