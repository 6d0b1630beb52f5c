import Foundation
import IntakeModel
import Registry
import TestSupport
import Testing

@testable import EvidenceVault

/// The vaults that the same tests run on.
enum VaultKind: String, CaseIterable, CustomTestStringConvertible {
    case folder, sealedFolder, bucket, sealedBucket

    var testDescription: String { rawValue }
    var isSealed: Bool { self == .sealedFolder || self == .sealedBucket }
}

/// An empty place for one test.
struct VaultPlace {
    let url: String
    let place: any BlobPlace
    let vault: any Vault
    let environment: [String: String]
    private let folder: TemporaryFolder

    static let keyLine = "k1 " + Data(repeating: 7, count: 32).base64EncodedString()

    /// Cancels the test, with the reason, where a bucket is asked for and no object store was given.
    init(_ kind: VaultKind) throws {
        folder = try TemporaryFolder()
        switch kind {
        case .folder, .sealedFolder: url = "file:" + folder.file("vault").path
        case .bucket, .sealedBucket:
            guard let given = TestObjects.url else { try Test.cancel("\(TestObjects.absent)") }
            url = given
        }
        environment = TestObjects.keys.merging(kind.isSealed ? ["XUEJI_VAULT_KEYS": VaultPlace.keyLine] : [:]) { $1 }
        vault = try VaultAddress.open(url, environment: environment)
        let bare = try VaultAddress.open(url, environment: TestObjects.keys)
        guard let place = bare as? any BlobPlace else { throw CocoaError(.featureUnsupported) }
        self.place = place
    }
}

/// Bytes that look like nothing, the same for the same seed.
func bytes(_ count: Int, seed: UInt64 = 1) -> Data {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var data = Data(capacity: count + 8)
    while data.count < count {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        withUnsafeBytes(of: state) { data.append(contentsOf: $0) }
    }
    return data.prefix(count)
}
