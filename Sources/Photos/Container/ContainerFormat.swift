public import Foundation

/// 文件格式: what the first bytes say a file is; its name is never asked.
public enum ContainerFormat: String, Sendable, Codable {
    case jpeg, png, tiff, pnm, bmp, gif, webp, heic, avif, pdf, zip, svg, unknown

    public init(firstBytes data: Data) {
        let head = [UInt8](data.prefix(512))
        func begins(_ magic: [UInt8], at offset: Int = 0) -> Bool {
            head.count >= offset + magic.count && Array(head[offset..<(offset + magic.count)]) == magic
        }
        func brand(_ names: [String]) -> Bool {
            begins(Array("ftyp".utf8), at: 4) && names.contains { begins(Array($0.utf8), at: 8) }
        }
        if begins([0xFF, 0xD8]) {
            self = .jpeg
        } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if begins([0x49, 0x49, 0x2A, 0]) || begins([0x4D, 0x4D, 0, 0x2A]) {
            self = .tiff
        } else if begins(Array("GIF8".utf8)) {
            self = .gif
        } else if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else if brand(["avif", "avis"]) {
            self = .avif
        } else if brand(["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"]) {
            self = .heic
        } else if begins(Array("%PDF".utf8)) {
            self = .pdf
        } else if begins([0x50, 0x4B, 3, 4]) {
            self = .zip
        } else if begins(Array("BM".utf8)), head.count > 26 {
            self = .bmp
        } else if head.count > 2, head[0] == 0x50, (0x34...0x36).contains(head[1]),
            [0x0A, 0x0D, 0x20, 0x09].contains(head[2])
        {
            self = .pnm
        } else if String(decoding: head, as: UTF8.self).contains("<svg") {
            self = .svg
        } else {
            self = .unknown
        }
    }

    /// Whether pixels can be had from it here.
    public var isDecoded: Bool { [.jpeg, .png, .tiff, .pnm].contains(self) }
}
