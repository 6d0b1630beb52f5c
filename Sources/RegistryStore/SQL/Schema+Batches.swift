/// Batches: how pages came, where they stand now, and what was done with them.
extension Schema {
    static let batches: [String] =
        [
            """
            CREATE TABLE batch (
                organization TEXT NOT NULL, id INTEGER PRIMARY KEY, batchKey TEXT NOT NULL UNIQUE, origin TEXT NOT NULL,
                person TEXT NOT NULL, device TEXT, profile TEXT, request TEXT, caseNumber BIGINT,
                startedAt BIGINT NOT NULL)
            """,
            "CREATE INDEX batch_owner ON batch (organization, id)",
            // How a page came; the same page may come again in another batch.
            """
            CREATE TABLE batchEntry (
                id INTEGER PRIMARY KEY, origin BIGINT NOT NULL REFERENCES batch(id), number BIGINT NOT NULL,
                page BIGINT NOT NULL REFERENCES page(id), isNew BIGINT NOT NULL CHECK (isNew IN (0, 1)),
                takenAt BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX batchEntry_number ON batchEntry (origin, number)",
            "CREATE INDEX batchEntry_page ON batchEntry (page)",
            // Where it stands now: what the acts have made of it.
            """
            CREATE TABLE batchPlace (
                entry BIGINT PRIMARY KEY REFERENCES batchEntry(id), batch BIGINT NOT NULL REFERENCES batch(id),
                position BIGINT NOT NULL, aside TEXT)
            """,
            "CREATE INDEX batchPlace_batch ON batchPlace (batch, position)",
            """
            CREATE TABLE batchAct (
                id INTEGER PRIMARY KEY, batch BIGINT NOT NULL REFERENCES batch(id), action TEXT NOT NULL, page BIGINT,
                valueBefore TEXT, valueAfter TEXT, detail TEXT, undoes BIGINT REFERENCES batchAct(id),
                person TEXT NOT NULL, createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX batchAct_batch ON batchAct (batch, id)",
            "CREATE UNIQUE INDEX batchAct_undoes ON batchAct (undoes)",
            "ALTER TABLE page ADD COLUMN aside BIGINT NOT NULL DEFAULT 0 CHECK (aside IN (0, 1))",
            "CREATE INDEX page_aside ON page (aside, id)",
            // Pages from before batches were kept.
            """
            INSERT INTO batch (organization, batchKey, origin, person, startedAt)
            SELECT MIN(organization), batch, MIN(origin), '', MIN(takenAt) FROM page GROUP BY batch
            """,
            """
            INSERT INTO batchEntry (origin, number, page, isNew, takenAt)
            SELECT b.id, ROW_NUMBER() OVER (PARTITION BY p.batch ORDER BY p.id), p.id, 1, p.takenAt
            FROM page p JOIN batch b ON b.batchKey = p.batch
            """,
            "INSERT INTO batchPlace (entry, batch, position) SELECT id, origin, number FROM batchEntry",
        ] + ["batchEntry", "batchAct"].flatMap(appendOnly)
}
