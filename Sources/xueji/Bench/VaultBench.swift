import EvidenceVault
import Foundation
import IntakeModel
import Registry

/// Putting and getting originals.
struct VaultBench {
    struct Figure: Encodable {
        let kind = "vault"
        let place: String
        /// Originals a second, one after the other, and eight at once.
        let put: Double
        let get: Double
        let putMany: Double
    }

    let files: [Data]
    private static let count = 64

    func measure(_ place: String, url: String, isSealed: Bool) async throws -> Figure {
        var environment = ProcessInfo.processInfo.environment
        environment["XUEJI_VAULT_KEYS"] =
            isSealed ? "bench " + Data(repeating: 7, count: 32).base64EncodedString() : nil
        environment["XUEJI_VAULT_KEY_FILE"] = nil
        let vault = try VaultAddress.open(url + (isSealed ? "-sealed" : "-plain"), environment: environment)
        var hashes: [String] = []
        var start = ContinuousClock.now
        for number in 0..<VaultBench.count { hashes.append(try await vault.put(content(number))) }
        let put = rate(since: start)
        start = ContinuousClock.now
        for hash in hashes { _ = try await vault.get(hash) }
        let get = rate(since: start)
        start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<8 {
                group.addTask {
                    for number in stride(from: lane, to: VaultBench.count, by: 8) {
                        _ = try await vault.put(content(VaultBench.count + number))
                    }
                }
            }
            try await group.waitForAll()
        }
        return Figure(
            place: place + (isSealed ? ", sealed" : ""), put: put, get: get, putMany: rate(since: start))
    }

    private func content(_ number: Int) -> Data { files[number % files.count] + Data(String(number).utf8) }

    private func rate(since start: ContinuousClock.Instant) -> Double {
        Double(VaultBench.count) / ((ContinuousClock.now - start) / .seconds(1))
    }
}
