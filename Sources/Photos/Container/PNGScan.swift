internal import Foundation
internal import ImageCodecs

/// The chunks of a PNG file (ISO/IEC 15948).
enum PNGScan {
    static func read(_ data: Data, into facts: inout ContainerFacts) {
        let reader = ByteReader(bytes: [UInt8](data))
        var at = 8
        var ended = false
        while let length = reader.number(at, 4), at + 12 + length <= data.count {
            if reader.begins("IHDR", at: at + 4) {
                facts.width = reader.number(at + 8, 4) ?? 0
                facts.height = reader.number(at + 12, 4) ?? 0
                facts.bitsPerComponent = reader.byte(at + 16) ?? 8
                let kind = reader.byte(at + 17) ?? 2
                // 0 and 4 are grey, 3 is a palette.
                facts.components = kind == 0 || kind == 4 ? 1 : 3
                facts.isInterlaced = reader.byte(at + 20) == 1
            } else if reader.begins("acTL", at: at + 4) {
                facts.isAnimated = true
            } else if reader.begins("eXIf", at: at + 4) {
                let end = min(reader.bytes.count, at + 8 + length)
                if let turned = ExifOrientation.read(Array(reader.bytes[(at + 8)..<end])) { facts.orientation = turned }
            } else if reader.begins("pHYs", at: at + 4), length == 9, reader.byte(at + 16) == 1 {
                facts.dpi = reader.number(at + 8, 4).map { Double($0) * 0.0254 }
            } else if reader.begins("IEND", at: at + 4) {
                facts.trailingBytes = data.count - (at + 12 + length)
                ended = true
                break
            }
            at += 12 + length
        }
        facts.isTruncated = !ended
    }
}
