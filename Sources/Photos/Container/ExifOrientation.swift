internal import Foundation

/// EXIF 方向: tag 0x0112 of the first directory (CIPA DC-008, 4.6.4), how the camera was held.
enum ExifOrientation {
    /// `tiff` begins with the byte order mark; `nil` when there is no such tag or it makes no sense.
    static func read(_ tiff: [UInt8]) -> Int? {
        var reader = ByteReader(bytes: tiff)
        guard tiff.count >= 8 else { return nil }
        reader.isBigEndian = tiff[0] == 0x4D
        guard let directory = reader.number(4, 4), let count = reader.number(directory, 2) else { return nil }
        for entry in 0..<min(count, 200) {
            let at = directory + 2 + 12 * entry
            guard let tag = reader.number(at, 2) else { return nil }
            if tag == 0x0112, let value = reader.number(at + 8, 2) { return (1...8).contains(value) ? value : nil }
        }
        return nil
    }
}
