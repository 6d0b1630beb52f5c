/// What pages look like: separator sheets, coarse pictures, and which pages may be the same sheet.
extension Schema {
    static let pageLooks: [String] =
        [
            "ALTER TABLE page ADD COLUMN separator TEXT",
            "ALTER TABLE page ADD COLUMN fingerprint TEXT",
            // `page` came after `other` and shows the same and says the same; a question to people, never an answer.
            """
            CREATE TABLE pageTwin (
                page BIGINT NOT NULL REFERENCES page(id), other BIGINT NOT NULL REFERENCES page(id),
                createdAt BIGINT NOT NULL, PRIMARY KEY (page, other))
            """,
            "CREATE INDEX pageTwin_other ON pageTwin (other)",
        ] + appendOnly("pageTwin")
}
