internal import Crypto
internal import Foundation
internal import IntakeModel

/// 随机口令牌: what only a browser has, and what is kept or derived of it.
enum Secrets {
    /// 32 bytes of the system's generator.
    static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }.hexadecimal
    }

    /// What the store keeps of a session's token.
    static func hash(_ token: String) -> String { SHA256.hash(data: Data(token.utf8)).hexadecimal }

    /// The token of a visitor's forms: derived, so that it is nowhere stored and of no use for anything else.
    static func formToken(_ token: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: SymmetricKey(data: Data(token.utf8))).hexadecimal
    }

    /// Compares without telling by time how much agrees.
    static func equal(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
