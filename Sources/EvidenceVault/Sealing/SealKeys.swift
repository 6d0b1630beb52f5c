internal import Crypto
internal import Foundation
public import IntakeModel

/// 加密密钥: the key that originals are sealed with, and older ones that still open what they sealed.
///
/// From the file that `XUEJI_VAULT_KEY_FILE` names, or from `XUEJI_VAULT_KEYS` with `;` between: one key a line, its
/// name and 32 bytes in Base64, the current one first. `#` begins a remark.
public struct SealKeys: Sendable {
    /// Name of the key that seals.
    public let current: String
    private let keys: [String: SymmetricKey]

    /// `nil` when the environment names none; throws `vault.keys` when what it names are none.
    public init?(environment: [String: String]) throws(IntakeError) {
        if let text = environment["XUEJI_VAULT_KEYS"], !text.isEmpty {
            try self.init(lines: text.split(separator: ";"), place: "XUEJI_VAULT_KEYS")
            return
        }
        guard let file = environment["XUEJI_VAULT_KEY_FILE"], !file.isEmpty else { return nil }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw SealKeys.fault(file, line: 0)
        }
        try self.init(lines: text.split(whereSeparator: \.isNewline), place: file)
    }

    private init(lines: [Substring], place: String) throws(IntakeError) {
        var keys: [String: SymmetricKey] = [:]
        var first: String?
        for (number, line) in lines.enumerated() {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            if words.isEmpty { continue }
            guard words.count == 2, SealKeys.isName(words[0]), keys[String(words[0])] == nil,
                let bytes = Data(base64Encoded: String(words[1])), bytes.count == 32
            else { throw SealKeys.fault(place, line: number + 1) }
            keys[String(words[0])] = SymmetricKey(data: bytes)
            first = first ?? String(words[0])
        }
        guard let first else { throw SealKeys.fault(place, line: 0) }
        current = first
        self.keys = keys
    }

    func key(_ name: String) -> SymmetricKey? { keys[name] }

    private static func isName(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || [0x2D, 0x2E, 0x5F].contains($0)
            }
    }

    private static func fault(_ place: String, line: Int) -> IntakeError {
        IntakeError(
            "vault.keys", .vaultSealKeys.with(place, String(line)), remedy: .vaultSealKeysRemedy, exit: .usage)
    }
}
