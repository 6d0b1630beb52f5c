/// The queue is fair: between organizations turn by turn, and between the batches of one by tickets.
extension Schema {
    static let queue: [String] = [
        "ALTER TABLE job ADD COLUMN organization TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE job ADD COLUMN batchKey TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE job ADD COLUMN ticket BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE job SET organization = (SELECT p.organization FROM page p WHERE p.id = job.page),
            batchKey = (SELECT p.batch FROM page p WHERE p.id = job.page), ticket = id
        """,
        "CREATE INDEX job_turn ON job (organization, state, ticket, id)",
        "CREATE INDEX job_batch ON job (organization, batchKey, state, ticket)",
        "CREATE INDEX job_page ON job (page)",
        "CREATE INDEX reading_made ON reading (createdAt)",
        // Whose turn it was, and how far its batches have come.
        """
        CREATE TABLE queueLane (
            organization TEXT PRIMARY KEY, served BIGINT NOT NULL DEFAULT 0, ticket BIGINT NOT NULL DEFAULT 0)
        """,
        "INSERT INTO queueLane (organization) SELECT organization FROM job GROUP BY organization",
    ]
}
