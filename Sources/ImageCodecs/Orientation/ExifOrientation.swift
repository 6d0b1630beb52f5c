internal import Foundation

/// EXIF 方向: tag 0x0112 of the first directory (CIPA DC-008, 4.6.4), how the camera was held.
public enum ExifOrientation {
    /// `tiff` begins with the byte order mark; `nil` when there is no such tag or it makes no sense.
    public static func read(_ tiff: [UInt8]) -> Int? {
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

    /// Of a JPEG file, 1…8; 1 when it says nothing. Looks no further than where the picture begins.
    static func ofJPEG(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = 2
        while at + 4 <= bytes.count, bytes[at] == 0xFF, bytes[at + 1] != 0xDA {
            if bytes[at + 1] == 0xFF {
                at += 1
                continue
            }
            let end = at + 2 + Int(bytes[at + 2]) << 8 + Int(bytes[at + 3])
            guard end > at + 3, end <= bytes.count else { return 1 }
            let body = bytes[(at + 4)..<max(at + 4, end)]
            if bytes[at + 1] == 0xE1, body.starts(with: Array("Exif\0\0".utf8)),
                let found = read(Array(body.dropFirst(6)))
            {
                return found
            }
            at = end
        }
        return 1
    }
}
