public import IntakeModel
public import Registry

/// 照片归卷: which finished photos are evidence on which `photoUpdate` case.
extension RegistryStore {
    /// Usable photos of a run with a known student that are on no case yet, after photo `last`, in the order of their
    /// numbers; how many there are in all, and the first `count`.
    public func unfiledPhotos(
        ofRun run: Int64, after last: Int64 = 0, count: Int = 50
    ) async throws(IntakeError) -> (total: Int, photos: [(id: Int64, photo: RunPhoto)]) {
        try await read { session in
            let from = """
                FROM runPhoto p WHERE p.run = $1 AND p.student IS NOT NULL AND p.finished IS NOT NULL AND p.id > $2
                AND \(RegistryStore.outcome) = 'usable' AND NOT EXISTS (SELECT 1 FROM photoFiling f WHERE f.photo = p.id)
                """
            let values: [SQLValue] = [.integer(run), .integer(last)]
            let total = try session.row("SELECT COUNT(*) AS number \(from)", values)?.integer("number") ?? 0
            let rows = try session.rows(
                "SELECT p.id, p.name, p.place, p.student, p.verdict, p.finished \(from) ORDER BY p.id LIMIT $3",
                values + [.integer(Int64(count))])
            return (
                Int(total),
                try rows.map { row in
                    let photo = RunPhoto(
                        name: try row.text("name"), place: Int(try row.integer("place")),
                        student: try row.integer("student"),
                        verdict: RunPhoto.Verdict(rawValue: try row.text("verdict")) ?? .review,
                        finished: try row.text("finished"))
                    return (try row.integer("id"), photo)
                }
            )
        }
    }

    /// Throws `registry.not-found` or `photo.role` unless the person may decide on the run's photos.
    public func requirePhotoDecider(_ person: Person, run: Int64) async throws(IntakeError) {
        try await read { session in
            _ = try RegistryStore.photoRun(run, visibleTo: person, session)
            try RegistryStore.requireDecider(person)
        }
    }

    /// The `photoUpdate` case that a page is evidence on; `nil` when it is on none.
    public func photoCase(ofPage page: Int64) async throws(IntakeError) -> Int64? {
        try await read { session in
            try session.row(
                """
                SELECT m.number FROM evidence e JOIN matter m ON m.number = e.caseNumber
                WHERE e.page = $1 AND m.kind = $2 ORDER BY m.number DESC LIMIT 1
                """, [.integer(page), .text(CaseKind.photoUpdate.rawValue)])?.integer("number")
        }
    }

    /// Notes the case that a photo has become evidence on.
    public func notePhotoFiling(_ photo: Int64, onCase number: Int64, by person: String) async throws(IntakeError) {
        try await write { session, now in
            try session.execute(
                """
                INSERT INTO photoFiling (photo, caseNumber, person, createdAt) VALUES ($1, $2, $3, $4)
                ON CONFLICT (photo) DO NOTHING
                """, [.integer(photo), .integer(number), .text(person), .integer(now)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "photo.file", subject: "photo:\(photo)",
                content: ["case": String(number)])
        }
    }
}
