internal import CQREncode

/// 二维码 (ISO/IEC 18004), as a square of dark and light modules.
public struct QRCode: Sendable {
    /// Modules a side, without the quiet zone of four.
    public let width: Int
    private let dark: [Bool]

    /// `nil` for text that is empty or too long. A quarter of the code may be lost (level Q).
    public init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_Q) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        dark = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    public func isDark(_ x: Int, _ y: Int) -> Bool { dark[y * width + x] }
}
