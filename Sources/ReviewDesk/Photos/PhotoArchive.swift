internal import Archives
internal import Foundation
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 照片压缩包: the usable finished photos of a run or of a class, named by the citizen ID, and nothing else.
struct PhotoArchive {
    let store: RegistryStore
    let vault: any Vault
    /// Photos of one archive, and their bytes; a class has fewer by far.
    private static let most = 2000
    private static let bytes = 100 << 20

    /// The archive; that it was fetched is on record. Throws `photos.archive` when it would be empty or too large.
    func data(run: Int64, className: String?, for person: Person) async throws -> Data {
        let usable = try await store.photos(
            ofRun: run, .init(outcome: .usable, className: className), count: PhotoArchive.most)
        guard (1...PhotoArchive.most).contains(usable.total) else { throw PhotoArchive.unfit }
        try await store.recordPhotoExport(run, by: person.id)
        let folder = FileManager.default.temporaryDirectory.appending(path: "xueji-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        var entries: [(name: String, file: URL)] = []
        var taken: Set<String> = []
        var size = 0
        for item in usable.photos {
            guard let hash = item.photo.finished else { continue }
            let bytes = try await vault.get(hash)
            size += bytes.count
            guard size <= PhotoArchive.bytes else { throw PhotoArchive.unfit }
            let base = try await name(item, person)
            var name = base
            var number = 2
            while !taken.insert(name).inserted {
                name = "\(base)-\(number)"
                number += 1
            }
            let file = folder.appending(path: String(entries.count))
            try bytes.write(to: file)
            entries.append((name + ".jpg", file))
        }
        let archive = folder.appending(path: "archive")
        try ZipBundle.write(entries.sorted { $0.name < $1.name }, to: archive)
        return try Data(contentsOf: archive)
    }

    /// The citizen ID, or what the file was called.
    private func name(_ item: RegistryStore.DecidedPhoto, _ person: Person) async throws(IntakeError) -> String {
        if let student = item.photo.student,
            let known = try? await store.student(String(student), visibleTo: person.id), let id = known[.citizenID]
        {
            return id
        }
        let stem = (item.photo.name as NSString).deletingPathExtension
        return stem.isEmpty ? "photo-\(item.photo.place + 1)" : stem
    }

    private static var unfit: IntakeError {
        IntakeError("photos.archive", .photoArchiveUnfit, remedy: .photoArchiveRemedy, exit: .badInput)
    }
}
