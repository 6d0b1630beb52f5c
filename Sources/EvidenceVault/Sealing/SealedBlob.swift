internal import Crypto
internal import Foundation
internal import IntakeModel

/// 密封的原件: a header that names format, algorithm and key, then chunks that are each authenticated.
///
/// ```
/// "XJSEALED" · format 1 (1 byte) · algorithm (length, ASCII) · key (length, ASCII) · salt (32 bytes)
///   · chunk size (4 bytes) · length of the original (8 bytes)            numbers with the highest byte first
/// chunks: ciphertext and tag each
/// ```
/// Every original has a key of its own, derived by HKDF-SHA256 from the named key, the salt, the header and the content
/// address, so that no header can be changed, and no original put in the place of another. A chunk's nonce is its number
/// and whether it is the last one, so that none can be left out, doubled, moved or cut off.
struct SealedBlob {
    private static let magic = Data("XJSEALED".utf8)
    private static let format: UInt8 = 1
    private static let chunk = 1 << 20
    private static let largestChunk = 64 << 20

    let header: Data
    let algorithm: SealAlgorithm
    /// Name of the key that sealed it.
    let keyName: String
    private let salt: Data
    private let chunkSize: Int
    private let length: Int

    static func isOne(_ data: Data) -> Bool { data.starts(with: magic) }

    /// Name of the key without opening anything; `nil` for what is not sealed.
    static func keyName(_ data: Data) -> String? { try? SealedBlob(header: data).keyName }

    /// `name` is the content address of `data`.
    static func seal(_ data: Data, name: String, keys: SealKeys, chunk size: Int = chunk) throws(IntakeError) -> Data {
        let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        var header = magic
        header.append(format)
        for text in [SealAlgorithm.current.rawValue, keys.current] {
            header.append(UInt8(text.utf8.count))
            header.append(contentsOf: text.utf8)
        }
        header.append(salt)
        for byte in 0..<4 { header.append(UInt8(truncatingIfNeeded: size >> (24 - 8 * byte))) }
        for byte in 0..<8 { header.append(UInt8(truncatingIfNeeded: data.count >> (56 - 8 * byte))) }
        let blob = try SealedBlob(header: header)
        guard let key = keys.key(keys.current) else { throw VaultFault.noKey }
        do {
            return try blob.sealed(data, key: blob.derived(key, name: name))
        } catch {
            throw IntakeError(
                "vault.seal", .internalFault, remedy: .askAdministrator, exit: .internalFault, underlying: "\(error)")
        }
    }

    /// Throws `vault.damaged`, `vault.no-key` for a key that is not given, or `vault.algorithm` for one that this version
    /// does not know.
    static func open(_ data: Data, name: String, keys: SealKeys) throws(IntakeError) -> Data {
        let blob = try SealedBlob(header: data)
        guard let key = keys.key(blob.keyName) else { throw VaultFault.noKey }
        do {
            return try blob.opened(data.dropFirst(blob.header.count), key: blob.derived(key, name: name))
        } catch {
            throw VaultFault.damaged
        }
    }

    private init(header data: Data) throws(IntakeError) {
        var rest = data.dropFirst(SealedBlob.magic.count)
        func take(_ count: Int) throws(IntakeError) -> Data {
            guard count >= 0, rest.count >= count else { throw VaultFault.damaged }
            defer { rest = rest.dropFirst(count) }
            return Data(rest.prefix(count))
        }
        func number(_ bytes: Int) throws(IntakeError) -> Int {
            try take(bytes).reduce(0) { $0 << 8 | Int($1) }
        }
        guard SealedBlob.isOne(data) else { throw VaultFault.damaged }
        guard try number(1) == SealedBlob.format else { throw SealedBlob.unknown("format") }
        let algorithm = String(decoding: try take(try number(1)), as: UTF8.self)
        guard let known = SealAlgorithm(rawValue: algorithm) else { throw SealedBlob.unknown(algorithm) }
        self.algorithm = known
        keyName = String(decoding: try take(try number(1)), as: UTF8.self)
        salt = try take(32)
        chunkSize = try number(4)
        guard let first = rest.first, first < 0x80 else { throw VaultFault.damaged }
        length = try number(8)
        guard (1...SealedBlob.largestChunk).contains(chunkSize) else { throw VaultFault.damaged }
        header = Data(data.prefix(data.count - rest.count))
    }

    private static func unknown(_ what: String) -> IntakeError {
        IntakeError("vault.algorithm", .vaultAlgorithm.with(what), remedy: .storeNewerRemedy, exit: .unavailable)
    }

    private func derived(_ key: SymmetricKey, name: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: salt, info: header + Data(name.utf8), outputByteCount: 32)
    }

    private var chunks: Int { max(1, length / chunkSize + (length % chunkSize == 0 ? 0 : 1)) }

    /// Three bytes 0, one that says whether it is the last, eight of the number.
    private func nonce(_ index: Int) -> Data {
        var nonce = Data([0, 0, 0, index == chunks - 1 ? 1 : 0])
        for byte in 0..<8 { nonce.append(UInt8(truncatingIfNeeded: index >> (56 - 8 * byte))) }
        return nonce
    }

    private func sealed(_ data: Data, key: SymmetricKey) throws -> Data {
        var out = header
        out.reserveCapacity(header.count + data.count + chunks * algorithm.tagLength)
        for index in 0..<chunks {
            let start = data.startIndex + index * chunkSize
            let piece = data[start..<min(data.endIndex, start + chunkSize)]
            out += try algorithm.seal(piece, key: key, nonce: nonce(index), authenticating: header)
        }
        return out
    }

    private func opened(_ body: Data, key: SymmetricKey) throws -> Data {
        // Also what keeps a forged length from asking for memory.
        guard length <= body.count, body.count == length + chunks * algorithm.tagLength else {
            throw VaultFault.damaged
        }
        var out = Data()
        out.reserveCapacity(length)
        for index in 0..<chunks {
            let start = body.startIndex + index * (chunkSize + algorithm.tagLength)
            let piece = body[start..<min(body.endIndex, start + chunkSize + algorithm.tagLength)]
            out += try algorithm.open(piece, key: key, nonce: nonce(index), authenticating: header)
        }
        return out
    }
}
