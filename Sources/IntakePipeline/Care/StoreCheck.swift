public import IntakeModel
public import Registry
public import RegistryStore

/// 核对: every row against every original and back, and the audit chain.
public struct StoreCheck: Sendable {
    /// What is wrong with an original or a row.
    public struct Finding: Sendable, Encodable {
        public enum Kind: String, Sendable, Encodable, CaseIterable {
            /// A row names it, and it is not there.
            case missing
            /// It is there and is not what its hash says, or cannot be opened.
            case damaged
            /// It is there and no row names it: taken in while something broke; no harm.
            case orphaned
            /// Evidence that does not name the hash of its page.
            case stray
        }

        public let kind: Kind
        /// Of the original; empty for evidence.
        public let hash: String
        /// What names it.
        public let row: String
        /// The error's code, where reading it failed.
        public let cause: String
    }

    public struct Result: Sendable {
        public var originals = 0
        public var counts: [Finding.Kind: Int] = [:]
        public var auditEntries = 0
        public var auditError: IntakeError?

        public var isWhole: Bool {
            auditError == nil && [.missing, .damaged, .stray].allSatisfy { counts[$0, default: 0] == 0 }
        }
    }

    private let store: RegistryStore
    private let vault: any Vault
    /// Whether originals are read and hashed, or only looked for.
    private let isThorough: Bool
    /// Originals read at once: a bucket answers many as fast as one.
    private static let width = 8

    public init(store: RegistryStore, vault: any Vault, isThorough: Bool = true) {
        self.store = store
        self.vault = vault
        self.isThorough = isThorough
    }

    /// Sixteen passes by the first digit, so that neither side need fit in memory.
    public func run(
        found: (Finding) throws -> Void, progress: (_ done: Int) -> Void
    ) async throws -> Result {
        var result = Result()
        for digit in 0..<16 {
            let digits = String(digit, radix: 16)
            let named = try await store.originals(startingWith: digits)
            result.originals += named.count
            for finding in try await findings(named, startingWith: digits, progress) {
                result.counts[finding.kind, default: 0] += 1
                try found(finding)
            }
        }
        for id in try await store.strayEvidence() {
            result.counts[.stray, default: 0] += 1
            try found(Finding(kind: .stray, hash: "", row: "evidence \(id)", cause: ""))
        }
        do throws(IntakeError) { result.auditEntries = try await store.verifyAudit() } catch {
            guard error.code == "audit.broken" else { throw error }
            result.auditError = error
        }
        return result
    }

    private func findings(
        _ named: [RegistryStore.NamedOriginal], startingWith digits: String, _ progress: (Int) -> Void
    ) async throws -> [Finding] {
        var there: Set<String> = []
        try await vault.eachHash(startingWith: digits) { there.insert($0) }
        var findings: [Finding] = []
        for original in named where !there.contains(original.hash) {
            findings.append(Finding(kind: .missing, hash: original.hash, row: original.row, cause: ""))
        }
        for hash in there.subtracting(named.map(\.hash)).sorted() {
            findings.append(Finding(kind: .orphaned, hash: hash, row: "", cause: ""))
        }
        let whole = named.filter { there.contains($0.hash) }
        if isThorough {
            progress(named.count - whole.count)
            findings += try await damaged(whole, progress)
        } else {
            progress(named.count)
        }
        return findings
    }

    /// Reads some at once; an outage ends the check, since it says nothing of the originals.
    private func damaged(
        _ originals: [RegistryStore.NamedOriginal], _ progress: (Int) -> Void
    ) async throws -> [Finding] {
        let vault = vault
        return try await withThrowingTaskGroup(of: Finding?.self) { group in
            var findings: [Finding] = []
            var waiting = originals[...]
            func next() {
                guard let original = waiting.popFirst() else { return }
                group.addTask {
                    do throws(IntakeError) {
                        _ = try await vault.get(original.hash)
                        return nil
                    } catch {
                        if error.exit == .unavailable, error.code != "vault.no-key", error.code != "vault.algorithm" {
                            throw error
                        }
                        return Finding(kind: .damaged, hash: original.hash, row: original.row, cause: error.code)
                    }
                }
            }
            for _ in 0..<StoreCheck.width { next() }
            while let finding = try await group.next() {
                if let finding { findings.append(finding) }
                progress(1)
                next()
            }
            return findings
        }
    }
}
