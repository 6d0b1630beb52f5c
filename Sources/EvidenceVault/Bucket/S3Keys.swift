internal import Foundation
internal import IntakeModel

/// 访问密钥: who asks a bucket. From `XUEJI_S3_ACCESS_KEY` and `XUEJI_S3_SECRET_KEY`, or from the file that
/// `XUEJI_S3_KEY_FILE` names, whose first line is the access key and whose second is the secret.
struct S3Keys: Sendable {
    let access: String
    let secret: String

    init(access: String, secret: String) {
        self.access = access
        self.secret = secret
    }

    /// Throws `vault.keys` when there are none.
    init(environment: [String: String]) throws(IntakeError) {
        if let access = environment["XUEJI_S3_ACCESS_KEY"], let secret = environment["XUEJI_S3_SECRET_KEY"],
            !access.isEmpty, !secret.isEmpty
        {
            self.init(access: access, secret: secret)
            return
        }
        let file = environment["XUEJI_S3_KEY_FILE"]
        let lines = file.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }?
            .split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard let lines, lines.count == 2 else {
            throw IntakeError("vault.keys", .vaultS3Keys, remedy: .vaultS3KeysRemedy, exit: .usage)
        }
        self.init(access: lines[0], secret: lines[1])
    }
}
