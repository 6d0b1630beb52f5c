internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Logging

/// 出错页: what went wrong in words and what to do; never the error itself.
struct ErrorPages: RouterMiddleware {
    typealias Context = DeskContext
    let desk: Desk

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return try answer(error, request, context)
        }
    }

    /// What whoever asked is told.
    func answer(_ error: any Error, _ request: Request, _ context: DeskContext) throws -> Response {
        let (status, fault) = ErrorPages.explained(error)
        desk.metrics.count(fault: fault.code)
        if status.code >= 500 {
            desk.logger.error(
                "request failed",
                metadata: [
                    "code": "\(fault.code)", "cause": "\(fault.underlying ?? "")", "path": "\(request.uri.path)",
                ])
        }
        if request.headers[.accept]?.contains("application/json") == true {
            return try Desk.json(
                [
                    "code": fault.code, "message": fault.message.text(context.language),
                    "remedy": fault.remedy.text(context.language),
                ], status: status)
        }
        // A form sent after the session was over: to the login page and back to the page that it stands on, which has
        // kept what was typed.
        if status == .unauthorized, request.method == .post, let page = ErrorPages.page(request) {
            return Response.redirect(to: "/login?back=" + page)
        }
        if fault.exit == .unavailable, fault.code.hasPrefix("store.") || fault.code.hasPrefix("vault.") {
            var response = try desk.page(
                "away", context, title: "away",
                [
                    "code": fault.code, "again": request.method == .get ? [["path": request.uri.path]] : [],
                    "mayReview": context.person != nil && desk.offline.outbox != nil,
                ],
                status: status)
            response.headers[.retryAfter] = "15"
            return response
        }
        return try desk.page("error", context, title: "problem", alert: fault, status: status)
    }

    /// The path of the page that a request was sent from, for a query; `nil` when the browser does not say.
    private static func page(_ request: Request) -> String? {
        let letters = CharacterSet.alphanumerics.intersection(
            CharacterSet(charactersIn: UnicodeScalar(0)..<UnicodeScalar(128)))
        return request.headers[.referer].flatMap { URL(string: $0)?.path }?
            .addingPercentEncoding(withAllowedCharacters: letters)
    }

    static func explained(_ error: any Error) -> (HTTPResponse.Status, IntakeError) {
        if let known = error as? IntakeError { return (known.httpStatus, known) }
        let status = (error as? any HTTPResponseError)?.status ?? .internalServerError
        switch status {
        case .notFound:
            return (status, IntakeError("desk.not-found", .deskNotFound, remedy: .deskNotFoundRemedy))
        case .unauthorized:
            return (status, IntakeError("desk.sign-in", .deskSignIn, remedy: .deskSignInRemedy, exit: .notAllowed))
        case .contentTooLarge:
            return (status, IntakeError("desk.too-large", .deskTooLarge, remedy: .deskTooLargeRemedy))
        default:
            return (
                status, IntakeError("internal", .internalFault, remedy: .askAdministrator, exit: .internalFault)
            )
        }
    }
}

extension IntakeError {
    /// What a browser is told.
    var httpStatus: HTTPResponse.Status {
        if code == "registry.not-found" { return .notFound }
        if code == "desk.too-large" { return .contentTooLarge }
        return switch exit {
        case .ok: .ok
        case .usage, .badInput: .unprocessableContent
        case .notAllowed: .forbidden
        case .busy: .conflict
        case .unavailable: .serviceUnavailable
        case .internalFault, .inputOutput: .internalServerError
        }
    }
}
