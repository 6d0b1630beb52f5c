import Foundation
import IntakeModel
import Registry
import Synchronization
import TestSupport
import Testing

@testable import EvidenceVault

@Suite("对象存储")
struct BucketTests {
    private static let keys = S3Keys(access: "a", secret: "b")

    /// The examples of Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header".
    @Test func signaturesAreThoseOfTheReference() {
        let signature = SignatureV4(
            keys: S3Keys(access: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            region: "us-east-1")
        let nothing = FolderVault.hash(Data())
        let headers = [
            "host": "examplebucket.s3.amazonaws.com", "x-amz-date": "20130524T000000Z", "x-amz-content-sha256": nothing,
        ]
        let get = signature.authorization(
            method: "GET", path: "/test.txt", query: [], headers: headers.merging(["range": "bytes=0-9"]) { $1 },
            payloadHash: nothing, moment: "20130524T000000Z")
        #expect(get.hasSuffix("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"))
        let list = signature.authorization(
            method: "GET", path: "/", query: [("prefix", "J"), ("max-keys", "2")], headers: headers,
            payloadHash: nothing, moment: "20130524T000000Z")
        #expect(list.hasSuffix("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"))
        #expect(SignatureV4.moment(Date(timeIntervalSince1970: 1_369_353_600)) == "20130524T000000Z")
    }

    @Test func addressesAreReadAndKeysInThemRefused() async throws {
        let plain = try S3Address("s3://xueji@127.0.0.1:8333/a/b", environment: [:])
        #expect(plain.bucket == "xueji" && plain.host == "127.0.0.1:8333" && !plain.isEncrypted)
        #expect(plain.prefix == "a/b/")
        let far = try S3Address("s3://xueji@s3.example.cn?region=cn-north-1", environment: [:])
        #expect(far.isEncrypted && far.host == "s3.example.cn" && far.prefix == "" && far.region == "cn-north-1")
        #expect(try !S3Address("s3://xueji@s3.example.cn?https=no", environment: [:]).isEncrypted)
        #expect(try S3Address("s3://xueji@[::1]:8333", environment: [:]).host == "[::1]:8333")
        for bad in [
            "s3://host/x", "s3://a@host", "s3://key:secret@host", "s3://xueji@host/../x", "s3://xueji@host?x=1",
            "s3://Xueji@host", "ftp://xueji@host", "s3://xueji@host?https=maybe", "",
        ] {
            let error = await code { try VaultAddress.open(bad, environment: TestObjects.keys) }
            #expect(error == "vault.url", "\(bad)")
        }
        #expect(await code { try VaultAddress.open("s3://xueji@host", environment: [:]) } == "vault.keys")
    }

    @Test func onlyOurOwnKeysAreNames() throws {
        let address = try S3Address("s3://xueji@host/p", environment: [:])
        let name = FolderVault.hash(Data())
        #expect(address.name(address.key(name)) == name)
        for key in ["p/" + name, "q/e3/" + name.dropFirst(2), "p/e3/readme", "p/e/3" + name.dropFirst(2)] {
            #expect(address.name(key) == nil, "\(key)")
        }
    }

    /// A server that is away for a moment is waited for; one that stays away is told, with exit code 69.
    @Test func outagesAreWaitedFor() async throws {
        let server = MemoryBucket()
        let vault = try server.vault(patience: .seconds(20))
        server.misbehave { $0 <= 3 ? .status(503) : $0 == 4 ? .broken : .none }
        let hash = try await vault.put(bytes(100))
        #expect(try await vault.get(hash) == bytes(100))

        let impatient = try server.vault(patience: .zero)
        server.misbehave { _ in .broken }
        let error = await #expect(throws: IntakeError.self) { try await impatient.get(hash) }
        #expect(error?.code == "vault.unreachable" && error?.exit == .unavailable)
        #expect(await code { try await impatient.reach() } == "vault.unreachable")
    }

    /// A write whose answer was lost is sent again, finds itself there, and is whole.
    @Test func lostAnswersDoNoHarm() async throws {
        let server = MemoryBucket()
        let vault = try server.vault()
        server.misbehave { $0 == 1 ? .lostAnswer : .none }
        let hash = try await vault.put(bytes(100))
        #expect(try await vault.get(hash) == bytes(100))
        server.misbehave { $0 == 5 ? .lostAnswer : .none }
        let large = try await vault.put(bytes(3000))
        #expect(try await vault.get(large) == bytes(3000))
        #expect(server.count == 2 && server.unfinished == 0)
    }

    @Test func whatComesBackChangedIsSentAgain() async throws {
        let server = MemoryBucket()
        let vault = try server.vault()
        server.misbehave { $0 == 1 ? .garbledUpload : .none }
        let hash = try await vault.put(bytes(100))
        #expect(try await vault.get(hash) == bytes(100))
        server.misbehave { _ in .garbledUpload }
        #expect(await code { try await vault.put(bytes(101)) } == "vault.garbled")
    }

    @Test func refusalsAreExplained() async throws {
        let server = MemoryBucket()
        let vault = try server.vault()
        for (status, name, expected) in [
            (403, "SignatureDoesNotMatch", "vault.login"), (403, "RequestTimeTooSkewed", "vault.clock"),
            (404, "NoSuchBucket", "vault.no-bucket"), (507, "", "vault.full"), (400, "EntityTooLarge", "vault.refused"),
        ] {
            server.misbehave { _ in .refusal(status, name) }
            #expect(await code { try await vault.put(bytes(10)) } == expected, "\(name)")
        }
    }

    /// Against the real server: wrong keys, no bucket, nobody there.
    @Test func theServerRefusesWhatItShould() async throws {
        guard let url = TestObjects.url else { try Test.cancel("\(TestObjects.absent)") }
        let wrong = try VaultAddress.open(
            url, environment: ["XUEJI_S3_ACCESS_KEY": "xueji", "XUEJI_S3_SECRET_KEY": "wrong"])
        #expect(await code { try await wrong.put(bytes(10)) } == "vault.login")
        #expect(await code { try await wrong.reach() } == "vault.login")
        let elsewhere = try VaultAddress.open(
            url.replacing("xueji-test@", with: "no-such-bucket@"), environment: TestObjects.keys)
        #expect(await code { try await elsewhere.reach() } == "vault.no-bucket")
        let nobody = try VaultAddress.open("s3://xueji@127.0.0.1:1", environment: TestObjects.keys)
        #expect(await code { try await nobody.reach() } == "vault.unreachable")
    }
}
