internal import CSodium

/// 口令散列: argon2id by libsodium, in its own text form that carries salt and cost.
public enum PasswordHash {
    /// Shorter ones are refused: what protects children's papers is longer than a PIN.
    public static let shortest = 10

    /// libsodium's interactive cost: 2 passes over 64 MiB, about 0.1 s.
    public static func make(_ password: String) -> String? {
        guard sodium_init() >= 0 else { return nil }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let made = crypto_pwhash_str(
            &text, password, UInt64(password.utf8.count), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE),
            Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))
        guard made == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// In constant time.
    public static func verify(_ password: String, against hash: String) -> Bool {
        guard sodium_init() >= 0 else { return false }
        return crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
    }
}
