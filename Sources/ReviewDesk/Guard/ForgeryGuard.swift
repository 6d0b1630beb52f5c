internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel

/// 防伪造: whatever changes something carries the form token of its visitor, in the form or in `X-CSRF-Token`.
struct ForgeryGuard: RouterMiddleware {
    typealias Context = DeskContext
    private static let header = HTTPField.Name("X-CSRF-Token")!

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        var context = context
        // The bodies of PUT are files and are left to their route.
        if request.method == .post {
            let body = try await request.body.collect(upTo: Form.largest)
            context.form = Form(String(buffer: body))
        }
        let given = request.headers[ForgeryGuard.header] ?? context.form.raw("csrf") ?? ""
        guard Secrets.equal(given, Secrets.formToken(context.token)) else {
            // A session that is over took its form token with it: the person signs in again, nothing was forged.
            if context.person == nil, request.cookies[Visitors.session] != nil { throw HTTPError(.unauthorized) }
            throw IntakeError("desk.forged", .deskForged, remedy: .deskForgedRemedy, exit: .notAllowed)
        }
        return try await next(request, context)
    }
}
