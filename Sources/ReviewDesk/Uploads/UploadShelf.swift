internal import Foundation
internal import ImageCodecs
internal import IntakeModel
internal import IntakePipeline

/// 上传存放处: files on their way in, in a folder of the desk's; each with what is known of it in a file beside it.
///
/// A desk that starts again finds them where they were.
actor UploadShelf {
    private nonisolated let disk = DiskQueue()
    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    /// A file that somebody writes to. The last who began may write; who was faster before, and lost the line, may not.
    private struct Writing {
        let turn: UUID
        let handle: FileHandle
    }

    private let folder: URL
    private let free: @Sendable () -> Int64?
    private var uploads: [String: Upload] = [:]
    private var writing: [String: Writing] = [:]
    private var isLoaded = false

    /// `free` tells the bytes left on the disk.
    init(folder: URL, free: @escaping @Sendable () -> Int64?) {
        self.folder = folder
        self.free = free
    }

    // MARK: From beginning to end

    /// Begins an upload, or finds the one of the same person and file that was not finished.
    func begin(_ wanted: Upload) throws(IntakeError) -> (upload: Upload, offset: Int) {
        try load()
        clearExpired()
        let known = uploads.values.first {
            $0.person == wanted.person && $0.name == wanted.name && $0.size == wanted.size && $0.stage != .done
                && !$0.identity.isEmpty && $0.identity == wanted.identity && $0.caseNumber == wanted.caseNumber
        }
        if let known { return (known, offset(known)) }
        try UploadLimits.check(name: wanted.name, size: wanted.size)
        let open = uploads.values.filter { $0.stage != .done }
        let own = open.filter { $0.person == wanted.person }
        guard own.count < UploadLimits.personFiles,
            own.reduce(wanted.size, { $0 + $1.size }) <= UploadLimits.personBytes
        else { throw IntakeError("upload.too-many", .uploadTooMany, remedy: .uploadTooManyRemedy, exit: .busy) }
        let missing = open.reduce(wanted.size) { $0 + $1.size - offset($1) }
        guard open.reduce(wanted.size, { $0 + $1.size }) <= UploadLimits.bytes,
            (free() ?? 0) - Int64(missing) > DeskSystem.leastFree
        else {
            throw IntakeError("upload.full", .uploadFull, remedy: .uploadFullRemedy, exit: .unavailable)
        }
        try UploadShelf.onDisk { try Data().write(to: bytes(wanted.id)) }
        try keep(wanted)
        return (wanted, 0)
    }

    /// The upload and how many of its bytes are here; throws `registry.not-found` for whoever did not begin it.
    func find(_ id: String, of person: String) throws(IntakeError) -> (upload: Upload, offset: Int) {
        try load()
        guard let upload = uploads[id], upload.person == person else {
            throw IntakeError("registry.not-found", .uploadGone, remedy: .uploadAgain, exit: .badInput)
        }
        return (upload, offset(upload))
    }

    /// Opens the upload for writing at `offset`; the answer is the writer's turn. Whoever wrote before is out.
    func open(_ id: String, at offset: Int, of person: String) throws(IntakeError) -> UUID {
        let found = try find(id, of: person)
        guard found.upload.stage == .receiving, found.offset == offset else {
            throw IntakeError("upload.offset", .uploadOffset, remedy: .uploadAgain, exit: .busy)
        }
        let turn = UUID()
        writing.removeValue(forKey: id).map { try? $0.handle.close() }
        writing[id] = try UploadShelf.onDisk {
            let handle = try FileHandle(forWritingTo: bytes(id))
            try handle.seekToEnd()
            return Writing(turn: turn, handle: handle)
        }
        return turn
    }

    /// Adds bytes; throws `upload.offset` when the turn has gone to somebody else, `desk.too-large` past the announced size.
    func append(_ data: Data, to id: String, turn: UUID) throws(IntakeError) {
        guard let upload = uploads[id], let writer = writing[id], writer.turn == turn else {
            throw IntakeError("upload.offset", .uploadOffset, remedy: .uploadAgain, exit: .busy)
        }
        guard offset(upload) + data.count <= upload.size else {
            throw IntakeError("desk.too-large", .uploadTooLong, remedy: .uploadAgain, exit: .badInput)
        }
        try UploadShelf.onDisk { try writer.handle.write(contentsOf: data) }
    }

    /// Ends the turn; answers whether the file is whole now, which is told once.
    func close(_ id: String, turn: UUID) throws(IntakeError) -> (upload: Upload, offset: Int, isWhole: Bool) {
        guard var upload = uploads[id] else {
            throw IntakeError("registry.not-found", .uploadGone, remedy: .uploadAgain, exit: .badInput)
        }
        if let writer = writing[id], writer.turn == turn {
            try? writer.handle.close()
            writing[id] = nil
        }
        let offset = offset(upload)
        guard upload.stage == .receiving, offset == upload.size else { return (upload, offset, false) }
        upload.stage = .taking
        try keep(upload)
        return (upload, offset, true)
    }

    /// Notes what came of it; the bytes go, the note stays for who asks until it expires.
    func finish(_ upload: Upload) {
        var upload = upload
        upload.stage = .done
        try? keep(upload)
        try? FileManager.default.removeItem(at: bytes(upload.id))
    }

    /// Notes how far taking in has come.
    func note(_ upload: Upload) { uploads[upload.id] = upload }

    func remove(_ id: String, of person: String) throws(IntakeError) {
        let upload = try find(id, of: person).upload
        guard upload.stage != .taking else {
            throw IntakeError("upload.taking", .uploadTaking, remedy: .uploadTaking, exit: .busy)
        }
        drop(id)
    }

    /// Uploads that were whole when the desk ended.
    func interrupted() throws(IntakeError) -> [Upload] {
        try load()
        clearExpired()
        return uploads.values.filter { $0.stage == .taking }.sorted { $0.id < $1.id }
    }

    nonisolated func bytes(_ id: String) -> URL { folder.appending(path: id + ".part") }

    // MARK: The folder

    private nonisolated func card(_ id: String) -> URL { folder.appending(path: id + ".json") }

    private func offset(_ upload: Upload) -> Int {
        if upload.stage != .receiving { return upload.size }
        let attributes = try? FileManager.default.attributesOfItem(atPath: bytes(upload.id).path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    private func keep(_ upload: Upload) throws(IntakeError) {
        uploads[upload.id] = upload
        let encoded: Data
        do { encoded = try JSONEncoder().encode(upload) } catch { throw UploadShelf.failure(error) }
        try DurableFile.write(encoded, to: card(upload.id))
    }

    private func drop(_ id: String) {
        writing.removeValue(forKey: id).map { try? $0.handle.close() }
        uploads[id] = nil
        try? FileManager.default.removeItem(at: card(id))
        try? FileManager.default.removeItem(at: bytes(id))
    }

    private func load() throws(IntakeError) {
        guard !isLoaded else { return }
        try UploadShelf.onDisk {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            where file.pathExtension == "json" {
                guard let upload = try? JSONDecoder().decode(Upload.self, from: Data(contentsOf: file)) else {
                    continue
                }
                uploads[upload.id] = upload
            }
        }
        isLoaded = true
    }

    /// By the time of the last byte, or of the note.
    private func clearExpired() {
        for upload in uploads.values where upload.stage != .taking && writing[upload.id] == nil {
            let file = upload.stage == .done ? card(upload.id) : bytes(upload.id)
            let changed = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.modificationDate] as? Date
            if -(changed ?? .distantPast).timeIntervalSinceNow > UploadLimits.lifetime { drop(upload.id) }
        }
    }

    private static func onDisk<Result>(_ body: () throws -> Result) throws(IntakeError) -> Result {
        do { return try body() } catch { throw failure(error) }
    }

    private static func failure(_ error: any Error) -> IntakeError {
        IntakeError(
            "upload.disk", .cannotWrite.with("upload", "I/O"), remedy: .diskFullRemedy, exit: .inputOutput,
            underlying: "\(error)")
    }
}
