public import IntakeModel
public import Registry

/// 成组核对: one field of many papers at a glance.
extension RegistryStore {
    /// One paper's value in a group.
    public struct GroupItem: Sendable, Hashable {
        public var document: Int64
        public var page: Int64
        public var field: FieldKey
        public var value: String
        public var confidence: Double

        public init(document: Int64, page: Int64 = 0, field: FieldKey, value: String, confidence: Double = 0) {
            self.document = document
            self.page = page
            self.field = field
            self.value = value
            self.confidence = confidence
        }
    }

    /// Pending papers looked through at most; more wait for the next round.
    private static let groupSearch: Int64 = 400

    /// Unsure values that a look settles, by field: read, with a place on the page, under no error, nobody else at them.
    public func groups(for person: String) async throws(IntakeError) -> [FieldKey: [GroupItem]] {
        let moment = now()
        return try await read { session in
            let actor = try RegistryStore.person(person, session)
            let rows = try session.rows(
                RegistryStore.below + """
                     SELECT d.id FROM document d JOIN below ON d.organization = below.code
                    WHERE d.status = 'pending' AND \(RegistryStore.isInPlace)
                    AND NOT EXISTS (
                        SELECT 1 FROM deskLease l
                        WHERE l.document = d.id AND l.person <> $2 AND l.heldUntil > $3 AND l.ahead = 0)
                    AND NOT EXISTS (SELECT 1 FROM handOn h WHERE h.document = d.id AND h.person <> $2)
                    ORDER BY d.id LIMIT $4
                    """,
                [.text(actor.organization), .text(person), .integer(moment), .integer(RegistryStore.groupSearch)])
            var groups: [FieldKey: [GroupItem]] = [:]
            for row in rows {
                let document = try RegistryStore.document(try row.integer("id"), session)
                for item in RegistryStore.glanceable(document) { groups[item.field.plain, default: []].append(item) }
            }
            return groups
        }
    }

    private static func glanceable(_ document: IntakeDocument) -> [GroupItem] {
        document.doubtful.compactMap { key in
            guard let reading = document.reading[key], let value = reading.value, !value.isEmpty,
                reading.region.area > 0, document.keyed[key] == nil,
                !document.reading.findings.contains(where: { $0.field == key && $0.severity == .error })
            else { return nil }
            return GroupItem(
                document: document.id, page: document.page, field: key, value: value, confidence: reading.confidence)
        }
    }

    /// Accepts what was shown and not picked out; answers how many. What has changed since, or is with somebody else, is
    /// left as it is.
    public func accept(
        group items: [GroupItem], by person: String, effort: ReviewEffort
    ) async throws(IntakeError) -> Int {
        try await write { session, now in
            let actor = try RegistryStore.person(person, session)
            var accepted = 0
            for item in items {
                try RegistryStore.requireDocument(item.document, actor, session)
                let document = try RegistryStore.document(item.document, session)
                let isFree =
                    try session.row(
                        """
                        SELECT 1 AS one FROM deskLease
                        WHERE document = $1 AND person <> $2 AND heldUntil > $3 AND ahead = 0
                        """, [.integer(item.document), .text(person), .integer(now)]) == nil
                guard isFree, document.doubtful.contains(item.field), document.keyed[item.field] == nil,
                    document.value(item.field) == item.value
                else { continue }
                let share = ReviewEffort(
                    keystrokes: accepted == 0 ? effort.keystrokes : 0,
                    milliseconds: effort.milliseconds.map { $0 / max(1, items.count) })
                _ = try RegistryStore.decide(
                    item.document, item.field, .accept, after: nil, reason: nil, by: person, effort: share, session,
                    now: now)
                accepted += 1
            }
            return accepted
        }
    }
}
