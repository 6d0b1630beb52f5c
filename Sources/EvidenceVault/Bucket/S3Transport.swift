internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// A signed request, ready to be sent.
struct S3Request: Sendable {
    let method: String
    let url: String
    let headers: [String: String]
    let body: Data?
    let authorities: String?
}

/// What the server said.
struct S3Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data

    /// The element `Code` of an error, which S3 names its errors by; empty when there is none.
    var code: String { S3XML.values(["Code"], in: body)["Code"]?.first ?? "" }
}

/// Carries requests to the server; throws when no answer came.
typealias S3Transport = @Sendable (S3Request) async throws -> S3Answer

/// 到对象存储的连接: one pool of connections for the whole program; it lives as long as that.
enum S3Connections {
    /// Largest answer taken into memory, bytes: eight times the largest original.
    private static let largest = 512 << 20
    /// Bytes a second below which an upload is given up.
    private static let slowest: Int64 = 50_000

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(20)),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        // Whether to try again is decided in one place.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 32
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    static func send(_ request: S3Request) async throws -> S3Answer {
        var out = HTTPClientRequest(url: request.url)
        out.method = HTTPMethod(rawValue: request.method)
        for (name, value) in request.headers { out.headers.add(name: name, value: value) }
        if let body = request.body { out.body = .bytes(body) }
        if let file = request.authorities {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(file)
            out.tlsConfiguration = tls
        }
        let seconds = 60 + Int64(request.body?.count ?? largest / 8) / slowest
        let response = try await client.execute(out, timeout: .seconds(seconds))
        let body = request.method == "HEAD" ? ByteBuffer() : try await response.body.collect(upTo: largest)
        var headers: [String: String] = [:]
        for (name, value) in response.headers { headers[name.lowercased()] = value }
        return S3Answer(status: Int(response.status.code), headers: headers, body: Data(body.readableBytesView))
    }
}
