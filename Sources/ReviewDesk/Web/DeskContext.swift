public import Hummingbird
internal import IntakeModel
internal import NIOCore
internal import Registry

/// What is known of a request: whose it is, in which language, and the form that it carries.
public struct DeskContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    var language: Language = .chinese
    /// Who is signed in.
    var person: Person?
    /// The secret of the visitor's cookie: of a session, or of a visit before one.
    var token = ""
    var form = Form()
    /// Whether the connection comes from this machine; a proxy on it hides where requests come from.
    let isFromHere: Bool

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        isFromHere = ["127.0.0.1", "::1"].contains(source.channel.remoteAddress?.ipAddress)
    }

    /// Whoever is signed in; routes behind `MembersOnly` always have one.
    func member() throws -> Person {
        guard let person else { throw HTTPError(.unauthorized) }
        return person
    }

    /// The number in the path; not found when it is none.
    func number(_ name: String = "id") throws -> Int64 {
        guard let number = parameters.get(name).flatMap({ Int64($0) }) else { throw HTTPError(.notFound) }
        return number
    }
}
