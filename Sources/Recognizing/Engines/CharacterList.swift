internal import Foundation

/// The characters of a recognition model, read from the metadata of its ONNX file.
///
/// Class 0 is the CTC blank; classes 1… are the lines of the property `character`; the last class is the space.
public struct CharacterList: Sendable {
    /// Class → character; the blank is "".
    public let characters: [String]
    private let classes: [String: Int]

    public init(lines: [String]) {
        characters = [""] + lines + [" "]
        classes = Dictionary(characters.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public var count: Int { characters.count }

    public func index(of character: String) -> Int? { character.isEmpty ? nil : classes[character] }

    /// The classes that spell a text; `nil` when the model lacks one of its characters.
    public func indices(of text: String) -> [Int]? {
        var found: [Int] = []
        for character in text {
            guard let index = index(of: String(character)) else { return nil }
            found.append(index)
        }
        return found
    }

    /// Walks the top level of the protobuf `ModelProto`; `metadata_props` is field 14 (onnx.proto).
    init?(onnx bytes: Data) {
        let value = bytes.withUnsafeBytes { raw -> String? in
            var reader = ProtobufReader(bytes: raw.bindMemory(to: UInt8.self))
            while let field = reader.next() {
                guard field.number == 14, let body = field.body else { continue }
                var entry = ProtobufReader(bytes: body)
                var key = ""
                var text = ""
                while let part = entry.next() {
                    guard let body = part.body else { continue }
                    if part.number == 1 { key = String(decoding: body, as: UTF8.self) }
                    if part.number == 2 { text = String(decoding: body, as: UTF8.self) }
                }
                if key == "character" { return text }
            }
            return nil
        }
        guard let value else { return nil }
        self.init(lines: value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
}

/// Reads the fields of one protobuf message (varint, 64-bit, length-delimited, 32-bit).
private struct ProtobufReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var offset = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> (number: Int, body: UnsafeBufferPointer<UInt8>?)? {
        guard let tag = varint() else { return nil }
        switch tag & 7 {
        case 0: return varint().map { _ in (Int(tag >> 3), nil) }
        case 1: offset += 8
        case 5: offset += 4
        case 2:
            guard let length = varint(), length <= UInt64(bytes.count - offset) else { return nil }
            let body = UnsafeBufferPointer(rebasing: bytes[offset..<(offset + Int(length))])
            offset += Int(length)
            return (Int(tag >> 3), body)
        default: return nil
        }
        return offset <= bytes.count ? (Int(tag >> 3), nil) : nil
    }

    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 127) << shift
            if byte < 128 { return value }
            shift += 7
        }
        return nil
    }
}
