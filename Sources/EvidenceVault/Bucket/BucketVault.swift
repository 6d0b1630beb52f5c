public import Foundation
public import IntakeModel
public import Registry

/// 原件库（对象存储）: originals in a bucket that speaks S3, each read back after it was written.
public struct BucketVault: Vault, BlobPlace {
    private let client: S3Client
    /// Files above this many bytes go up in parts of this size; S3 wants parts of at least 5 MiB.
    private let part: Int
    /// So often an original is sent that did not come back as it was.
    private static let tries = 3

    init(_ client: S3Client, part: Int = 8 << 20) {
        self.client = client
        self.part = part
    }

    /// Throws `vault.unreachable` when the server stays away, `vault.garbled` when it does not give back what it was
    /// given.
    public func store(_ data: Data, as name: String, replacing: Bool) async throws(IntakeError) -> Bool {
        let key = client.address.key(name)
        let hash = FolderVault.hash(data)
        for attempt in 1...BucketVault.tries {
            // What came back wrong was put there by the try before.
            guard try await upload(data, key, replacing: replacing || attempt > 1) else { return false }
            if let back = try await load(name), FolderVault.hash(back) == hash { return true }
        }
        throw IntakeError("vault.garbled", .vaultGarbled, remedy: .vaultGarbledRemedy, exit: .inputOutput)
    }

    public func load(_ name: String) async throws(IntakeError) -> Data? {
        let answer = try await client.send("GET", client.address.key(name), expecting: [404])
        guard answer.status == 404 else { return answer.body }
        if answer.code == "NoSuchBucket" { throw S3Fault(answer).explained }
        return nil
    }

    public func eachName(
        startingWith digits: String, _ visit: (String) async throws(IntakeError) -> Void
    ) async throws(IntakeError) {
        let prefix = client.address.prefix + digits.prefix(2) + (digits.count > 2 ? "/" + digits.dropFirst(2) : "")
        var from: String?
        repeat {
            var query = [("list-type", "2"), ("max-keys", "1000"), ("prefix", prefix)]
            if let from { query.append(("continuation-token", from)) }
            let answer = try await client.send("GET", "", query: query)
            let found = S3XML.values(["Key", "NextContinuationToken"], in: answer.body)
            for key in found["Key"] ?? [] {
                if let name = client.address.name(key) { try await visit(name) }
            }
            from = found["NextContinuationToken"]?.first.flatMap { $0.isEmpty ? nil : $0 }
        } while from != nil
    }

    public func reach() async throws(IntakeError) {
        _ = try await client.send(
            "GET", "", query: [("list-type", "2"), ("max-keys", "1"), ("prefix", client.address.prefix)],
            isWaiting: false)
    }

    /// Answers `false` when the key is taken and is not to be replaced.
    private func upload(_ data: Data, _ key: String, replacing: Bool) async throws(IntakeError) -> Bool {
        let condition = replacing ? [:] : ["if-none-match": "*"]
        if data.count > part {
            if !replacing, try await client.send("HEAD", key, expecting: [404]).status != 404 { return false }
            return try await MultipartUpload(client: client, key: key).send(data, part: part, condition: condition)
        }
        // 409: somebody is writing the same key just now.
        let answer = try await client.send("PUT", key, headers: condition, body: data, expecting: [409, 412])
        return (200..<300).contains(answer.status)
    }
}
