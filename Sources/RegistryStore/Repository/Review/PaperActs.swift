public import IntakeModel
public import Registry

/// 整份处理: what a reviewer does with a paper as a whole. Each is a row of its history and can be taken back.
extension RegistryStore {
    /// 备注 on a paper.
    public func note(document id: Int64, _ text: String, by person: String) async throws(IntakeError) {
        try await write { session, now in
            _ = try RegistryStore.document(id, session)
            try RegistryStore.add(
                FieldReview(action: .note, before: nil, after: nil, reason: text, person: person, at: now),
                field: IntakeDocument.wholeKey, toDocument: id, session)
        }
    }

    /// 改判种类: keeps what was read of `fields`, the fields of that kind of paper, and asks for the rest.
    public func reassign(
        document id: Int64, to type: DocumentType, fields: [FieldKey], by person: String
    ) async throws(IntakeError) -> IntakeDocument {
        try await write { session, now in
            var document = try RegistryStore.unsealed(id, session)
            let before = document.reading
            document.reading.documentType = type
            document.reading.fields = Dictionary(
                fields.map { key in
                    let asked = FieldReading(
                        value: nil, raw: "", confidence: 0, region: Region(x: 0, y: 0, width: 0, height: 0),
                        source: "person")
                    return (key, before.fields[key] ?? asked)
                }, uniquingKeysWith: { first, _ in first })
            document.reading.rows = []
            document.reading.findings = before.findings.filter { $0.field == nil || fields.contains($0.field ?? "") }
            try RegistryStore.store(document, session)
            try RegistryStore.add(
                FieldReview(
                    action: .reassign, before: before.documentType.rawValue, after: type.rawValue, reason: nil,
                    person: person, at: now),
                field: IntakeDocument.wholeKey, toDocument: id, content: try CanonicalJSON.text(before), session)
            return try RegistryStore.settle(id, by: person, session, now: now)
        }
    }

    /// 转正: turns the paper's page clockwise by `degrees` (a multiple of 90) from how it is shown now.
    public func rotate(document id: Int64, by degrees: Int, person: String) async throws(IntakeError) {
        try await write { session, now in
            let document = try RegistryStore.document(id, session)
            let before = try RegistryStore.turn(ofPage: document.page, session)
            let after = ((before + degrees) % 360 + 360) % 360
            try RegistryStore.set(turn: after, ofPage: document.page, session)
            try RegistryStore.add(
                FieldReview(
                    action: .rotate, before: String(before), after: String(after), reason: nil, person: person, at: now),
                field: IntakeDocument.wholeKey, toDocument: id, session)
        }
    }

    /// 拆分: what lies in `second`, pixels of the file, becomes a paper of its own, whose kind a person has to say.
    ///
    /// Throws `review.split` for ledgers, whose rows belong together, and when one part would be nothing.
    public func split(
        document id: Int64, first: Region, second: Region, by person: String
    ) async throws(IntakeError) -> Int64 {
        try await write { session, now in
            var document = try RegistryStore.unsealed(id, session)
            let before = document.reading
            guard before.rows.isEmpty, first.area > 0, second.area > 0 else {
                throw IntakeError("review.split", .reviewCannotSplit, remedy: .reviewCannotSplitRemedy, exit: .usage)
            }
            func isSecond(_ region: Region) -> Bool {
                second.intersection(region).map { $0.area * 2 > region.area } ?? false
            }
            var other = DocumentReading(documentType: .unknown, confidence: 0, region: second)
            other.fields = before.fields.filter { isSecond($0.value.region) }
            other.seals = before.seals.filter { isSecond($0.region) }
            document.reading.region = first
            document.reading.fields = before.fields.filter { !isSecond($0.value.region) }
            document.reading.seals = before.seals.filter { !isSecond($0.region) }
            document.reading.findings = before.findings.filter { $0.field.map { other.fields[$0] == nil } ?? true }
            try RegistryStore.store(document, session)
            let new = try RegistryStore.insert(
                other, page: document.page, organization: document.organization, sheet: document.sheet,
                thresholds: document.thresholds, session, now: now)
            try session.execute(
                """
                UPDATE document SET meantCase = (SELECT o.meantCase FROM document o WHERE o.id = $1) WHERE id = $2
                """, [.integer(id), .integer(new)])
            try RegistryStore.add(
                FieldReview(action: .split, before: nil, after: String(new), reason: nil, person: person, at: now),
                field: IntakeDocument.wholeKey, toDocument: id, content: try CanonicalJSON.text(before), session)
            _ = try RegistryStore.settle(id, by: person, session, now: now)
            return new
        }
    }

    static func turn(ofPage page: Int64, _ session: any SQLSession) throws -> Int {
        Int(try session.row("SELECT turn FROM page WHERE id = $1", [.integer(page)])?.integer("turn") ?? 0)
    }

    static func set(turn: Int, ofPage page: Int64, _ session: any SQLSession) throws {
        try session.execute("UPDATE page SET turn = $1 WHERE id = $2", [.integer(Int64(turn)), .integer(page)])
    }

    /// Throws `review.sealed` for a paper that is evidence on a submitted case: it stays what it was.
    static func unsealed(_ id: Int64, _ session: any SQLSession) throws -> IntakeDocument {
        let sealed = try session.row(
            "SELECT id FROM evidence WHERE document = $1 AND sealed = 1 LIMIT 1", [.integer(id)])
        guard sealed == nil else {
            throw IntakeError("review.sealed", .reviewSealed, remedy: .reviewSealedRemedy, exit: .notAllowed)
        }
        return try document(id, session)
    }
}
