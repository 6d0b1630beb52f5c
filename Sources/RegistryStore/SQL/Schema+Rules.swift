/// What the rules need: clocks, histories, where every value comes from, approvals, the paper archive, sign-ins.
extension Schema {
    static let rules: [String] =
        [
            "ALTER TABLE organization ADD COLUMN stages TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE organization ADD COLUMN phone TEXT",
            "ALTER TABLE organization ADD COLUMN isExternal BIGINT NOT NULL DEFAULT 0 CHECK (isExternal IN (0, 1))",
            "CREATE INDEX organization_parent ON organization (parent)",
            "ALTER TABLE person ADD COLUMN trainedOn TEXT",
            "ALTER TABLE person ADD COLUMN filing TEXT",
            "ALTER TABLE person ADD COLUMN passwordHash TEXT",
            "ALTER TABLE person ADD COLUMN failures BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE person ADD COLUMN lockedUntil BIGINT",
            "ALTER TABLE student ADD COLUMN state TEXT NOT NULL DEFAULT 'enrolled'",
            "ALTER TABLE student ADD COLUMN enteredOn TEXT",
            "ALTER TABLE student ADD COLUMN graduatedOn TEXT",
            "ALTER TABLE student ADD COLUMN photographedOn TEXT",
            "CREATE INDEX student_class ON student (organization, state, grade, className)",
            "ALTER TABLE matter ADD COLUMN pack TEXT NOT NULL DEFAULT 'mianyang-2015'",
            "ALTER TABLE matter ADD COLUMN details TEXT NOT NULL DEFAULT '{}'",
            "ALTER TABLE matter ADD COLUMN turnAt BIGINT",
            "ALTER TABLE matter ADD COLUMN turnOrganization TEXT",
            "ALTER TABLE matter ADD COLUMN turnRole TEXT",
            "ALTER TABLE matter ADD COLUMN dueOn TEXT",
            "ALTER TABLE matter ADD COLUMN dueIsProvisional BIGINT NOT NULL DEFAULT 0 CHECK (dueIsProvisional IN (0, 1))",
            "ALTER TABLE matter ADD COLUMN startDueOn TEXT",
            "ALTER TABLE matter ADD COLUMN closedAt BIGINT",
            "CREATE INDEX matter_due ON matter (state, dueOn)",
            "CREATE INDEX matter_turn ON matter (turnOrganization, state, dueOn)",
            "CREATE INDEX matter_owner ON matter (organization, state, number)",
            "ALTER TABLE evidence ADD COLUMN isOriginal BIGINT NOT NULL DEFAULT 0 CHECK (isOriginal IN (0, 1))",
            "ALTER TABLE evidence ADD COLUMN keptAt TEXT",
            "ALTER TABLE evidence ADD COLUMN supersedes BIGINT REFERENCES evidence(id)",
            "ALTER TABLE evidence ADD COLUMN reason TEXT",
            "CREATE INDEX evidence_hash ON evidence (hash)",
            "ALTER TABLE decision ADD COLUMN organization TEXT",
            "ALTER TABLE decision ADD COLUMN dueOn TEXT",
            "ALTER TABLE decision ADD COLUMN dueIsProvisional BIGINT NOT NULL DEFAULT 0",
            "CREATE INDEX decision_case ON decision (caseNumber)",
            "CREATE INDEX decision_organization ON decision (organization, createdAt)",
            "CREATE INDEX audit_subject ON audit (subject, sequence)",
            """
            CREATE TABLE studentEvent (
                id INTEGER PRIMARY KEY, student BIGINT NOT NULL REFERENCES student(id), kind TEXT NOT NULL,
                day TEXT NOT NULL, until TEXT, gradeBefore TEXT, gradeAfter TEXT, caseNumber BIGINT,
                createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX studentEvent_student ON studentEvent (student, id)",
            "CREATE INDEX studentEvent_until ON studentEvent (kind, until)",
            """
            CREATE TABLE fieldChange (
                id INTEGER PRIMARY KEY, student BIGINT NOT NULL REFERENCES student(id), field TEXT NOT NULL,
                valueBefore TEXT, valueAfter TEXT, origin TEXT NOT NULL, caseNumber BIGINT, person TEXT NOT NULL,
                createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX fieldChange_student ON fieldChange (student, field, id)",
            """
            CREATE TABLE term (
                organization TEXT NOT NULL REFERENCES organization(code), startsOn TEXT NOT NULL,
                PRIMARY KEY (organization, startsOn))
            """,
            """
            CREATE TABLE archive (
                id INTEGER PRIMARY KEY, evidence BIGINT NOT NULL REFERENCES evidence(id), action TEXT NOT NULL,
                place TEXT, reason TEXT, person TEXT NOT NULL, createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX archive_evidence ON archive (evidence, id)",
            """
            CREATE TABLE dataRequest (
                organization TEXT NOT NULL, id INTEGER PRIMARY KEY, purpose TEXT NOT NULL, recipient TEXT NOT NULL,
                fields TEXT NOT NULL, scope TEXT NOT NULL, expiresOn TEXT NOT NULL, person TEXT NOT NULL,
                createdAt BIGINT NOT NULL)
            """,
            """
            CREATE TABLE dataApproval (
                request BIGINT NOT NULL REFERENCES dataRequest(id), side TEXT NOT NULL, person TEXT NOT NULL,
                isGranted BIGINT NOT NULL CHECK (isGranted IN (0, 1)), reason TEXT, createdAt BIGINT NOT NULL,
                PRIMARY KEY (request, side))
            """,
            """
            CREATE TABLE signIn (
                person TEXT NOT NULL REFERENCES person(id), day TEXT NOT NULL, firstAt BIGINT NOT NULL,
                PRIMARY KEY (person, day))
            """,
        ] + ["studentEvent", "fieldChange", "archive", "dataRequest", "dataApproval"].flatMap(appendOnly)
}
