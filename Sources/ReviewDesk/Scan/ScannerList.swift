internal import Foundation
internal import IntakeModel
internal import Scanning

/// 扫描仪名单: what was found last, at once; looking again takes seconds and happens behind.
///
/// The list outlives the desk in a file of its folder.
actor ScannerList {
    private let workers: ScanWorkers
    private let known: KnownScanners
    private let changed: @Sendable () async -> Void
    private var search: Task<Void, Never>?
    private(set) var devices: [ScannerDevice]
    private(set) var failure: IntakeError?
    private var lookedAt: ContinuousClock.Instant?
    /// A list younger than this needs no new search when somebody opens the page.
    private static let fresh = Duration.seconds(60)

    init(workers: ScanWorkers, file: URL, changed: @escaping @Sendable () async -> Void) {
        self.workers = workers
        known = KnownScanners(file: file)
        self.changed = changed
        devices = known.last?.devices ?? []
    }

    var isLooking: Bool { search != nil }

    /// Looks unless it did a moment ago.
    func lookIfStale() {
        if let lookedAt, ContinuousClock.now - lookedAt < ScannerList.fresh { return }
        look()
    }

    /// Looks behind; one search at a time.
    func look() {
        guard search == nil else { return }
        search = Task {
            let found: Result<[ScannerDevice], IntakeError>
            do throws(IntakeError) { found = .success(try await workers.devices()) } catch { found = .failure(error) }
            await finish(found)
        }
    }

    private func finish(_ found: Result<[ScannerDevice], IntakeError>) async {
        search = nil
        lookedAt = ContinuousClock.now
        switch found {
        case .success(let found):
            failure = nil
            devices = found
            known.note(found)
        case .failure(let error): failure = error
        }
        await changed()
    }

    func stop() { search?.cancel() }
}
