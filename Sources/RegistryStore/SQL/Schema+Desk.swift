/// What the desk needs: who is signed in, and which reviewer has which paper.
extension Schema {
    static let desk: [String] = [
        // The token itself is only with the browser; here stands its SHA-256.
        """
        CREATE TABLE deskSession (
            tokenHash TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), startedAt BIGINT NOT NULL,
            seenAt BIGINT NOT NULL)
        """,
        "CREATE INDEX deskSession_person ON deskSession (person)",
        """
        CREATE TABLE deskLease (
            document BIGINT PRIMARY KEY REFERENCES document(id), person TEXT NOT NULL REFERENCES person(id),
            heldUntil BIGINT NOT NULL)
        """,
        "CREATE INDEX page_taken ON page (organization, takenAt)",
    ]
}
