/// Runs over student photos: what was judged, what people decided, and on which cases the finished photos are.
extension Schema {
    static let photos: [String] =
        [
            // A run that is started again over the same files has the same key and goes on.
            """
            CREATE TABLE photoRun (
                organization TEXT NOT NULL REFERENCES organization(code), id INTEGER PRIMARY KEY,
                runKey TEXT NOT NULL UNIQUE, name TEXT NOT NULL, profile TEXT NOT NULL,
                person TEXT NOT NULL REFERENCES person(id), state TEXT NOT NULL, total BIGINT NOT NULL,
                done BIGINT NOT NULL, passed BIGINT NOT NULL, review BIGINT NOT NULL, failed BIGINT NOT NULL,
                resumed BIGINT NOT NULL, startedAt BIGINT NOT NULL, seenAt BIGINT NOT NULL, fault TEXT)
            """,
            "CREATE INDEX photoRun_organization ON photoRun (organization, id)",
            """
            CREATE TABLE runPhoto (
                run BIGINT NOT NULL REFERENCES photoRun(id), id INTEGER PRIMARY KEY, place BIGINT NOT NULL,
                name TEXT NOT NULL, student BIGINT REFERENCES student(id), title TEXT, className TEXT,
                verdict TEXT NOT NULL, reasons TEXT NOT NULL, marks TEXT, finished TEXT, seen TEXT)
            """,
            "CREATE UNIQUE INDEX runPhoto_place ON runPhoto (run, place)",
            // One row a reason, for lists by it.
            """
            CREATE TABLE runPhotoReason (
                photo BIGINT NOT NULL REFERENCES runPhoto(id), code TEXT NOT NULL, PRIMARY KEY (photo, code))
            """,
            """
            CREATE TABLE photoDecision (
                id INTEGER PRIMARY KEY, photo BIGINT NOT NULL REFERENCES runPhoto(id), action TEXT NOT NULL,
                reason TEXT, undoes BIGINT REFERENCES photoDecision(id), person TEXT NOT NULL REFERENCES person(id),
                createdAt BIGINT NOT NULL)
            """,
            "CREATE INDEX photoDecision_photo ON photoDecision (photo, id)",
            """
            CREATE TABLE photoFiling (
                photo BIGINT PRIMARY KEY REFERENCES runPhoto(id), caseNumber BIGINT NOT NULL REFERENCES matter(number),
                person TEXT NOT NULL, createdAt BIGINT NOT NULL)
            """,
        ] + ["runPhoto", "runPhotoReason", "photoDecision", "photoFiling"].flatMap(appendOnly)
}
