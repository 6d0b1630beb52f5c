/// Papers of the pool on their way to cases.
extension Schema {
    static let filing: [String] =
        [
            """
            CREATE TABLE filing (
                id INTEGER PRIMARY KEY, document BIGINT NOT NULL REFERENCES document(id), action TEXT NOT NULL,
                caseNumber BIGINT REFERENCES matter(number), evidence BIGINT, doubts TEXT NOT NULL, reason TEXT,
                undoes BIGINT REFERENCES filing(id), person TEXT NOT NULL REFERENCES person(id),
                createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX filing_document ON filing (document, id)",
            "CREATE INDEX filing_person ON filing (person, id)",
            "CREATE UNIQUE INDEX filing_undoes ON filing (undoes)",
            "CREATE INDEX evidence_page ON evidence (page)",
            "CREATE INDEX document_owner ON document (organization, status, page)",
        ] + appendOnly("filing")
}
