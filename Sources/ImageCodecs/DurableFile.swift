public import Foundation
public import IntakeModel

/// 落盘: writes that are either whole and on the disk, or not there at all.
public enum DurableFile {
    /// A file without a name is written and synced, then gets its name; the folder is synced. A process killed at any
    /// moment leaves nothing that is half written. Where the file system has no files without names (NFS), a temporary
    /// name in the same folder is used and renamed.
    ///
    /// What is no file, as `/dev/null` or a pipe, is written into and stays what it is.
    ///
    /// Throws `file.unwritable` with the reason (full disk, permission); nothing is left behind then.
    public static func write(_ data: Data, to file: URL) throws(IntakeError) {
        try write(data, to: file, isSynced: true)
    }

    /// - Parameter isSynced: `false` where many files are written one after another and `sync` follows for all of them:
    ///   none is ever half written for whoever reads it, but a power cut may still take it away.
    public static func write(_ data: Data, to file: URL, isSynced: Bool) throws(IntakeError) {
        if isDevice(file) { return try write(data, into: file) }
        let folder = file.deletingLastPathComponent()
        let temporary = folder.appending(path: ".\(UUID().uuidString).xueji-tmp")
        var isNamed = false
        var descriptor = open(folder.path, O_WRONLY | unnamed | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            isNamed = true
            descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        }
        guard descriptor >= 0 else { throw failure(file, errno) }
        var fault = write(data, to: descriptor)
        if fault == 0, isSynced, fsync(descriptor) != 0 { fault = errno }
        if fault == 0, !isNamed {
            // A name that is taken cannot be linked over, only renamed over.
            if !link(descriptor, file.path) {
                isNamed = link(descriptor, temporary.path)
                if !isNamed { fault = errno }
            }
        }
        if close(descriptor) != 0, fault == 0 { fault = errno }
        if fault == 0, isNamed, rename(temporary.path, file.path) != 0 { fault = errno }
        guard fault == 0 else {
            if isNamed { unlink(temporary.path) }
            throw failure(file, fault)
        }
        if isSynced { sync(folder.path) }
    }

    /// A finished file of the same file system gets its place, whole and on the disk.
    public static func move(_ finished: URL, to file: URL) throws(IntakeError) {
        sync(finished.path)
        guard rename(finished.path, file.path) == 0 else { throw failure(file, errno) }
        sync(file.deletingLastPathComponent().path)
    }

    /// Files that were written without being synced, and the folders that they are in, reach the disk.
    public static func sync(_ files: [URL]) {
        for file in files { sync(file.path) }
        for folder in Set(files.map { $0.deletingLastPathComponent().path }) { sync(folder) }
    }

    private static func sync(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// The error number, 0 when every byte was written.
    private static func write(_ data: Data, to descriptor: Int32) -> Int32 {
        data.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let written = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                if written >= 0 { done += written } else if errno != EINTR { return errno }
            }
            return 0
        }
    }

    private static func isDevice(_ file: URL) -> Bool {
        var state = stat()
        guard stat(file.path, &state) == 0 else { return false }
        return ![S_IFREG, S_IFDIR].contains(state.st_mode & S_IFMT)
    }

    private static func write(_ data: Data, into device: URL) throws(IntakeError) {
        let descriptor = open(device.path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(device, errno) }
        var fault = write(data, to: descriptor)
        if close(descriptor) != 0, fault == 0 { fault = errno }
        if fault != 0 { throw failure(device, fault) }
    }

    /// `O_TMPFILE`, a macro that is not imported: its own bit and `O_DIRECTORY` (linux/fcntl.h).
    private static let unnamed: Int32 = 0o20_000_000 | O_DIRECTORY

    /// Gives an open file without a name one; `false` when that is taken.
    private static func link(_ descriptor: Int32, _ path: String) -> Bool {
        linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
    }

    private static func failure(_ file: URL, _ number: Int32) -> IntakeError {
        let full = number == ENOSPC || number == EDQUOT || number == EFBIG
        return IntakeError(
            full ? "file.disk-full" : "file.unwritable",
            full
                ? .diskFull.with(file.lastPathComponent)
                : .cannotWrite.with(file.lastPathComponent, String(cString: strerror(number))),
            remedy: full ? .diskFullRemedy : .checkPermissions, exit: .inputOutput,
            underlying: "errno \(number)")
    }
}
