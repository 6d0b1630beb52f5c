/// The image formats that are read, told apart by their first bytes, never by the file name.
public enum ImageFormat: String, Sendable {
    case jpeg, png, pnm, tiff, pdf, heif

    /// `nil` when the bytes begin like none of them.
    public init?(firstBytes bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(12))
        func begins(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
        if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if begins([0x49, 0x49, 0x2A, 0x00]) || begins([0x4D, 0x4D, 0x00, 0x2A]) {
            self = .tiff
        } else if begins(Array("%PDF-".utf8)) {
            self = .pdf
        } else if head.count == 12, Array(head[4..<8]) == Array("ftyp".utf8),
            ["heic", "heix", "mif1", "msf1", "heim", "heis"].contains(String(decoding: head[8...], as: UTF8.self))
        {
            self = .heif
        } else if head.count >= 3, head[0] == 0x50, [0x34, 0x35, 0x36].contains(head[1]),
            [0x0A, 0x0D, 0x20, 0x09].contains(head[2])
        {
            self = .pnm
        } else {
            return nil
        }
    }
}
