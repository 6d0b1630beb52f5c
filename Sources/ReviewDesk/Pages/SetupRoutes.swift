internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 首次设置: the first administrator's password, by the link that the program printed.
struct SetupRoutes: Sendable {
    let desk: Desk

    func add(to router: Router<DeskContext>) {
        router.get("/setup") { request, context in
            let token = request.uri.queryParameters.get("token")
            guard desk.setup.opens(with: token) else { throw SetupRoutes.badLink }
            return try await form(context, token: token ?? "")
        }
        router.post("/setup", use: setUp)
    }

    private static var badLink: IntakeError {
        IntakeError("setup.link", .deskLinkBad, remedy: .deskLinkBadRemedy, exit: .notAllowed)
    }

    private func form(_ context: DeskContext, token: String, alert: IntakeError? = nil) async throws -> Response {
        let people = try await desk.store.people()
        let form = context.form
        return try desk.page(
            "setup", context, title: "setup",
            [
                "token": token,
                "people": people.map { person in
                    [
                        "id": person.id, "name": person.name, "isChosen": form["person"] == person.id,
                        "role": Desk.word("role.\(person.role.rawValue)", context),
                    ] as [String: Any]
                },
                "hasPeople": !people.isEmpty,
                "roles": Role.allCases.map { ["id": $0.rawValue, "name": Desk.word("role.\($0.rawValue)", context)] },
                "levels": OrganizationLevel.allCases.map {
                    ["id": $0.rawValue, "name": Desk.word("level.\($0.rawValue)", context)]
                },
                "organizations": try await desk.store.organizations().map { ["id": $0.code, "name": $0.name] },
                "typed": [
                    "login": form["login"] ?? "", "name": form["name"] ?? "", "trained": form["trained"] ?? "",
                    "filing": form["filing"] ?? "", "organization": form["organization"] ?? "",
                ],
            ], alert: alert, status: alert?.httpStatus ?? .ok)
    }

    private func setUp(_ request: Request, _ context: DeskContext) async throws -> Response {
        let token = context.form["token"] ?? ""
        guard desk.setup.opens(with: token) else { throw SetupRoutes.badLink }
        do {
            let (person, organization) = try await candidate(context.form)
            let hash = try NewPassword.hash(context.form)
            try await desk.store.setUp(person, organization: organization, passwordHash: hash)
        } catch let refusal as IntakeError {
            return try await form(context, token: token, alert: refusal)
        }
        desk.setup.close()
        return Response.redirect(to: "/login")
    }

    /// Who becomes the administrator: on record, or new, trained and filed either way.
    private func candidate(_ form: Form) async throws -> (Person, Organization?) {
        guard let trained = form["trained"].flatMap({ DateText($0)?.date?.iso }), let filing = form["filing"] else {
            throw SetupRoutes.missing
        }
        if let id = form["person"] {
            var person = try await desk.store.person(id)
            person.trainedOn = trained
            person.filing = filing
            return (person, nil)
        }
        guard let id = form["login"], let name = form["name"], let role = form["role"].flatMap(Role.init),
            let code = form["organization"]
        else { throw SetupRoutes.missing }
        let person = Person(
            id: id, name: name, role: role, organization: code, trainedOn: trained, filing: filing)
        guard try await desk.store.organization(code) == nil else { return (person, nil) }
        guard let title = form["organizationName"], let level = form["level"].flatMap(OrganizationLevel.init) else {
            throw SetupRoutes.missing
        }
        return (person, Organization(code: code, name: title, level: level, parent: nil))
    }

    private static var missing: IntakeError {
        IntakeError("setup.incomplete", .deskFieldMissing, remedy: .deskForgedRemedy, exit: .usage)
    }
}
