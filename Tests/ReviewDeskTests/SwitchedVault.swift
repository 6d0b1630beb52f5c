import Foundation
import IntakeModel
import Registry
import Synchronization

/// A vault that is away when a test says so, as a bucket behind a network that broke.
final class SwitchedVault: Vault {
    private let base: any Vault
    private let away = Mutex(false)

    init(_ base: any Vault) { self.base = base }

    func setAway(_ isAway: Bool) { away.withLock { $0 = isAway } }

    func put(_ data: Data) async throws(IntakeError) -> String {
        try check()
        return try await base.put(data)
    }

    func get(_ hash: String) async throws(IntakeError) -> Data {
        try check()
        return try await base.get(hash)
    }

    func eachHash(
        startingWith digits: String, _ visit: (String) async throws(IntakeError) -> Void
    ) async throws(IntakeError) {
        try check()
        try await base.eachHash(startingWith: digits, visit)
    }

    func reach() async throws(IntakeError) {
        try check()
        try await base.reach()
    }

    private func check() throws(IntakeError) {
        if away.withLock({ $0 }) {
            throw IntakeError(
                "vault.unreachable", .vaultUnreachable, remedy: .vaultUnreachableRemedy, exit: .unavailable)
        }
    }
}
