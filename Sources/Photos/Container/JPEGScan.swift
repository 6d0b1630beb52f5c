internal import Foundation
internal import ImageCodecs

/// The marker segments of a JPEG file up to its first scan (ISO/IEC 10918-1, annex B).
enum JPEGScan {
    /// What an ICC profile may weigh, bytes.
    private static let profileBytes = 4 << 20

    static func read(_ data: Data, into facts: inout ContainerFacts) {
        // Headers are short; profiles and previews make them long.
        let reader = ByteReader(bytes: [UInt8](data.prefix(8 << 20)))
        var profile: [Int: [UInt8]] = [:]
        var at = 2
        while true {
            guard let mark = reader.byte(at), let marker = reader.byte(at + 1) else { break }
            guard mark == 0xFF else { break }
            if marker == 0xFF {
                at += 1
                continue
            }
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                at += 2
                continue
            }
            guard marker != 0xD9, marker != 0xDA, let length = reader.number(at + 2, 2), length >= 2 else { break }
            segment(marker, at + 4, length - 2, reader, &facts, &profile)
            at += 2 + length
        }
        facts.isTruncated = facts.width == 0
        let whole = profile.sorted { $0.key < $1.key }.flatMap(\.value)
        if !whole.isEmpty, whole.count <= profileBytes { facts.icc = Data(whole) }
    }

    private static func segment(
        _ marker: Int, _ at: Int, _ length: Int, _ reader: ByteReader, _ facts: inout ContainerFacts,
        _ profile: inout [Int: [UInt8]]
    ) {
        switch marker {
        case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
            facts.bitsPerComponent = reader.byte(at) ?? 8
            facts.height = reader.number(at + 1, 2) ?? 0
            facts.width = reader.number(at + 3, 2) ?? 0
            facts.components = reader.byte(at + 5) ?? 3
            facts.isProgressive = marker & 3 == 2
        case 0xE0 where reader.begins("JFIF", at: at):
            guard let unit = reader.byte(at + 7), let dots = reader.number(at + 8, 2), dots > 1 else { return }
            facts.dpi = unit == 1 ? Double(dots) : unit == 2 ? Double(dots) * 2.54 : nil
        case 0xE1 where reader.begins("Exif", at: at):
            let end = min(reader.bytes.count, at + length)
            guard at + 6 < end else { return }
            if let turned = ExifOrientation.read(Array(reader.bytes[(at + 6)..<end])) { facts.orientation = turned }
        case 0xE2 where reader.begins("ICC_PROFILE", at: at):
            let end = min(reader.bytes.count, at + length)
            guard let number = reader.byte(at + 12), at + 14 < end else { return }
            profile[number] = Array(reader.bytes[(at + 14)..<end])
        default: break
        }
    }
}
