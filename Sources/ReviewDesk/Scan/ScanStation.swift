internal import EvidenceVault
internal import Foundation
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore
internal import Scanning

/// 扫描台: the scans of everybody at this desk. They run on when the page that began them is closed, and whoever comes back
/// finds them; a device has one scan at a time, a person one batch.
actor ScanStation {
    private let store: RegistryStore
    private let vault: any Vault
    private let workers: ScanWorkers
    private let folder: URL
    private var batches: [String: ScanBatch] = [:]
    private var previews: [String: ScanPreview] = [:]
    private var running: [String: Task<Void, Never>] = [:]
    /// Deliveries of what was kept while store or vault were away, by batch.
    private var deliveries: [String: Task<Void, Never>] = [:]
    /// Who has which device.
    private var holders: [String: String] = [:]
    private var listeners: [UUID: (person: String, tell: @Sendable () -> Void)] = [:]

    init(store: RegistryStore, vault: any Vault, workshop: DeskWorkshop) {
        self.store = store
        self.vault = vault
        workers = workshop.scanners
        folder = workshop.folder.appending(path: "scan")
    }

    func batch(of person: String) -> ScanBatch? { batches[person] }
    func preview(of person: String) -> ScanPreview? { previews[person] }

    // MARK: What people ask for

    /// Begins a batch. Throws `scan.busy` while the device has a scan under way, `scan.yours` while the person has, and
    /// `scan.waiting` while a page of the last batch waits to be taken in.
    func start(
        _ request: ScanRequest, profile: String? = nil, case number: Int64?, by person: Person
    ) throws(IntakeError) {
        try refuseWaiting(person)
        try claim(request.device, for: person)
        // What lay on the glass says nothing of what lies in the feeder.
        if request.source != .flatbed { previews[person.id] = nil }
        batches[person.id] = ScanBatch(caseNumber: number, request: request, profile: profile)
        run(person)
    }

    private func refuseWaiting(_ person: Person) throws(IntakeError) {
        guard let waiting = batches[person.id]?.waiting, running[person.id] == nil else { return }
        throw IntakeError(
            "scan.waiting", .scanWaiting.with(String(waiting.number)), remedy: .scanWaitingRemedy, exit: .busy)
    }

    /// Goes on with a batch of the store, whatever ended it: its pages are `pages`.
    func goOn(_ batch: IntakeBatch, _ pages: [ScanBatch.Page], by person: Person) throws(IntakeError) {
        guard let request = ScanRequest(of: batch) else {
            throw IntakeError(
                "batch.not-scanned", .batchNotScanned.with(String(batch.id)), remedy: .batchNotScannedRemedy,
                exit: .usage)
        }
        if batches[person.id]?.id == batch.key { return try goOn(by: person) }
        try refuseWaiting(person)
        try claim(request.device, for: person)
        var taken = ScanBatch(id: batch.key, caseNumber: batch.caseNumber, request: request, profile: batch.profile)
        taken.pages = pages
        taken.request.first = taken.next
        taken.state = .scanning(page: taken.next, part: nil)
        batches[person.id] = taken
        run(person)
    }

    /// Goes on with the person's last batch where it ended: after a jam, with the next paper on the glass, or with more in the
    /// feeder.
    func goOn(by person: Person) throws(IntakeError) {
        guard var batch = batches[person.id] else { throw ScanStation.nothingToGoOnWith }
        guard batch.held.isEmpty else {
            throw IntakeError(
                "scan.held", .scanHeld.with(String(batch.held.count)), remedy: .scanHeldRemedy, exit: .busy)
        }
        try claim(batch.request.device, for: person)
        batch.request.first = batch.next
        batch.request.wait = nil
        batch.state = .scanning(page: batch.next, part: nil)
        batches[person.id] = batch
        run(person)
    }

    /// Looks at the glass without storing anything.
    func preview(_ request: ScanRequest, by person: Person) throws(IntakeError) {
        try claim(request.device, for: person)
        previews[person.id] = ScanPreview()
        var request = request
        request.isPreview = true
        request.pages = 1
        request.area = nil
        running[person.id] = Task { [request] in
            let state = await self.look(request)
            previews[person.id]?.state = state
            release(request.device, of: person)
        }
        tell(person.id)
    }

    /// Ends the person's scan; the page under way is given up.
    func stop(by person: Person) { running[person.id]?.cancel() }

    /// Ends every scan; answers when they have ended.
    func stopAll() async {
        // What is kept is delivered by the next start.
        for task in deliveries.values { task.cancel() }
        for task in running.values { task.cancel() }
        for task in running.values { await task.value }
    }

    // MARK: Who listens

    /// Calls `tell` whenever something of the person's changes.
    func listen(_ id: UUID, person: String, tell: @escaping @Sendable () -> Void) { listeners[id] = (person, tell) }
    func silence(_ id: UUID) { listeners[id] = nil }

    /// Tells everybody: the list of devices has changed.
    func tellAll() { for listener in listeners.values { listener.tell() } }

    private func tell(_ person: String) {
        for listener in listeners.values where listener.person == person { listener.tell() }
    }

    // MARK: One scan

    private func run(_ person: Person) {
        guard let batch = batches[person.id] else { return }
        running[person.id] = Task {
            let state = await scan(batch, for: person)
            try? await store.endBatch(batch.id, fault: state.fault, by: person.id)
            batches[person.id]?.state = state
            if batches[person.id]?.held.isEmpty == false { deliver(batch.id, for: person) }
            release(batch.request.device, of: person)
        }
        tell(person.id)
    }

    private func scan(_ batch: ScanBatch, for person: Person) async -> ScanBatch.State {
        let spool = folder.appending(path: batch.id)
        var request = batch.request
        do {
            try FileManager.default.createDirectory(
                at: spool, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            if batch.hold == nil { batches[person.id]?.hold = FolderLock(spool) }
            try ScanRecovery.write(ScanRecovery.Note(batch.record(person)), to: spool)
            if let waiting = batch.waiting {
                try await take(waiting, batch, for: person)
                request.first = (batches[person.id] ?? batch).next
                if request.source != .adf, request.source != .adfDuplex {
                    clear(spool, person.id)
                    return .done
                }
            }
            let outcome = try await workers.session(request, spool: spool).run(
                progress: { progress in Task { await self.note(progress, of: batch, for: person.id) } },
                deliver: { try await self.take($0, batch, for: person) })
            clear(spool, person.id)
            switch (outcome.fault, outcome.error) {
            case (.cancelled?, let error?): return .stopped(error)
            // What was put into the feeder has all been scanned before.
            case (.outOfPaper?, _?) where batch.waiting != nil: return .done
            case (_, let error?): return .broken(error)
            default: return .done
            }
        } catch let error as IntakeError {
            return .broken(error)
        } catch {
            return .broken(ScanFault.other.error(device: request.device, page: batch.next, detail: ["\(error)"]))
        }
    }

    private func clear(_ spool: URL, _ person: String) {
        guard let batch = batches[person], batch.waiting == nil, batch.held.isEmpty else { return }
        try? FileManager.default.removeItem(at: spool)
        batches[person]?.hold = nil
    }

    /// Takes a page in before the next one starts. A stop does not reach in here: the sheet is through the feeder.
    private func take(_ page: ScannedPage, _ batch: ScanBatch, for person: Person) async throws {
        let intake = PageIntake(store: store, vault: vault, person: person.id, organization: person.organization)
        // What comes after a page that is kept is kept too, so that pages stay in their order.
        if batches[person.id]?.held.isEmpty == false { return keep(page, person.id) }
        batches[person.id]?.waiting = page
        let taken: (page: IntakePage, isNew: Bool)
        do {
            taken = try await Task {
                _ = try await store.openBatch(batch.record(person))
                return try await intake.take(
                    Data(contentsOf: page.file), name: "scan-\(page.number).png", origin: .scanner, batch: batch.id,
                    number: page.number, caseNumber: batch.caseNumber)
            }.value
        } catch let error as IntakeError where error.exit == .unavailable {
            return keep(page, person.id)
        }
        try? FileManager.default.removeItem(at: page.file)
        batches[person.id]?.waiting = nil
        batches[person.id]?.pages.append(
            ScanBatch.Page(number: page.number, id: taken.page.id, isNew: taken.isNew))
        batches[person.id]?.state = .scanning(page: page.number + 1, part: nil)
        tell(person.id)
    }

    /// Leaves a page in the folder of its batch, where it is safe, and lets the scanner go on.
    private func keep(_ page: ScannedPage, _ person: String) {
        batches[person]?.waiting = nil
        batches[person]?.held.append(page.number)
        batches[person]?.state = .scanning(page: page.number + 1, part: nil)
        tell(person)
    }

    /// Takes in what a batch keeps as soon as store and vault are back.
    private func deliver(_ batch: String, for person: Person) {
        // Whoever takes the pages in wants the folder for itself.
        batches[person.id]?.hold = nil
        let (folder, store, vault) = (folder, store, vault)
        deliveries[batch] = Task {
            var pause = BackOff(first: .seconds(1), longest: .seconds(30))
            while !Task.isCancelled {
                await ScanRecovery.takeIn(folder, only: batch, store: store, vault: vault)
                if let pages = try? await ScanStation.arrived(batch, folder, store) {
                    try? await store.endBatch(batch, fault: nil, by: person.id)
                    return delivered(batch, pages, to: person.id)
                }
                await pause.sleep()
            }
        }
    }

    /// The pages of a batch whose folder is gone, that is, all of whose pages are in the store; `nil` before.
    private static func arrived(
        _ batch: String, _ folder: URL, _ store: RegistryStore
    ) async throws -> [ScanBatch.Page]? {
        guard !FileManager.default.fileExists(atPath: folder.appending(path: batch).path),
            let found = try await store.batch(key: batch)
        else { return nil }
        return try await store.arrivals(inBatch: found.id).map {
            ScanBatch.Page(number: $0.number, id: $0.page, isNew: $0.isNew)
        }
    }

    private func delivered(_ batch: String, _ pages: [ScanBatch.Page], to person: String) {
        deliveries[batch] = nil
        guard batches[person]?.id == batch else { return }
        batches[person]?.pages = pages
        batches[person]?.held = []
        tell(person)
    }

    private func note(_ progress: ScanProgress, of batch: ScanBatch, for person: String) {
        guard let now = batches[person], now.id == batch.id, now.isScanning, progress.page >= now.next else { return }
        let part = progress.total > 0 ? Double(progress.bytes) / Double(progress.total) : nil
        batches[person]?.state = .scanning(page: progress.page, part: part)
        tell(person)
    }

    private func look(_ request: ScanRequest) async -> ScanPreview.State {
        let spool = folder.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: spool) }
        do {
            try FileManager.default.createDirectory(
                at: spool, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let hold = FolderLock(spool)
            defer { withExtendedLifetime(hold) {} }
            let seen = PreviewCatch()
            let outcome = try await workers.session(request, spool: spool).run(
                progress: { _ in }, deliver: { await seen.keep($0, try Data(contentsOf: $0.file)) })
            if let state = await seen.state { return state }
            let error = outcome.error ?? ScanFault.emptyPage.error(device: request.device, page: 1)
            return .failed(error)
        } catch let error as IntakeError {
            return .failed(error)
        } catch {
            return .failed(ScanFault.other.error(device: request.device, page: 1, detail: ["\(error)"]))
        }
    }

    // MARK: Devices

    private func claim(_ device: String, for person: Person) throws(IntakeError) {
        guard running[person.id] == nil else {
            throw IntakeError("scan.yours", .scanYours, remedy: .scanYoursRemedy, exit: .busy)
        }
        guard holders[device] == nil else {
            throw ScanFault.busy.error(device: device, page: 1)
        }
        holders[device] = person.id
    }

    private func release(_ device: String, of person: Person) {
        holders[device] = nil
        running[person.id] = nil
        tell(person.id)
    }

    private static var nothingToGoOnWith: IntakeError {
        IntakeError("scan.no-batch", .scanNoBatch, remedy: .scanNoBatchRemedy, exit: .usage)
    }
}

/// What a preview's one page was.
private actor PreviewCatch {
    private(set) var state: ScanPreview.State?

    func keep(_ page: ScannedPage, _ png: Data) {
        // Without a resolution a device's picture has no size; then the glass is taken for A4.
        let perMillimetre = page.dpi.map { $0 / 25.4 } ?? Double(page.width) / 210
        state = .there(
            png: png, width: Double(page.width) / perMillimetre, height: Double(page.height) / perMillimetre)
    }
}
