internal import Credentials
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 人员: who works under an administrator; they set others' passwords.
struct PeopleRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/people") { request, context in
            try await page(context, changed: request.uri.queryParameters.get("changed") != nil)
        }
        members.post("/people/password") { _, context in
            let administrator = try context.administrator()
            do {
                guard let person = context.form["person"] else { throw CaseRoutes.incomplete }
                let hash = try NewPassword.hash(context.form)
                try await desk.store.resetPassword(hash: hash, of: person, byAdministrator: administrator.id)
            } catch let refusal as IntakeError where refusal.exit != .internalFault {
                return try await page(context, alert: refusal)
            }
            return Response.redirect(to: "/people?changed=1")
        }
    }

    private func page(
        _ context: DeskContext, changed: Bool = false, alert: IntakeError? = nil
    ) async throws -> Response {
        let administrator = try context.administrator()
        let people = try await desk.store.people(under: administrator.organization)
        return try desk.page(
            "people", context, title: "people",
            [
                "changed": changed,
                "people": people.map { person in
                    [
                        "id": person.id, "name": person.name, "organization": person.organization,
                        "role": Desk.word("role.\(person.role.rawValue)", context),
                        "trainedOn": person.trainedOn ?? "—", "filing": person.filing ?? "—",
                        "isAdministrator": person.isAdministrator,
                    ] as [String: Any]
                },
            ], alert: alert, status: alert?.httpStatus ?? .ok)
    }
}

/// 新口令: long enough and typed the same twice.
enum NewPassword {
    /// The hash of the form's `password`; throws `setup.password` or `person.password`.
    static func hash(_ form: Form) throws(IntakeError) -> String {
        let password = form.raw("password") ?? ""
        guard password == form.raw("again") else {
            throw IntakeError("setup.password", .deskPasswordsDiffer, remedy: .signInRemedy, exit: .usage)
        }
        guard password.count >= PasswordHash.shortest, let hash = PasswordHash.make(password) else {
            throw IntakeError(
                "person.password", .passwordShort.with(String(PasswordHash.shortest)), remedy: .signInRemedy,
                exit: .usage)
        }
        return hash
    }
}
