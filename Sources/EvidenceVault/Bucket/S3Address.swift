internal import Foundation
internal import IntakeModel

/// `s3://bucket@host:port/prefix?https=yes|no&region=…&ca=FILE`.
///
/// Without `https` the connection is encrypted unless the host is this machine.
struct S3Address: Sendable {
    let bucket: String
    /// With its port where that is not the scheme's own; as the header `Host` has it.
    let host: String
    let isEncrypted: Bool
    /// Before every name; empty, or ending with `/`.
    let prefix: String
    let region: String
    /// A file of certificates (PEM) to trust instead of the system's.
    let authorities: String?

    /// Throws `vault.url`; keys in the address are refused, since addresses stand in lists of processes.
    init(_ url: String, environment: [String: String]) throws(IntakeError) {
        let fault = IntakeError(
            "vault.url", .vaultURL.with(AddressText.withoutPassword(url)), remedy: .vaultURLRemedy, exit: .usage)
        guard let parts = URLComponents(string: url), parts.scheme == "s3", parts.password == nil,
            let bucket = parts.user, S3Address.isBucket(bucket), let named = parts.host, !named.isEmpty,
            parts.fragment == nil
        else { throw fault }
        var options: [String: String] = [:]
        for item in parts.queryItems ?? [] {
            guard ["https", "region", "ca"].contains(item.name), let value = item.value else { throw fault }
            options[item.name] = value
        }
        let bare = named.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        switch options["https"] {
        case "yes": isEncrypted = true
        case "no": isEncrypted = false
        case nil: isEncrypted = !["127.0.0.1", "localhost", "::1"].contains(bare)
        default: throw fault
        }
        let usual = isEncrypted ? 443 : 80
        let port = parts.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? ""
        host = (bare.contains(":") ? "[\(bare)]" : bare) + port
        self.bucket = bucket
        let path = parts.path.split(separator: "/").map(String.init)
        guard !path.contains(".."), !path.contains(".") else { throw fault }
        prefix = path.map { $0 + "/" }.joined()
        region = options["region"] ?? environment["XUEJI_S3_REGION"] ?? "us-east-1"
        authorities = options["ca"] ?? environment["XUEJI_S3_CA_FILE"]
    }

    /// Three to 63 small letters, digits, dots and hyphens (Amazon S3, "Bucket naming rules").
    private static func isBucket(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
            }
    }

    /// `prefix/ab/cdef…`, so that no folder of a server that has folders grows too large.
    func key(_ name: String) -> String { prefix + name.prefix(2) + "/" + name.dropFirst(2) }

    /// The name behind a key; `nil` for what others put into the bucket.
    func name(_ key: some StringProtocol) -> String? {
        guard key.hasPrefix(prefix) else { return nil }
        let name = String(key.dropFirst(prefix.count).filter { $0 != "/" })
        return BlobName.isOne(name) && key == self.key(name) ? name : nil
    }
}
