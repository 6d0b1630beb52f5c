internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 来访者: who sends the request, by session cookie; whoever has none gets a visit of their own, so that even the
/// form of the login page is theirs alone.
struct Visitors: RouterMiddleware {
    typealias Context = DeskContext
    let desk: Desk

    static let session = "xueji_session"
    static let visit = "xueji_visit"
    static let language = "xueji_language"
    /// What works without the store and for nobody in particular.
    private static let forMachines: Set<String> = ["/health", "/ready", "/metrics"]
    /// What open pages ask for by themselves.
    private static let background: Set<String> = ["/intake/list", "/scan/events"]

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let cookies = request.cookies
        context.language = cookies[Visitors.language].flatMap { Language(rawValue: $0.value) } ?? desk.language
        if let token = cookies[Visitors.session]?.value, !Visitors.forMachines.contains(request.uri.path) {
            let person: Person?
            do {
                person = try await member(
                    Secrets.hash(token), isUse: !Visitors.background.contains(request.uri.path))
            } catch {
                // Whose session it is can be asked again later; it is not over.
                return try ErrorPages(desk: desk).answer(error, request, context)
            }
            if let person {
                context.person = person
                context.token = token
                return try await next(request, context)
            }
        }
        if let visit = cookies[Visitors.visit]?.value, visit.count == 64 {
            context.token = visit
            return try await next(request, context)
        }
        context.token = Secrets.fresh()
        var response = try await next(request, context)
        response.setCookie(desk.cookie(Visitors.visit, context.token))
        return response
    }

    /// Whose session it is; while the store is away, whose it was when the store last said so, for no longer than the
    /// store would let it hold.
    private func member(_ hash: String, isUse: Bool) async throws(IntakeError) -> Person? {
        let known = desk.offline.sessions
        if await desk.offline.reach.isAway,
            let person = known.person(tokenHash: hash, isUse: isUse, at: desk.store.moment)
        {
            return person
        }
        do throws(IntakeError) {
            guard let session = try await desk.store.session(tokenHash: hash, isUse: isUse) else {
                known.forget(tokenHash: hash)
                return nil
            }
            known.note(session, tokenHash: hash, isUse: isUse, at: desk.store.moment)
            return session.person
        } catch {
            guard error.isStoreAway else { throw error }
            await desk.offline.reach.lost()
            guard let person = known.person(tokenHash: hash, isUse: isUse, at: desk.store.moment) else { throw error }
            return person
        }
    }
}

extension Desk {
    /// Never read by scripts, never sent along from other sites.
    func cookie(_ name: String, _ value: String, maxAge: Int? = nil) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAge, path: "/", secure: isBehindTLS, httpOnly: true, sameSite: .strict)
    }
}
