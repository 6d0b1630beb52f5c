internal import EvidenceVault
public import Foundation
public import IntakeModel
public import Registry
public import RegistryStore

/// 识别进程: claims queued pages one by one, has them read, and writes what was read.
///
/// Killed at any moment it loses nothing: the lease runs out and another worker does the job, once.
public struct PageWorker: Sendable {
    /// Turns bytes into a reading; what cannot be read comes back as a reading with an error. Seals of the organizations
    /// named are likely.
    public typealias Read = @Sendable (_ data: Data, _ name: String, _ organizations: [String]) async -> FileReading

    /// Names sent along with a page: a county has some hundreds, and every one is held against every seal.
    private static let mostNames = 2000

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
    ///
    /// Throws while store or vault cannot be reached; the job then waits as if nobody had claimed it.
    public func step() async throws(IntakeError) -> (job: ReadingJob, error: FailureReport?)? {
        guard let job = try await store.claimJob(owner: owner, lease: lease) else { return nil }
        let data: Data
        do {
            data = try await vault.get(job.hash)
        } catch  where error.exit == .unavailable {
            // Nothing is wrong with the page: it costs no try of its own.
            try await store.returnJob(job, owner: owner)
            throw error
        } catch {
            let failure = error.report(language)
            try await store.failJob(job, owner: owner, reason: failure)
            return (job, failure)
        }
        let organizations = try await store.organizations().prefix(PageWorker.mostNames).map(\.name)
        var reading = await read(data, job.name, organizations)
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

    /// Holds the paper against the record of the student whom it names by number: a doubtful name that is the student's
    /// is verified, what differs is a finding. On ledgers every row names its own student.
    private func compare(_ document: inout DocumentReading) async throws(IntakeError) {
        if let student = try await student(namedIn: document.fields) {
            RegistryVerification.verifyName(&document.fields, student: student)
            document.findings += RegistryComparison.findings(document, student: student, language: language)
        }
        for row in document.rows.indices {
            guard let student = try await student(namedIn: document.rows[row]) else { continue }
            RegistryVerification.verifyName(&document.rows[row], student: student)
        }
    }

    private func student(namedIn fields: FieldReadings) async throws(IntakeError) -> Student? {
        for key in [FieldKey.citizenID, .studentNumber] {
            guard let number = fields[key]?.value, !number.isEmpty else { continue }
            let found = try await store.students(matching: number)
            if let student = found.first, found.count == 1 { return student }
        }
        return nil
    }
}
