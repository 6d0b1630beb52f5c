internal import Foundation
internal import IntakeModel

/// 对象存储客户端: signs, sends, and tries again while the server is away, for as long as `patience` lasts.
struct S3Client: Sendable {
    let address: S3Address
    private let signature: SignatureV4
    private let patience: Duration
    private let transport: S3Transport
    /// Answers that pass by themselves.
    private static let passing: Set<Int> = [408, 429, 500, 502, 503, 504]

    init(
        address: S3Address, keys: S3Keys, patience: Duration = .seconds(20),
        transport: @escaping S3Transport = S3Connections.send
    ) {
        self.address = address
        signature = SignatureV4(keys: keys, region: address.region)
        self.patience = patience
        self.transport = transport
    }

    /// Answers what the server said when that is 2xx or among `expecting`; throws an explained error otherwise.
    ///
    /// - Parameters:
    ///   - key: inside of the bucket, not encoded; the bucket itself when empty.
    ///   - isWaiting: whether a server that is away is waited for.
    func send(
        _ method: String, _ key: String, query: [(String, String)] = [], headers: [String: String] = [:],
        body: Data? = nil, expecting: Set<Int> = [], isWaiting: Bool = true
    ) async throws(IntakeError) -> S3Answer {
        let deadline = ContinuousClock.now + patience
        var pause = BackOff(first: .milliseconds(100), longest: .seconds(3))
        while true {
            var cause: String
            do {
                let answer = try await transport(signed(method, key, query, headers, body))
                if (200..<300).contains(answer.status) || expecting.contains(answer.status) { return answer }
                guard S3Client.passing.contains(answer.status) else { throw S3Fault(answer).explained }
                cause = "HTTP \(answer.status) \(answer.code)"
            } catch let known as IntakeError {
                throw known
            } catch { cause = "\(error)" }
            guard isWaiting, ContinuousClock.now < deadline, !Task.isCancelled else {
                throw S3Fault.unreachable(cause)
            }
            await pause.sleep()
        }
    }

    private func signed(
        _ method: String, _ key: String, _ query: [(String, String)], _ headers: [String: String], _ body: Data?
    ) -> S3Request {
        let path = "/" + address.bucket + (key.isEmpty ? "" : "/" + key)
        let moment = SignatureV4.moment(Date())
        let hash = FolderVault.hash(body ?? Data())
        var headers = headers
        headers["host"] = address.host
        headers["x-amz-date"] = moment
        headers["x-amz-content-sha256"] = hash
        headers["authorization"] = signature.authorization(
            method: method, path: path, query: query, headers: headers, payloadHash: hash, moment: moment)
        let question = query.isEmpty ? "" : "?" + SignatureV4.canonical(query)
        return S3Request(
            method: method,
            url: (address.isEncrypted ? "https://" : "http://") + address.host
                + SignatureV4.encoded(path, keepingSlashes: true) + question,
            headers: headers, body: body, authorities: address.authorities)
    }
}
