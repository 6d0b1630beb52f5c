public import Foundation

/// 文件夹占用: of several programs over one folder, the first has it until its process ends, however that ends.
public final class FolderLock: Sendable {
    private let descriptor: Int32

    /// `nil` when another program has the folder, or it cannot be written.
    public init?(_ folder: URL) {
        descriptor = open(folder.appending(path: "lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }
}
