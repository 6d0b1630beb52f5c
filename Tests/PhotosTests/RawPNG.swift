import Foundation

/// PNG files (ISO/IEC 15948) written by hand, so that they can be of kinds that no encoder here makes.
struct RawPNG {
    var width = 358
    var height = 441
    /// 8 or 16.
    var bits = 8
    var isInterlaced = false
    /// Chunks before the picture's data.
    var extra: [(name: String, data: [UInt8])] = []
    /// One channel at a place, 0…1.
    var tone: (_ x: Int, _ y: Int, _ channel: Int) -> Double = { x, y, _ in Double((x ^ y) & 127) / 200 + 0.2 }

    /// First column and row of the seven passes of Adam7, and their steps.
    private static let passes = [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]

    var data: Data {
        let head = number(width) + number(height) + [UInt8(bits), 2, 0, 0, isInterlaced ? 1 : 0]
        var out: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", head)
        for (name, data) in extra { out += chunk(name, data) }
        return Data(out + chunk("IDAT", stored(lines)) + chunk("IEND", []))
    }

    /// Rows with filter 0, of the whole or of one pass after the other.
    private var lines: [UInt8] {
        var out: [UInt8] = []
        for (left, top, across, down) in isInterlaced ? RawPNG.passes : [(0, 0, 1, 1)] where left < width {
            for y in stride(from: top, to: height, by: down) {
                out.append(0)
                for x in stride(from: left, to: width, by: across) {
                    for channel in 0..<3 {
                        let value = max(0, min(1, tone(x, y, channel)))
                        if bits == 16 {
                            let level = Int(value * 65_535)
                            out += [UInt8(level >> 8), UInt8(level & 255)]
                        } else {
                            out.append(UInt8(value * 255))
                        }
                    }
                }
            }
        }
        return out
    }

    /// zlib (RFC 1950) with blocks that are not compressed.
    private func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x01]
        var at = 0
        while at < bytes.count {
            let count = min(65_535, bytes.count - at)
            let isLast = at + count == bytes.count
            out += [
                isLast ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8 & 255),
            ]
            out += bytes[at..<(at + count)]
            at += count
        }
        var (a, b) = (1, 0)
        for byte in bytes {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return out + number(b << 16 | a)
    }

    private func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in body {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return number(data.count) + body + number(Int(~sum))
    }

    private func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
}
