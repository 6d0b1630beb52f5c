public import IntakeModel
public import Registry

/// 照片复核: what people decide on photos of a run. The verdict stays what it was; decisions are rows beside it.
extension RegistryStore {
    /// Roles that decide on photos: registrars, and a school's leader; a department's leader looks on.
    private static let deciders: Set<Role> = [
        .schoolRegistrar, .schoolLeader, .countyRegistrar, .cityRegistrar, .provinceRegistrar,
    ]

    /// Accepts or rejects a photo.
    ///
    /// Throws `photo.reason` when one that failed is accepted without a reason, `photo.unusable` when there is nothing
    /// finished to accept, `photo.filed` when it is on a case already, and `photo.role` for whoever may only look.
    public func decide(
        photo id: Int64, _ action: PhotoDecision.Action, reason: String?, by person: String
    ) async throws(IntakeError) -> DecidedPhoto {
        try await write { session, now in
            let photo = try RegistryStore.undecidable(id, person, session)
            if action == .accept {
                guard photo.photo.finished != nil else {
                    throw IntakeError("photo.unusable", .photoUnusable, remedy: .photoUnusableRemedy, exit: .badInput)
                }
                guard photo.photo.verdict != .fail || reason != nil else {
                    throw IntakeError("photo.reason", .photoOverruleReason, remedy: .photoOverruleRemedy, exit: .usage)
                }
            }
            try RegistryStore.add(action, reason, undoes: nil, toPhoto: id, person, session, now: now)
            return try RegistryStore.runPhoto(id, visibleTo: RegistryStore.person(person, session), session)
        }
    }

    /// Takes back the person's newest decision of a run that still holds; answers the photo.
    ///
    /// Throws `photo.nothing` when there is none, and `photo.filed` when that photo is on a case already.
    public func takeBackPhotoDecision(run: Int64, by person: String) async throws(IntakeError) -> DecidedPhoto {
        try await write { session, now in
            _ = try RegistryStore.photoRun(run, visibleTo: RegistryStore.person(person, session), session)
            let last = try session.row(
                """
                SELECT d.id, d.photo FROM photoDecision d JOIN runPhoto p ON p.id = d.photo
                WHERE p.run = $1 AND d.person = $2 AND d.action <> 'undo'
                    AND NOT EXISTS (SELECT 1 FROM photoDecision u WHERE u.undoes = d.id)
                ORDER BY d.id DESC LIMIT 1
                """, [.integer(run), .text(person)])
            guard let last else {
                throw IntakeError("photo.nothing", .reviewNothingToUndo, remedy: .deskForgedRemedy, exit: .usage)
            }
            let photo = try last.integer("photo")
            _ = try RegistryStore.undecidable(photo, person, session)
            try RegistryStore.add(.undo, nil, undoes: try last.integer("id"), toPhoto: photo, person, session, now: now)
            return try RegistryStore.runPhoto(photo, visibleTo: RegistryStore.person(person, session), session)
        }
    }

    private static func undecidable(_ id: Int64, _ person: String, _ session: any SQLSession) throws -> DecidedPhoto {
        let actor = try RegistryStore.person(person, session)
        let photo = try runPhoto(id, visibleTo: actor, session)
        try requireDecider(actor)
        guard photo.caseNumber == nil else {
            throw IntakeError("photo.filed", .photoFiled, remedy: .photoFiledRemedy, exit: .notAllowed)
        }
        return photo
    }

    /// Throws `photo.role` for whoever may only look.
    static func requireDecider(_ person: Person) throws(IntakeError) {
        guard deciders.contains(person.role) else {
            throw IntakeError("photo.role", .photoRole, remedy: .deskForeignRemedy, exit: .notAllowed)
        }
    }

    private static func add(
        _ action: PhotoDecision.Action, _ reason: String?, undoes: Int64?, toPhoto id: Int64, _ person: String,
        _ session: any SQLSession, now: Int64
    ) throws {
        try session.execute(
            """
            INSERT INTO photoDecision (photo, action, reason, undoes, person, createdAt)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .integer(id), .text(action.rawValue), .optional(reason), .optional(undoes), .text(person),
                .integer(now),
            ])
        try audit(
            session, at: now, person: person, action: "photo.\(action.rawValue)", subject: "photo:\(id)",
            content: reason.map { ["reason": $0] } ?? [:])
    }
}
