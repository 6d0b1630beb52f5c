internal import Foundation
internal import IntakeModel

/// 分段上传: a large original in parts, which become one object at the end or never.
struct MultipartUpload {
    let client: S3Client
    let key: String

    /// Answers `false` when `condition` was not fulfilled.
    func send(_ data: Data, part size: Int, condition: [String: String]) async throws(IntakeError) -> Bool {
        let begun = try await client.send("POST", key, query: [("uploads", "")])
        guard let upload = S3XML.values(["UploadId"], in: begun.body)["UploadId"]?.first else {
            throw S3Fault(begun).explained
        }
        do {
            return try await send(data, part: size, upload: upload, condition: condition)
        } catch {
            // Parts that were sent cost room until they are given up.
            _ = try? await client.send("DELETE", key, query: [("uploadId", upload)], isWaiting: false)
            throw error
        }
    }

    private func send(
        _ data: Data, part size: Int, upload: String, condition: [String: String]
    ) async throws(IntakeError) -> Bool {
        var parts = ""
        for (index, start) in stride(from: data.startIndex, to: data.endIndex, by: size).enumerated() {
            let piece = data[start..<min(data.endIndex, start + size)]
            let answer = try await client.send(
                "PUT", key, query: [("partNumber", String(index + 1)), ("uploadId", upload)], body: Data(piece))
            let tag = answer.headers["etag"] ?? ""
            parts += "<Part><PartNumber>\(index + 1)</PartNumber><ETag>\(MultipartUpload.escaped(tag))</ETag></Part>"
        }
        let end = try await client.send(
            "POST", key, query: [("uploadId", upload)], headers: condition,
            body: Data("<CompleteMultipartUpload>\(parts)</CompleteMultipartUpload>".utf8), expecting: [404, 409, 412])
        // It was put together, and the answer got lost on the way: whoever reads it back will see.
        if end.code == "NoSuchUpload" { return true }
        guard (200..<300).contains(end.status) else {
            _ = try await client.send("DELETE", key, query: [("uploadId", upload)], expecting: [404])
            return false
        }
        // S3 answers 200 before it has put the parts together, and an error may follow in the body.
        guard end.code.isEmpty else { throw S3Fault(end).explained }
        return true
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
