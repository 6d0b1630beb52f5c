internal import Foundation

/// 去除附加信息: a JPEG file with its picture data as they are and nothing else but the resolution.
enum PlainContainer {
    /// Camera, place and time of the photo, previews, comments and what follows the picture are left out.
    ///
    /// `nil` when the markers do not follow one another as they should.
    static func rewritten(_ data: Data, end: Int, dpi: Int) -> Data? {
        let bytes = [UInt8](data.prefix(end))
        guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
        let dots = [UInt8(dpi >> 8 & 255), UInt8(dpi & 255)]
        var out: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 1] + dots + dots + [0, 0]
        var at = 2
        while at + 4 <= bytes.count {
            guard bytes[at] == 0xFF else { return nil }
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            if marker == 0xDA {
                out += bytes[at...]
                return Data(out)
            }
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            guard length >= 2, at + 2 + length <= bytes.count else { return nil }
            // APP14 says how the colours are meant; the other APPn and comments say nothing of the picture.
            let isExtra = (0xE0...0xEF).contains(marker) && marker != 0xEE || marker == 0xFE
            if !isExtra { out += bytes[at..<(at + 2 + length)] }
            at += 2 + length
        }
        return nil
    }
}
