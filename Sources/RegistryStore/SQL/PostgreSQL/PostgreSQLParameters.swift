internal import CPQ
internal import Foundation

/// Values as libpq takes them: text, or bytes for a blob; `body` may use them while it runs.
enum PostgreSQLParameters {
    typealias Arrays = (
        values: UnsafePointer<UnsafePointer<CChar>?>, lengths: UnsafePointer<Int32>, formats: UnsafePointer<Int32>
    )

    static func with<Result>(_ values: [SQLValue], _ body: (Int32, Arrays) -> Result) -> Result {
        let owned = values.map(bytes)
        defer { for buffer in owned { buffer?.deallocate() } }
        let pointers = owned.map { $0?.baseAddress.map { UnsafePointer($0.assumingMemoryBound(to: CChar.self)) } }
        let lengths = owned.map { Int32(max(0, ($0?.count ?? 1) - 1)) }
        let formats = values.map { value -> Int32 in if case .blob = value { 1 } else { 0 } }
        return pointers.withUnsafeBufferPointer { pointers in
            lengths.withUnsafeBufferPointer { lengths in
                formats.withUnsafeBufferPointer { formats in
                    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1) { spare in
                        // An empty array may have no address; libpq reads none of it then.
                        spare.initialize(repeating: 0)
                        return withUnsafePointer(to: UnsafePointer<CChar>?.none) { none in
                            let zero = UnsafePointer(spare.baseAddress!)
                            return body(
                                Int32(values.count),
                                (pointers.baseAddress ?? none, lengths.baseAddress ?? zero, formats.baseAddress ?? zero)
                            )
                        }
                    }
                }
            }
        }
    }

    /// With a NUL after it; `nil` for NULL.
    private static func bytes(_ value: SQLValue) -> UnsafeMutableRawBufferPointer? {
        switch value {
        case .null: nil
        case .integer(let number): copy(String(number).utf8)
        case .real(let number): copy(String(number).utf8)
        case .text(let text): copy(text.utf8)
        case .blob(let data): copy(data)
        }
    }

    private static func copy(_ bytes: some Collection<UInt8>) -> UnsafeMutableRawBufferPointer {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
        buffer.copyBytes(from: bytes)
        buffer[bytes.count] = 0
        return buffer
    }
}
