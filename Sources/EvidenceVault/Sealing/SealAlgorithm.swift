internal import Crypto
internal import Foundation

/// 加密算法: every sealed original names the one it was sealed with, so that others (SM4) can join later.
enum SealAlgorithm: String {
    case aes256GCM = "AES-256-GCM"

    static let current = SealAlgorithm.aes256GCM

    /// Bytes that sealing adds to a chunk.
    var tagLength: Int { 16 }

    /// `nonce` is 12 bytes and used once with a key.
    func seal(_ chunk: Data, key: SymmetricKey, nonce: Data, authenticating header: Data) throws -> Data {
        let box = try AES.GCM.seal(chunk, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: header)
        return box.ciphertext + box.tag
    }

    /// Throws when chunk, nonce, header or key is not what it was sealed with.
    func open(_ chunk: Data, key: SymmetricKey, nonce: Data, authenticating header: Data) throws -> Data {
        let box = try AES.GCM.SealedBox(
            nonce: AES.GCM.Nonce(data: nonce), ciphertext: chunk.dropLast(tagLength), tag: chunk.suffix(tagLength))
        return try AES.GCM.open(box, using: key, authenticating: header)
    }
}
