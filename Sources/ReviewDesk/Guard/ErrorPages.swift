internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel

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
            let (status, fault) = ErrorPages.explained(error)
            if request.headers[.accept]?.contains("application/json") == true {
                return try Desk.json(
                    [
                        "code": fault.code, "message": fault.message.text(context.language),
                        "remedy": fault.remedy.text(context.language),
                    ], status: status)
            }
            return try desk.page("error", context, title: "problem", alert: fault, status: status)
        }
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
