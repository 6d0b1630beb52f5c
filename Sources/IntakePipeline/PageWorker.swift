internal import EvidenceVault
public import Foundation
public import IntakeModel
public import Registry
public import RegistryStore

/// 识别工人: claims queued pages one by one, has them read, and writes what was read.
///
/// Killed at any moment it loses nothing: the lease runs out and another worker does the job, once.
public struct PageWorker: Sendable {
    /// Turns bytes into a reading; what cannot be read comes back as a reading with an error.
    public typealias Read = @Sendable (_ data: Data, _ name: String) async -> FileReading

    public let store: RegistryStore
    public let vault: any Vault
    /// Distinguishes this worker from all others.
    public let owner: String
    /// Milliseconds a job may take before others may claim it.
    public let lease: Int64
    /// Recorded beside every reading.
    public let engines: String
    let language: Language
    let read: Read

    public init(
        store: RegistryStore, vault: any Vault, owner: String = UUID().uuidString, lease: Int64 = 180_000,
        engines: String, language: Language, read: @escaping Read
    ) {
        self.store = store
        self.vault = vault
        self.owner = owner
        self.lease = lease
        self.engines = engines
        self.language = language
        self.read = read
    }

    /// Does one job; `nil` when none is waiting. Answers the job and what became of it.
    public func step() async throws(IntakeError) -> (job: ReadingJob, error: FailureReport?)? {
        guard let job = try await store.claimJob(owner: owner, lease: lease) else { return nil }
        let data: Data
        do {
            data = try await vault.get(job.hash)
        } catch {
            let failure = error.report(language)
            try await store.failJob(job, owner: owner, reason: failure)
            return (job, failure)
        }
        var reading = await read(data, job.name)
        // A crash or a hang may pass; what a healthy process refused to decode will be refused again.
        if let failure = reading.error, failure.code.hasPrefix("worker.") {
            try await store.failJob(job, owner: owner, reason: failure)
            return (job, failure)
        }
        for page in reading.pages.indices {
            for index in reading.pages[page].documents.indices {
                try await compare(&reading.pages[page].documents[index])
            }
        }
        _ = try await store.completeJob(job, owner: owner, reading: reading, engines: engines)
        return (job, reading.error)
    }

    /// Adds what the registry says otherwise about the student whom the paper names by number.
    private func compare(_ document: inout DocumentReading) async throws(IntakeError) {
        for key in [FieldKey.citizenID, .studentNumber] {
            guard let number = document.fields[key]?.value, !number.isEmpty else { continue }
            let found = try await store.students(matching: number)
            guard let student = found.first, found.count == 1 else { continue }
            document.findings += RegistryComparison.findings(document, student: student, language: language)
            return
        }
    }
}
