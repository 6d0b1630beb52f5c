extension Schema {
    /// Lists cost what they show: each walks an index that is in its own order and holds only what it may show.
    static let longerLists: [String] = [
        "DROP INDEX matter_due", "DROP INDEX matter_turn", "DROP INDEX matter_owner",
        "DROP INDEX matter_releasing", "DROP INDEX matter_receiving",
        """
        CREATE INDEX matter_underWay ON matter (dueOn, number DESC)
        WHERE state IN ('open', 'submitted', 'returned', 'approved')
        """,
        """
        CREATE INDEX matter_ownUnderWay ON matter (organization, dueOn, number DESC)
        WHERE state IN ('open', 'submitted', 'returned', 'approved')
        """,
        """
        CREATE INDEX matter_turn ON matter (turnOrganization, dueOn, number DESC)
        WHERE state IN ('open', 'submitted', 'returned', 'approved')
        """,
        """
        CREATE INDEX matter_ended ON matter (organization, number)
        WHERE state NOT IN ('open', 'submitted', 'returned', 'approved')
        """,
        "CREATE INDEX matter_releasing ON matter (releasingSchool, number) WHERE releasingSchool IS NOT NULL",
        "CREATE INDEX matter_receiving ON matter (receivingSchool, number) WHERE receivingSchool IS NOT NULL",
        // For reports over a span of time.
        "CREATE INDEX matter_submitted ON matter (organization, submittedAt) WHERE submittedAt IS NOT NULL",
        "CREATE INDEX matter_closed ON matter (organization, closedAt) WHERE closedAt IS NOT NULL",
        // Organizations that decided a case which does not name them, as counties and cities do; 1: it has ended since.
        """
        CREATE TABLE caseDecider (
            organization TEXT NOT NULL, caseNumber BIGINT NOT NULL REFERENCES matter(number),
            ended BIGINT NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)), PRIMARY KEY (organization, caseNumber))
        """,
        "CREATE INDEX caseDecider_list ON caseDecider (organization, ended, caseNumber)",
        "CREATE INDEX caseDecider_case ON caseDecider (caseNumber)",
        """
        INSERT INTO caseDecider (organization, caseNumber, ended)
        SELECT DISTINCT d.organization, d.caseNumber,
            CASE WHEN m.state IN ('open', 'submitted', 'returned', 'approved') THEN 0 ELSE 1 END
        FROM decision d JOIN matter m ON m.number = d.caseNumber
        WHERE d.organization <> m.organization AND d.organization <> COALESCE(m.releasingSchool, '')
            AND d.organization <> COALESCE(m.receivingSchool, '')
        """,
        "CREATE INDEX page_latest ON page (takenAt, id)",
        // 1: evidence on a case, alone or with its whole page. The few that are on none are found without looking at the others.
        "ALTER TABLE document ADD COLUMN onCase BIGINT NOT NULL DEFAULT 0 CHECK (onCase IN (0, 1))",
        """
        UPDATE document SET onCase = 1 WHERE EXISTS (
            SELECT 1 FROM evidence e WHERE e.page = document.page
            AND (e.document = document.id OR e.document IS NULL))
        """,
        """
        CREATE INDEX document_unfiled ON document (organization, status, onCase, page, id)
        WHERE status = 'verified' AND onCase = 0
        """,
        "CREATE INDEX document_pending ON document (organization, status, id) WHERE status = 'pending'",
        "CREATE INDEX handOn_person ON handOn (person)",
        """
        CREATE INDEX document_ledger ON document (organization, status, onCase, page, id)
        WHERE documentType IN ('transferLedger', 'changeLedger')
        """,
    ]
}
