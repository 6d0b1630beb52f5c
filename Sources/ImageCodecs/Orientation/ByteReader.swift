/// 逐字节读数: numbers out of bytes that may end anywhere.
public struct ByteReader {
    public let bytes: [UInt8]
    public var isBigEndian = true

    public init(bytes: [UInt8]) { self.bytes = bytes }

    public func byte(_ at: Int) -> Int? { bytes.indices.contains(at) ? Int(bytes[at]) : nil }

    public func number(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at + count <= bytes.count else { return nil }
        let part = bytes[at..<(at + count)]
        return (isBigEndian ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }

    public func begins(_ text: String, at offset: Int) -> Bool {
        let wanted = Array(text.utf8)
        guard offset >= 0, offset + wanted.count <= bytes.count else { return false }
        return Array(bytes[offset..<(offset + wanted.count)]) == wanted
    }
}
