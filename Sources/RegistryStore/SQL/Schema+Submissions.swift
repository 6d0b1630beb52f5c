/// What reviewing without the store needs: papers kept ahead, what was decided meanwhile, and conflicts.
extension Schema {
    static let submissions: [String] =
        [
            // 1: kept ahead by the holder's desk, and given to whoever opens it.
            "ALTER TABLE deskLease ADD COLUMN ahead BIGINT NOT NULL DEFAULT 0 CHECK (ahead IN (0, 1))",
            "CREATE INDEX deskLease_person ON deskLease (person, ahead)",
            // Every one that was delivered; content only of those that a person has to settle.
            """
            CREATE TABLE submission (
                id INTEGER PRIMARY KEY, deliveryKey TEXT NOT NULL UNIQUE,
                document BIGINT NOT NULL REFERENCES document(id), person TEXT NOT NULL REFERENCES person(id),
                outcome TEXT NOT NULL CHECK (outcome IN ('stored', 'conflict')), cause TEXT, content TEXT,
                createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX submission_outcome ON submission (outcome, id)",
            """
            CREATE TABLE submissionSettlement (
                submission BIGINT PRIMARY KEY REFERENCES submission(id), choice TEXT NOT NULL,
                person TEXT NOT NULL REFERENCES person(id), createdAt BIGINT NOT NULL)
            """,
        ] + ["submission", "submissionSettlement"].flatMap(appendOnly)
}
