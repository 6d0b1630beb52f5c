internal import Crypto
internal import Foundation
internal import IntakeModel

/// 请求签名: AWS Signature Version 4 for S3, with the payload's hash signed.
///
/// Source: Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header".
struct SignatureV4: Sendable {
    let keys: S3Keys
    let region: String

    /// The value of `Authorization`.
    ///
    /// - Parameters:
    ///   - path: absolute, not yet encoded.
    ///   - headers: every one is signed; `host`, `x-amz-date` and `x-amz-content-sha256` must be among them, names in
    ///     small letters.
    ///   - moment: what `x-amz-date` says, `20130524T000000Z`.
    func authorization(
        method: String, path: String, query: [(String, String)], headers: [String: String], payloadHash: String,
        moment: String
    ) -> String {
        let names = headers.keys.sorted()
        let canonical = [
            method, SignatureV4.encoded(path, keepingSlashes: true), SignatureV4.canonical(query),
            names.map { "\($0):\((headers[$0] ?? "").trimmingCharacters(in: .whitespaces))\n" }.joined(),
            names.joined(separator: ";"), payloadHash,
        ].joined(separator: "\n")
        let scope = "\(moment.prefix(8))/\(region)/s3/aws4_request"
        let toSign = [
            "AWS4-HMAC-SHA256", moment, scope, SHA256.hash(data: Data(canonical.utf8)).hexadecimal,
        ].joined(separator: "\n")
        var key = SymmetricKey(data: Data(("AWS4" + keys.secret).utf8))
        for part in scope.split(separator: "/") { key = SymmetricKey(data: SignatureV4.code(String(part), key)) }
        let signature = SignatureV4.code(toSign, key).hexadecimal
        return "AWS4-HMAC-SHA256 Credential=\(keys.access)/\(scope), SignedHeaders=\(names.joined(separator: ";")), "
            + "Signature=\(signature)"
    }

    /// Sorted, with every character encoded that is not unreserved; also what stands in the URL.
    static func canonical(_ query: [(String, String)]) -> String {
        query.map { (encoded($0.0), encoded($0.1)) }.sorted { $0 < $1 }.map { $0.0 + "=" + $0.1 }
            .joined(separator: "&")
    }

    /// Bytes other than `A-Z a-z 0-9 - . _ ~` as `%XX`.
    static func encoded(_ text: String, keepingSlashes: Bool = false) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E: out.append(Character(.init(byte)))
            case 0x2F where keepingSlashes: out.append("/")
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return out
    }

    /// `20130524T000000Z`.
    static func moment(_ date: Date) -> String {
        var seconds = time_t(date.timeIntervalSince1970)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return String(
            format: "%04d%02d%02dT%02d%02d%02dZ", Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday),
            Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec))
    }

    private static func code(_ text: String, _ key: SymmetricKey) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }
}
