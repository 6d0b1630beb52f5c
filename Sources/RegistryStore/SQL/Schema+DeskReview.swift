/// What reviewing by several people needs: decisions that can be taken back, second persons, samples, settings.
extension Schema {
    static let deskReview: [String] = [
        // Which entry an undo takes back, which person's keying it is, what the paper was before, and what it cost.
        "ALTER TABLE review ADD COLUMN undoes BIGINT",
        "ALTER TABLE review ADD COLUMN keying BIGINT",
        "ALTER TABLE review ADD COLUMN content TEXT",
        "ALTER TABLE review ADD COLUMN keystrokes BIGINT",
        "ALTER TABLE review ADD COLUMN milliseconds BIGINT",
        // Thresholds in force when it was read, page of the file, fields left to decide (for lists).
        "ALTER TABLE document ADD COLUMN thresholds TEXT",
        "ALTER TABLE document ADD COLUMN sheet BIGINT",
        "ALTER TABLE document ADD COLUMN openFields BIGINT",
        "ALTER TABLE page ADD COLUMN turn BIGINT NOT NULL DEFAULT 0",
        """
        ALTER TABLE person ADD COLUMN isAdministrator BIGINT NOT NULL DEFAULT 0
            CHECK (isAdministrator IN (0, 1))
        """,
        "UPDATE person SET isAdministrator = 1 WHERE id IN (SELECT person FROM audit WHERE action = 'desk.setup')",
        """
        CREATE TABLE deskSetting (
            organization TEXT PRIMARY KEY REFERENCES organization(code), content TEXT NOT NULL, person TEXT NOT NULL,
            changedAt BIGINT NOT NULL)
        """,
        "CREATE TABLE deskSecret (name TEXT PRIMARY KEY, secret TEXT NOT NULL)",
        // Who has nothing left to decide on a paper that still waits for another person.
        """
        CREATE TABLE keyingDone (
            document BIGINT NOT NULL REFERENCES document(id), person TEXT NOT NULL REFERENCES person(id),
            PRIMARY KEY (document, person))
        """,
        """
        CREATE TABLE auditSample (
            document BIGINT PRIMARY KEY REFERENCES document(id), drawnAt BIGINT NOT NULL, checkedAt BIGINT,
            person TEXT, corrections BIGINT)
        """,
        "CREATE INDEX auditSample_open ON auditSample (checkedAt, document)",
        """
        CREATE TABLE handOn (
            document BIGINT PRIMARY KEY REFERENCES document(id), person TEXT NOT NULL REFERENCES person(id),
            givenBy TEXT NOT NULL, reason TEXT, createdAt BIGINT NOT NULL)
        """,
    ]
}
