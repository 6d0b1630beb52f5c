extension Sequence where Element == UInt8 {
    /// Two lower-case hexadecimal digits a byte.
    public var hexadecimal: String {
        map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
