import Foundation
import IntakeModel
import Synchronization

@testable import EvidenceVault

/// An object store in memory that misbehaves when a test says so.
final class MemoryBucket: Sendable {
    enum Misbehaviour {
        case none
        /// No answer; nothing was done.
        case broken
        /// Everything was done, and the answer was lost.
        case lostAnswer
        case garbledUpload
        case status(Int)
        case refusal(Int, String)
    }

    private struct State {
        var objects: [String: Data] = [:]
        var parts: [Int: Data]?
        var requests = 0
        var how: @Sendable (Int) -> Misbehaviour = { _ in .none }
    }

    private struct Silence: Error {}

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.objects.count } }
    /// Uploads in parts that were begun and neither ended nor given up.
    var unfinished: Int { state.withLock { $0.parts == nil ? 0 : 1 } }

    /// `how` answers for the first, second… request from now on.
    func misbehave(_ how: @escaping @Sendable (Int) -> Misbehaviour) {
        state.withLock {
            $0.requests = 0
            $0.how = how
        }
    }

    /// Originals above 1000 bytes go up in parts.
    func vault(patience: Duration = .seconds(20)) throws -> BucketVault {
        let client = S3Client(
            address: try S3Address("s3://xueji@127.0.0.1:1/p", environment: [:]),
            keys: S3Keys(access: "a", secret: "b"),
            patience: patience
        ) { request in try self.answer(request) }
        return BucketVault(client, part: 1000)
    }

    private func answer(_ request: S3Request) throws -> S3Answer {
        try state.withLock { state in
            state.requests += 1
            let how = state.how(state.requests)
            switch how {
            case .broken: throw Silence()
            case .status(let status): return S3Answer(status: status, headers: [:], body: Data())
            case .refusal(let status, let code):
                return S3Answer(status: status, headers: [:], body: Data("<Error><Code>\(code)</Code></Error>".utf8))
            default: break
            }
            var request = request
            if case .garbledUpload = how, var body = request.body, !body.isEmpty {
                body[body.startIndex] ^= 1
                request = S3Request(
                    method: request.method, url: request.url, headers: request.headers, body: body, authorities: nil)
            }
            let answer = MemoryBucket.serve(request, &state)
            if case .lostAnswer = how { throw Silence() }
            return answer
        }
    }

    private static func serve(_ request: S3Request, _ state: inout State) -> S3Answer {
        let url = URLComponents(string: request.url)
        let key = url?.path ?? ""
        let query = Dictionary((url?.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { $1 }
        func answer(_ status: Int, _ text: String = "", headers: [String: String] = [:]) -> S3Answer {
            S3Answer(status: status, headers: headers, body: Data(text.utf8))
        }
        let isTaken = request.headers["if-none-match"] == "*" && state.objects[key] != nil
        switch (request.method, query["uploadId"]) {
        case ("POST", nil):
            state.parts = [:]
            return answer(200, "<R><UploadId>u</UploadId></R>")
        case ("PUT", _?):
            guard let number = query["partNumber"].flatMap(Int.init), state.parts != nil else { return answer(400) }
            state.parts?[number] = request.body
            return answer(200, headers: ["etag": "\"e\(number)\""])
        case ("POST", _?):
            guard let parts = state.parts else { return answer(404, "<Error><Code>NoSuchUpload</Code></Error>") }
            if isTaken { return answer(412) }
            state.objects[key] = parts.sorted { $0.key < $1.key }.reduce(into: Data()) { $0 += $1.value }
            state.parts = nil
            return answer(200, "<R/>")
        case ("DELETE", _?):
            state.parts = nil
            return answer(204)
        case ("PUT", nil):
            if isTaken { return answer(412, "<Error><Code>PreconditionFailed</Code></Error>") }
            state.objects[key] = request.body
            return answer(200)
        case ("HEAD", _): return answer(state.objects[key] == nil ? 404 : 200)
        case ("GET", _):
            guard let data = state.objects[key] else { return answer(404, "<Error><Code>NoSuchKey</Code></Error>") }
            return S3Answer(status: 200, headers: [:], body: data)
        default: return answer(405)
        }
    }
}
