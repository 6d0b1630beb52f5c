internal import HTTPTypes
internal import Hummingbird

/// 登录后可用: pages without a session lead to the login page; what scripts and pictures ask for is refused.
struct MembersOnly: RouterMiddleware {
    typealias Context = DeskContext

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        if context.person != nil { return try await next(request, context) }
        guard request.method == .get, request.headers[.accept]?.contains("text/html") ?? true,
            !request.uri.path.hasSuffix("/picture")
        else { throw HTTPError(.unauthorized) }
        return Response.redirect(to: "/login")
    }
}
