internal import Foundation
public import IntakeModel
public import Registry

/// 原件复制: originals from one vault into another. Each is checked against its hash when it is read, and again by the
/// vault that takes it. What is there already is not sent again, so that a copy can be broken off and taken up.
public struct VaultCopy: Sendable {
    private let source: any Vault
    private let target: any Vault
    private static let width = 8

    public init(from source: any Vault, into target: any Vault) {
        self.source = source
        self.target = target
    }

    public struct Result: Sendable, Equatable {
        public var copied = 0
        public var known = 0
        /// Hashes that the source could not give, with the error's code.
        public var faults: [String: String] = [:]

        public init() {}
    }

    /// Copies everything that is in the source.
    public func all(progress: (Int) -> Void) async throws(IntakeError) -> Result {
        var result = Result()
        for digit in 0..<16 {
            let digits = String(digit, radix: 16)
            var there: Set<String> = []
            try await source.eachHash(startingWith: digits) { there.insert($0) }
            let part = try await these(there, startingWith: digits, progress: progress)
            result.copied += part.copied
            result.known += part.known
            result.faults.merge(part.faults) { $1 }
        }
        return result
    }

    /// Copies originals whose hashes all begin with `digits`.
    public func these(
        _ hashes: Set<String>, startingWith digits: String, progress: (Int) -> Void
    ) async throws(IntakeError) -> Result {
        var known: Set<String> = []
        try await target.eachHash(startingWith: digits) { known.insert($0) }
        let wanted = hashes.subtracting(known).sorted()
        var result = Result()
        result.known = hashes.count - wanted.count
        progress(result.known)
        do {
            try await copy(wanted, &result, progress)
        } catch let error as IntakeError {
            throw error
        } catch {
            throw IntakeError(
                "internal", .internalFault, remedy: .askAdministrator, exit: .internalFault, underlying: "\(error)")
        }
        return result
    }

    private func copy(_ hashes: [String], _ result: inout Result, _ progress: (Int) -> Void) async throws {
        let (source, target) = (source, target)
        var waiting = hashes[...]
        try await withThrowingTaskGroup(of: (String, IntakeError?).self) { group in
            func next() {
                guard let hash = waiting.popFirst() else { return }
                group.addTask {
                    let data: Data
                    do throws(IntakeError) { data = try await source.get(hash) } catch {
                        if error.exit == .unavailable { throw error }
                        return (hash, error)
                    }
                    _ = try await target.put(data)
                    return (hash, nil)
                }
            }
            for _ in 0..<VaultCopy.width { next() }
            while let (hash, error) = try await group.next() {
                if let error { result.faults[hash] = error.code } else { result.copied += 1 }
                progress(1)
                next()
            }
        }
    }
}
