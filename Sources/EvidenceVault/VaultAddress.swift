internal import Foundation
public import IntakeModel
public import Registry

/// A `--vault` address: `file:PATH`, or `s3://bucket@host:port/prefix` with keys from the environment.
public enum VaultAddress {
    /// Opens what an address names; sealed where the environment names keys for it.
    ///
    /// Throws `vault.url` for any other address and `vault.keys` for keys that are missing or are none. Nothing is
    /// connected to yet.
    public static func open(_ url: String, environment: [String: String]) throws(IntakeError) -> any Vault {
        let keys = try SealKeys(environment: environment)
        if url.hasPrefix("file:") {
            let folder = FolderVault(root: URL(filePath: String(url.dropFirst("file:".count))))
            return if let keys { SealedVault(folder, keys: keys) } else { folder }
        }
        guard url.hasPrefix("s3:") else {
            throw IntakeError(
                "vault.url", .vaultURL.with(AddressText.withoutPassword(url)), remedy: .vaultURLRemedy, exit: .usage)
        }
        let bucket = BucketVault(
            S3Client(
                address: try S3Address(url, environment: environment), keys: try S3Keys(environment: environment)))
        return if let keys { SealedVault(bucket, keys: keys) } else { bucket }
    }

    /// `folder` or `bucket`, and whether originals are sealed.
    public static func kind(_ url: String, environment: [String: String]) -> (isBucket: Bool, isSealed: Bool) {
        (url.hasPrefix("s3:"), (try? SealKeys(environment: environment)) != nil)
    }
}
