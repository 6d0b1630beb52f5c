internal import IntakeModel
internal import Registry

/// 取下一份: which papers a reviewer is given next, by walks that end at the first that are free.
struct PaperSearch {
    private let person: String
    private let last: Int64
    private let now: Int64
    private let scope: ListScope

    /// After the paper `last` the queue goes on with later papers and then begins anew.
    init(for person: Person, after last: Int64, at now: Int64, scope: ListScope) {
        self.person = person.id
        self.last = last
        self.now = now
        self.scope = scope
    }

    /// Papers other than `last` that nobody else has or keeps: first those handed on to the reviewer, then doubtful ones, then
    /// samples.
    func free(_ count: Int, _ session: any SQLSession) throws -> [Int64] {
        var found = try handedOn(count, session)
        for kind in WaitingPapers.allCases {
            for side in [">", "<"] where found.count < count {
                var statement = ListScope.Statement()
                let beginning = scope.beginning(&statement)
                let wanted = """
                    \(kind.number) \(side) \(statement.mark(.integer(last))) AND \(isForMe(&statement))
                    AND NOT \(isWithOthers("", &statement))
                    AND NOT EXISTS (SELECT 1 FROM handOn h WHERE h.document = d.id)
                    """
                let sql = kind.first(count - found.count, where: wanted, scope, &statement)
                found += try session.rows(beginning + sql, statement).map { try $0.integer("id") }
            }
        }
        return found
    }

    private func handedOn(_ count: Int, _ session: any SQLSession) throws -> [Int64] {
        var statement = ListScope.Statement()
        let beginning = scope.beginning(&statement)
        return try session.rows(
            beginning + """
                SELECT d.id FROM handOn h JOIN document d ON d.id = h.document
                WHERE h.person = \(statement.mark(.text(person))) AND d.id <> \(statement.mark(.integer(last)))
                AND \(scope.isOwn("d.organization", late: true, &statement)) AND \(PaperSearch.waits)
                AND \(isForMe(&statement)) AND NOT \(isWithOthers("", &statement))
                \(order(&statement)) LIMIT \(count)
                """, statement
        ).map { try $0.integer("id") }
    }

    /// The first that another reviewer's desk keeps ahead, which gives way.
    func keptAhead(_ session: any SQLSession) throws -> Int64? {
        var statement = ListScope.Statement()
        let beginning = scope.beginning(&statement)
        return try session.rows(
            beginning + """
                SELECT d.id FROM deskLease l JOIN document d ON d.id = l.document
                LEFT JOIN handOn h ON h.document = d.id
                WHERE l.ahead = 1 AND l.person <> \(statement.mark(.text(person)))
                AND l.heldUntil > \(statement.mark(.integer(now)))
                AND \(scope.isOwn("d.organization", late: true, &statement)) AND \(PaperSearch.waits) AND \(isForMe(&statement))
                AND (h.person IS NULL OR h.person = \(statement.mark(.text(person))))
                \(order(&statement)) LIMIT 1
                """, statement
        ).first?.integer("id")
    }

    /// The paper `last` itself, where it waits and nobody else works on it.
    func lastAgain(_ session: any SQLSession) throws -> Int64? {
        var statement = ListScope.Statement()
        let beginning = scope.beginning(&statement)
        return try session.rows(
            beginning + """
                SELECT d.id FROM document d LEFT JOIN handOn h ON h.document = d.id
                WHERE d.id = \(statement.mark(.integer(last))) AND \(scope.isOwn("d.organization", late: true, &statement))
                AND \(PaperSearch.waits) AND \(isForMe(&statement)) AND NOT \(isWithOthers(" AND l.ahead = 0", &statement))
                AND (h.person IS NULL OR h.person = \(statement.mark(.text(person))))
                """, statement
        ).first?.integer("id")
    }

    /// A paper `d` waits: something is doubtful, or it was drawn as a sample, and its page is not set aside.
    private static let waits = """
        (d.status = 'pending' OR EXISTS (SELECT 1 FROM auditSample s WHERE s.document = d.id AND s.checkedAt IS NULL))
        AND \(RegistryStore.isInPlace)
        """

    /// The reviewer has something left to decide on a paper `d`.
    private func isForMe(_ statement: inout ListScope.Statement) -> String {
        let me = statement.mark(.text(person))
        return "NOT EXISTS (SELECT 1 FROM keyingDone k WHERE k.document = d.id AND k.person = \(me))"
    }

    private func isWithOthers(_ more: String, _ statement: inout ListScope.Statement) -> String {
        let (me, at) = (statement.mark(.text(person)), statement.mark(.integer(now)))
        return """
            EXISTS (SELECT 1 FROM deskLease l
                WHERE l.document = d.id AND l.person <> \(me) AND l.heldUntil > \(at)\(more))
            """
    }

    /// Of papers `d` and to whom they were handed on, `h`.
    private func order(_ statement: inout ListScope.Statement) -> String {
        let last = statement.mark(.integer(last))
        return """
            ORDER BY CASE WHEN h.person IS NOT NULL AND d.id <> \(last) THEN 0 ELSE 1 END,
                CASE WHEN d.status = 'pending' THEN 0 ELSE 1 END, CASE WHEN d.id > \(last) THEN 0 ELSE 1 END, d.id
            """
    }
}
