internal import CZip
internal import Foundation

/// The files in a ZIP archive, read with limits on their number, size and how much they grow.
struct ZipArchive: ~Copyable {
    enum Fault: Error { case damaged, tooLarge }

    private let archive: OpaquePointer
    private let limits: SheetLimits
    private var bytesLeft: Int

    /// `data` must stay as long as the archive.
    init(_ data: borrowing UnsafeRawBufferPointer, limits: SheetLimits) throws(Fault) {
        var error = zip_error_t()
        guard let source = zip_source_buffer_create(data.baseAddress, zip_uint64_t(data.count), 0, &error) else {
            throw .damaged
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
            zip_source_free(source)
            throw .damaged
        }
        guard zip_get_num_entries(archive, 0) <= limits.entries else {
            zip_discard(archive)
            throw .tooLarge
        }
        self.archive = archive
        self.limits = limits
        bytesLeft = limits.bytes
    }

    deinit { zip_discard(archive) }

    /// `nil` when there is no such file. What the archive says of sizes is not believed: bytes are counted as they come.
    mutating func file(_ name: String) throws(Fault) -> Data? {
        let index = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_ENC_GUESS))
        guard index >= 0 else { return nil }
        var about = zip_stat_t()
        guard zip_stat_index(archive, zip_uint64_t(index), 0, &about) == 0 else { throw .damaged }
        guard about.size <= bytesLeft else { throw .tooLarge }
        guard let handle = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw .damaged }
        defer { zip_fclose(handle) }
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Int(zip_fread(handle, &buffer, zip_uint64_t(buffer.count)))
            guard count >= 0 else { throw .damaged }
            if count == 0 { break }
            data.append(contentsOf: buffer[..<count])
            bytesLeft -= count
            guard bytesLeft >= 0 else { throw .tooLarge }
            guard data.count < 4 << 20 || data.count / max(1, Int(about.comp_size)) <= limits.ratio else {
                throw .tooLarge
            }
        }
        return data
    }
}
