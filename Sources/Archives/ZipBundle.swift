internal import CZip
public import Foundation
public import IntakeModel

/// 压缩包: files under the names that they shall have, stored as they are, always in the same bytes.
public enum ZipBundle {
    /// - Parameters:
    ///   - entries: name in the archive and where the file lies, in the order in which they shall stand.
    ///   - place: written anew; libzip needs a file of its own beside it.
    /// - Throws: `zip.unwritable`.
    public static func write(_ entries: [(name: String, file: URL)], to place: URL) throws(IntakeError) {
        var code: Int32 = 0
        guard let archive = zip_open(place.path, Int32(ZIP_CREATE | ZIP_TRUNCATE), &code) else {
            throw failure(place, "zip \(code)")
        }
        for entry in entries {
            guard let source = zip_source_file(archive, entry.file.path, 0, -1) else {
                throw discarded(archive, place)
            }
            let index = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else {
                zip_source_free(source)
                throw discarded(archive, place)
            }
            // Photos are compressed already. 1 January 2000: when they were packed is nobody's business.
            zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0)
            zip_file_set_dostime(archive, zip_uint64_t(index), 0, 20 << 9 | 1 << 5 | 1, 0)
        }
        guard zip_close(archive) == 0 else { throw discarded(archive, place) }
    }

    private static func discarded(_ archive: OpaquePointer, _ place: URL) -> IntakeError {
        let reason = String(cString: zip_strerror(archive))
        zip_discard(archive)
        return failure(place, reason)
    }

    private static func failure(_ place: URL, _ reason: String) -> IntakeError {
        IntakeError(
            "zip.unwritable", .cannotWrite.with(place.lastPathComponent, reason), remedy: .checkPermissions,
            exit: .inputOutput, underlying: reason)
    }
}
