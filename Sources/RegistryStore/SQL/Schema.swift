/// The tables. Rows lead with the owning organization where one owns them; times are epoch milliseconds.
enum Schema {
    static let first: [String] =
        [
            """
            CREATE TABLE organization (
                code TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL, parent TEXT REFERENCES organization(code))
            """,
            """
            CREATE TABLE person (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL,
                organization TEXT NOT NULL REFERENCES organization(code))
            """,
            """
            CREATE TABLE student (
                organization TEXT NOT NULL, id INTEGER PRIMARY KEY, name TEXT NOT NULL, sex TEXT, birthDate TEXT,
                citizenID TEXT UNIQUE, studentNumber TEXT UNIQUE, ethnicGroup TEXT, domicile TEXT, grade TEXT,
                className TEXT, changedAt BIGINT NOT NULL)
            """,
            "CREATE INDEX student_name ON student (name, birthDate)",
            """
            CREATE TABLE page (
                organization TEXT NOT NULL, id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
                origin TEXT NOT NULL, batch TEXT NOT NULL, caseNumber BIGINT, takenAt BIGINT NOT NULL)
            """,
            """
            CREATE TABLE job (
                id INTEGER PRIMARY KEY, page BIGINT NOT NULL REFERENCES page(id), state TEXT NOT NULL,
                attempts BIGINT NOT NULL DEFAULT 0, owner TEXT, leaseUntil BIGINT, reason TEXT, createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX job_state ON job (state, id)",
            """
            CREATE TABLE reading (
                id INTEGER PRIMARY KEY, page BIGINT NOT NULL REFERENCES page(id), content TEXT NOT NULL,
                engines TEXT NOT NULL, createdAt BIGINT NOT NULL)
            """,
            """
            CREATE TABLE document (
                organization TEXT NOT NULL, id INTEGER PRIMARY KEY, page BIGINT NOT NULL REFERENCES page(id),
                documentType TEXT NOT NULL, reading TEXT NOT NULL, status TEXT NOT NULL, createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX document_page ON document (page)",
            "CREATE INDEX document_status ON document (status, id)",
            """
            CREATE TABLE review (
                id INTEGER PRIMARY KEY, document BIGINT NOT NULL REFERENCES document(id), field TEXT NOT NULL,
                action TEXT NOT NULL, valueBefore TEXT, valueAfter TEXT, reason TEXT, person TEXT NOT NULL,
                createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX review_document ON review (document)",
            """
            CREATE TABLE matter (
                organization TEXT NOT NULL, number INTEGER PRIMARY KEY, kind TEXT NOT NULL,
                student BIGINT REFERENCES student(id), state TEXT NOT NULL, step BIGINT NOT NULL, field TEXT,
                oldValue TEXT, newValue TEXT, releasingSchool TEXT, receivingSchool TEXT, openedBy TEXT NOT NULL,
                submittedBy TEXT, openedAt BIGINT NOT NULL, submittedAt BIGINT)
            """,
            "CREATE INDEX matter_student ON matter (student, state)",
            """
            CREATE TABLE evidence (
                id INTEGER PRIMARY KEY, caseNumber BIGINT NOT NULL REFERENCES matter(number), kind TEXT NOT NULL,
                page BIGINT NOT NULL REFERENCES page(id), document BIGINT REFERENCES document(id), hash TEXT NOT NULL,
                person TEXT NOT NULL, createdAt BIGINT NOT NULL, sealed BIGINT NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)))
            """,
            "CREATE INDEX evidence_case ON evidence (caseNumber)",
            """
            CREATE TABLE decision (
                id INTEGER PRIMARY KEY, caseNumber BIGINT NOT NULL REFERENCES matter(number), step BIGINT NOT NULL,
                outcome TEXT NOT NULL, reason TEXT, person TEXT NOT NULL, createdAt BIGINT NOT NULL)
            """,
            """
            CREATE TABLE audit (
                sequence BIGINT PRIMARY KEY, createdAt BIGINT NOT NULL, person TEXT NOT NULL, action TEXT NOT NULL,
                subject TEXT NOT NULL, content TEXT NOT NULL, previous TEXT NOT NULL UNIQUE, hash TEXT NOT NULL UNIQUE)
            """,
        ] + ["audit", "reading", "review", "decision"].flatMap(appendOnly) + [
            // Evidence may be taken off a case only before the case is submitted.
            """
            CREATE TRIGGER evidence_sealed_update BEFORE UPDATE ON evidence WHEN OLD.sealed = 1
            BEGIN SELECT RAISE(ABORT, 'evidence of a submitted case is immutable'); END
            """,
            """
            CREATE TRIGGER evidence_sealed_delete BEFORE DELETE ON evidence WHEN OLD.sealed = 1
            BEGIN SELECT RAISE(ABORT, 'evidence of a submitted case is immutable'); END
            """,
        ]

    static func appendOnly(_ table: String) -> [String] {
        ["UPDATE", "DELETE"].map { verb in
            """
            CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
            """
        }
    }
}
