internal import CZip
public import Foundation

/// The files in a ZIP archive, read with limits on their number, size and how much they grow.
public struct ZipArchive: ~Copyable {
    public enum Fault: Error { case damaged, tooLarge, locked }

    /// A file inside, not yet unpacked.
    public struct Entry: Sendable {
        let index: zip_uint64_t
        /// The name as bytes of an encoding that is not known; see `EntryName`.
        public let name: Data
        /// What the archive says; not to be believed.
        public let size: Int
        public let isEncrypted: Bool
        public var isFolder: Bool { name.last == UInt8(ascii: "/") }
    }

    private let archive: OpaquePointer
    private let limits: ZipLimits
    private var bytesLeft: Int

    /// `data` must stay as long as the archive.
    public init(_ data: borrowing UnsafeRawBufferPointer, limits: ZipLimits) throws(Fault) {
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

    /// In the order of the archive.
    public var entries: [Entry] {
        (0..<max(0, zip_get_num_entries(archive, 0))).compactMap { index in
            var about = zip_stat_t()
            guard zip_stat_index(archive, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_RAW), &about) == 0,
                let name = about.name
            else { return nil }
            return Entry(
                index: zip_uint64_t(index), name: Data(bytes: name, count: strlen(name)),
                size: Int(clamping: about.size),
                isEncrypted: about.encryption_method != ZIP_EM_NONE)
        }
    }

    /// `nil` when there is no such file.
    public mutating func file(_ name: String) throws(Fault) -> Data? {
        let index = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_ENC_GUESS))
        return index < 0 ? nil : try file(at: zip_uint64_t(index))
    }

    public mutating func file(_ entry: Entry) throws(Fault) -> Data {
        guard !entry.isEncrypted else { throw .locked }
        return try file(at: entry.index)
    }

    /// What the archive says of sizes is not believed: bytes are counted as they come.
    private mutating func file(at index: zip_uint64_t) throws(Fault) -> Data {
        var about = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &about) == 0 else { throw .damaged }
        guard about.size <= bytesLeft else { throw .tooLarge }
        guard let handle = zip_fopen_index(archive, index, 0) else { throw .damaged }
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
