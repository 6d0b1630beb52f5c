internal import Crypto
internal import EvidenceVault
internal import Foundation
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 上传收件: what a whole upload brings goes the way of every import. Nothing is decoded here: a single file is known by its
/// first bytes and stored, an archive is taken apart by a process of its own.
actor UploadIntake {
    private let shelf: UploadShelf
    private let store: RegistryStore
    private let vault: any Vault
    private let unpacking: UnpackingProcess
    private var running: [String: Task<Void, Never>] = [:]

    init(shelf: UploadShelf, store: RegistryStore, vault: any Vault, workshop: DeskWorkshop) {
        self.shelf = shelf
        self.store = store
        self.vault = vault
        unpacking = UnpackingProcess(workshop.program)
    }

    /// Takes it in behind; who wants to know how far it is asks the shelf.
    func begin(_ upload: Upload) {
        guard running[upload.id] == nil else { return }
        running[upload.id] = Task {
            let shown = await take(upload)
            // A desk that ends leaves the rest to the next.
            if !Task.isCancelled { await shelf.finish(shown) }
            running[upload.id] = nil
        }
    }

    /// What an earlier desk had not taken in to its end; pages that it had are known by their bytes.
    func takeUp() async {
        for upload in (try? await shelf.interrupted()) ?? [] { begin(upload) }
    }

    func stopAll() async {
        for task in running.values { task.cancel() }
        for task in running.values { await task.value }
    }

    private func take(_ upload: Upload) async -> Upload {
        var shown = upload
        shown.taken = []
        shown.failures = []
        let file = shelf.bytes(upload.id)
        do {
            try await UploadIntake.check(file, upload)
            if ImportedFiles.isArchive(file) {
                try await unpacking.run(file, named: upload.name) { name, data in
                    try Task.checkCancellation()
                    shown.taken.append(try await take(data, name, upload))
                    await shelf.note(shown)
                } fail: {
                    shown.failures.append($0)
                }
            } else {
                for part in try ImportedFiles().parts(of: file, named: upload.name) {
                    shown.taken.append(try await take(part.data(), part.name, upload))
                }
            }
            try await store.endBatch(upload.id, fault: nil, by: upload.person)
        } catch let error as IntakeError {
            try? await store.endBatch(upload.id, fault: error.code, by: upload.person)
            shown.failures.append(ImportFailure(error, name: upload.name))
        } catch {
            shown.failures.append(
                ImportFailure(
                    IntakeError("internal", .internalFault, remedy: .uploadAgain, exit: .internalFault),
                    name: upload.name))
        }
        return shown
    }

    private func take(_ data: Data, _ name: String, _ upload: Upload) async throws -> Upload.Taken {
        let intake = PageIntake(store: store, vault: vault, person: upload.person, organization: upload.organization)
        let taken = try await intake.take(
            data, name: name, origin: .file, batch: upload.id, caseNumber: upload.caseNumber)
        return Upload.Taken(page: taken.page.id, isNew: taken.isNew)
    }

    /// The bytes are those that the browser meant to send, also after the desk's machine lost its power.
    private static func check(_ file: URL, _ upload: Upload) async throws {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        guard try handle.seekToEnd() == UInt64(upload.size) else {
            throw IntakeError("upload.damaged", .uploadDamaged, remedy: .uploadAgain)
        }
        guard let wanted = upload.sha256 else { return }
        try handle.seek(toOffset: 0)
        var hash = SHA256()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
        guard hash.finalize().hexadecimal == wanted else {
            throw IntakeError("upload.damaged", .uploadDamaged, remedy: .uploadAgain)
        }
    }
}
