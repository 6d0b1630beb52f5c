internal import Foundation
internal import IntakeModel

/// UTF-8 with or without a byte order mark, or GB18030.
enum CSVEncoding {
    /// The encoding's number in CoreFoundation; EUC_CN would decode some characters wrongly.
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    /// Bytes that are valid UTF-8 are UTF-8: text in GB18030 hardly ever is. Anything that decodes to what nobody
    /// writes (NUL, control characters, what no encoding could decode) is refused rather than guessed.
    static func text(_ data: Data, file: String) throws(IntakeError) -> String {
        let text = String(data: data, encoding: .utf8) ?? String(data: data, encoding: gb18030)
        guard let text, text.unicodeScalars.allSatisfy(isWritten) else {
            throw IntakeError("sheet.encoding", .sheetEncoding.with(file), remedy: .sheetEncodingRemedy)
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }

    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0xFEFF: true
        case ..<0x20, 0x7F...0x9F, 0xFFFD: false
        default: true
        }
    }
}
