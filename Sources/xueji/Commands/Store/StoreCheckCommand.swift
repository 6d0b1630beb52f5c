import ArgumentParser
import IntakeModel
import IntakePipeline
import RegistryStore

/// `xueji store check`: every row against every original and back, and the audit chain.
struct StoreCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "逐行核对原件与审计链 / check every row against every original")

    @Flag(help: "只看原件在不在，不读内容 / only whether originals are there") var quick = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let check = StoreCheck(store: store, vault: try common.openVault(), isThorough: !quick)
            let bar = ProgressBar(console, total: try await store.originalCount())
            let result = try await check.run(
                found: { finding in
                    bar.finish()
                    if console.json {
                        try console.sayJSON(finding)
                    } else {
                        console.say(
                            .careFinding.with(finding.kind.rawValue, String(finding.hash.prefix(12)), finding.row))
                    }
                }, progress: { bar.advance(by: $0, "") })
            bar.finish()
            func count(_ kind: StoreCheck.Finding.Kind) -> String { String(result.counts[kind, default: 0]) }
            if console.json {
                try console.sayJSON(Summary(result))
            } else {
                console.say(
                    .careChecked.with(
                        String(result.originals), String(result.auditEntries), count(.missing), count(.damaged),
                        count(.stray), count(.orphaned)))
            }
            if let error = result.auditError { console.complain(error) }
            guard result.isWhole else {
                console.complain(
                    IntakeError("store.not-whole", .careNotWhole, remedy: .careNotWholeRemedy))
                return .badInput
            }
            if !console.json { console.say(.careWhole) }
            return .ok
        }
    }

    private struct Summary: Encodable {
        let originals: Int
        let missing: Int
        let damaged: Int
        let stray: Int
        let orphaned: Int
        let auditEntries: Int
        let whole: Bool

        init(_ result: StoreCheck.Result) {
            originals = result.originals
            missing = result.counts[.missing, default: 0]
            damaged = result.counts[.damaged, default: 0]
            stray = result.counts[.stray, default: 0]
            orphaned = result.counts[.orphaned, default: 0]
            auditEntries = result.auditEntries
            whole = result.isWhole
        }
    }
}
