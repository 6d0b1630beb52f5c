internal import Credentials
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 入口: what is open to whoever is not signed in.
struct EntranceRoutes: Sendable {
    let desk: Desk

    func add(to router: Router<DeskContext>) {
        router.get("/assets/:name") { _, context in
            guard let file = context.parameters.get("name").flatMap({ desk.assets[$0] }) else {
                throw HTTPError(.notFound)
            }
            return Response(
                status: .ok, headers: [.contentType: file.type], body: .init(byteBuffer: ByteBuffer(bytes: file.data)))
        }
        router.get("/login") { request, context in
            let back = request.uri.queryParameters.get("back").flatMap { EntranceRoutes.own(String($0)) } ?? "/"
            return context.person == nil
                ? try desk.page("login", context, title: "signIn", ["back": back]) : Response.redirect(to: back)
        }
        router.post("/login", use: signIn)
        router.post("/logout", use: signOut)
        router.post("/language", use: language)
    }

    private func signIn(_ request: Request, _ context: DeskContext) async throws -> Response {
        let password = context.form.raw("password") ?? ""
        do throws(IntakeError) {
            let person = try await desk.store.signIn(context.form["login"] ?? "") {
                PasswordHash.verify(password, against: $0)
            }
            let token = Secrets.fresh()
            try await desk.store.startSession(tokenHash: Secrets.hash(token), person: person.id)
            var response = Response.redirect(to: context.form["back"].flatMap(EntranceRoutes.own) ?? "/")
            response.setCookie(desk.cookie(Visitors.session, token))
            response.setCookie(desk.cookie(Visitors.visit, "", maxAge: 0))
            return response
        } catch {
            return try desk.page(
                "login", context, title: "signIn",
                ["login": context.form["login"] ?? "", "back": context.form["back"] ?? "/"], alert: error,
                status: error.httpStatus)
        }
    }

    private func signOut(_ request: Request, _ context: DeskContext) async throws -> Response {
        if let person = context.person {
            try await desk.store.endSession(tokenHash: Secrets.hash(context.token), by: person.id)
            desk.offline.sessions.forget(tokenHash: Secrets.hash(context.token))
            await desk.offline.held.forget(person.id)
        }
        var response = Response.redirect(to: "/login")
        response.setCookie(desk.cookie(Visitors.session, "", maxAge: 0))
        return response
    }

    private func language(_ request: Request, _ context: DeskContext) async throws -> Response {
        let other: Language = context.language == .chinese ? .english : .chinese
        var response = Response.redirect(to: context.form["back"].flatMap(EntranceRoutes.own) ?? "/")
        response.setCookie(desk.cookie(Visitors.language, other.rawValue, maxAge: 365 * 86_400))
        return response
    }

    /// A path of this desk, and of no other place.
    private static func own(_ path: String) -> String? {
        path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\") ? path : nil
    }
}
