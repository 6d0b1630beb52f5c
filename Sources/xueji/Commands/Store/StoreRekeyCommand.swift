import ArgumentParser
import EvidenceVault
import Foundation
import IntakeModel
import Registry
import RegistryStore

/// `xueji store rekey`: seals every original with the current key.
struct StoreRekeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey", abstract: "用当前密钥重新加密全部原件 / seal every original with the current key")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            guard let keys = try SealKeys(environment: ProcessInfo.processInfo.environment),
                let vault = try common.openVault() as? SealedVault
            else {
                throw IntakeError("vault.keys", .careNoKeys, remedy: .vaultSealKeysRemedy, exit: .usage)
            }
            let bar = ProgressBar(console, total: try await common.openStore().originalCount())
            var changed = 0
            var known = 0
            var faults: [String: String] = [:]
            for digit in 0..<16 {
                var hashes: [String] = []
                try await vault.eachHash(startingWith: String(digit, radix: 16)) { hashes.append($0) }
                for hash in hashes {
                    do throws(IntakeError) {
                        if try await vault.rekey(hash) { changed += 1 } else { known += 1 }
                    } catch {
                        if error.exit == .unavailable, error.code != "vault.no-key" { throw error }
                        faults[hash] = error.code
                    }
                    bar.advance("")
                }
            }
            bar.finish()
            if console.json { try console.sayJSON(["changed": changed, "known": known]) }
            return StoreReport.of(
                faults, console, .careRekeyed, String(changed), keys.current, String(known))
        }
    }
}
