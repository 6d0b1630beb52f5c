import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

/// What a browser does for a person: keeps cookies and sends the form token of the page it is on.
final class Browser: Sendable {
    private let client: any TestClientProtocol
    private let cookies = Mutex<[String: String]>([:])
    private let token = Mutex("")

    init(client: any TestClientProtocol) { self.client = client }

    /// Another browser at the same desk.
    func other() -> Browser { Browser(client: client) }

    func forgetToken() { token.withLock { $0 = "" } }

    @discardableResult
    func get(
        _ path: String, accept: String = "text/html", headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        let response = try await send(path, .get, accept: accept, headers: headers)
        let text = String(buffer: response.body)
        if let mark = text.range(of: "data-csrf=\""), let end = text[mark.upperBound...].firstIndex(of: "\"") {
            token.withLock { $0 = String(text[mark.upperBound..<end]) }
        }
        return response
    }

    func post(_ path: String, _ fields: [String: String], accept: String = "text/html") async throws -> TestResponse {
        var fields = fields
        fields["csrf"] = token.withLock { $0 }
        let allowed = CharacterSet.alphanumerics.intersection(
            CharacterSet(charactersIn: UnicodeScalar(0)..<UnicodeScalar(128)))
        let body = fields.map { name, value in
            name + "=" + (value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")
        }.joined(separator: "&")
        return try await send(path, .post, accept: accept, body: ByteBuffer(string: body))
    }

    func put(_ path: String, _ data: Data, headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        headers[HTTPField.Name("X-CSRF-Token")!] = token.withLock { $0 }
        return try await send(path, .put, accept: "application/json", headers: headers, body: ByteBuffer(bytes: data))
    }

    func head(_ path: String) async throws -> TestResponse { try await send(path, .head, accept: "*/*") }

    func delete(_ path: String) async throws -> TestResponse {
        let headers: HTTPFields = [HTTPField.Name("X-CSRF-Token")!: token.withLock { $0 }]
        return try await send(path, .delete, accept: "application/json", headers: headers)
    }

    func signIn(_ person: String, password: String = DeskFixture.password) async throws {
        try await get("/login")
        let response = try await post("/login", ["login": person, "password": password])
        try #require(response.status == .seeOther)
        // The session has a form token of its own.
        try await get("/")
    }

    private func send(
        _ path: String, _ method: HTTPRequest.Method, accept: String, headers: HTTPFields = [:], body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        var headers = headers
        headers[.accept] = accept
        let kept = cookies.withLock { $0 }
        if !kept.isEmpty { headers[.cookie] = kept.map { $0 + "=" + $1 }.joined(separator: "; ") }
        let response = try await client.execute(uri: path, method: method, headers: headers, body: body) { $0 }
        for cookie in response.headers[values: .setCookie] {
            let pair = cookie.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies.withLock { $0[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1]) }
            #expect(cookie.contains("SameSite=Strict") && cookie.contains("HttpOnly"))
        }
        // Every response, whatever it is, is guarded.
        let policy = response.headers[HTTPField.Name("Content-Security-Policy")!]
        #expect(policy?.contains("default-src 'none'") == true && policy?.contains("unsafe") == false, "\(path)")
        #expect(response.headers[.cacheControl] == "no-store", "\(path)")
        #expect(response.headers[.xContentTypeOptions] == "nosniff", "\(path)")
        return response
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var bytes: Data { Data(body.readableBytesView) }
}
