internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Logging

/// 计量: counts every request and writes it to the log, by its path alone: queries may hold names.
struct Metering: RouterMiddleware {
    typealias Context = DeskContext
    let desk: Desk

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        let started = ContinuousClock.now
        let response = try await next(request, context)
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        desk.metrics.count(method: request.method.rawValue, status: response.status.code, seconds: seconds)
        let isBad = response.status.code >= 500
        desk.logger.log(
            level: isBad ? .warning : .debug, "request",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(request.uri.path)",
                "status": "\(response.status.code)",
                "milliseconds": "\(Int(seconds * 1000))",
            ])
        return response
    }
}
