public import Foundation
public import IntakeModel

/// 原件库: untouched originals under the SHA-256 of their bytes.
public protocol Vault: Sendable {
    /// Stores bytes that are then safe against power loss; storing the same bytes again changes nothing.
    /// Answers their hash, 64 lower-case hexadecimal digits.
    func put(_ data: Data) async throws(IntakeError) -> String

    /// The bytes, checked against their hash; throws `vault.damaged` or `vault.missing`.
    func get(_ hash: String) async throws(IntakeError) -> Data

    /// Calls `visit` with the hash of every original that begins so, in no order, without reading any.
    func eachHash(
        startingWith digits: String, _ visit: (String) async throws(IntakeError) -> Void
    ) async throws(IntakeError)

    /// Returns when originals can be put and got now; throws what stands against it. Does not wait for a server.
    func reach() async throws(IntakeError)
}
