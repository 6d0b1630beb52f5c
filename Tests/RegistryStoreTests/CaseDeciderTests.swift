import IntakeModel
import Registry
import Testing

@testable import RegistryStore

/// Whoever decided a case keeps it on their lists, also after the school has gone under another county.
@Suite("办理单位")
struct CaseDeciderTests {
    @Test(arguments: Engine.allCases) func aCountyKeepsWhatItDecided(_ engine: Engine) async throws {
        let fixture = try await RegionFixture(engine)
        let store = fixture.store
        let student = try await store.student("陈梓涵")
        let matter = try await store.openCase(
            .init(kind: .graduation, student: student.id, details: [.outcome: "肄业", .happenedOn: "2026-09-14"]),
            by: "clerkS")
        _ = try await store.submitCase(matter.number, by: "clerkS")
        _ = try await store.decideCase(matter.number, outcome: .approved, reason: nil, by: "leaderS")
        func listed(_ share: RegistryStore.CaseQuery.Share, _ code: String) async throws -> [Int64] {
            try await store.cases(.init(share), concerning: code).map(\.matter.number)
        }
        func rows() async throws -> [String] {
            try await fixture.database.read { session in
                try session.rows("SELECT organization, ended FROM caseDecider ORDER BY organization", []).map {
                    try $0.text("organization") + String($0.integer("ended"))
                }
            }
        }
        // The school is named by the case.
        #expect(try await rows() == [])
        _ = try await store.decideCase(matter.number, outcome: .approved, reason: nil, by: "deskC")
        #expect(try await rows() == ["C0"])
        _ = try await fixture.database.write { session in
            try session.execute("UPDATE organization SET parent = 'D' WHERE code = 'S'", [])
        }
        for code in ["C", "D", "S"] {
            #expect(try await listed(.underWay, code) == [matter.number])
            #expect(try await listed(.ended, code) == [])
        }
        #expect(try await listed(.underWay, "R") == [])
        _ = try await store.setDetails([.nationalReceipt: "Q"], ofCase: matter.number, by: "clerkS")
        _ = try await store.finishCase(matter.number, by: "clerkS")
        #expect(try await rows() == ["C1"])
        for code in ["C", "D", "S"] {
            #expect(try await listed(.underWay, code) == [])
            #expect(try await listed(.ended, code) == [matter.number])
        }
    }

    /// A store from before: what the new columns and rows say is worked out from what was there.
    @Test(arguments: Engine.allCases) func anOlderStoreIsFilledIn(_ engine: Engine) async throws {
        let place = try StorePlace(engine)
        let database = try await place.database()
        try await database.migrate { session in
            try Migrations.apply(session, now: 0, through: 13)
            for sql in [
                "INSERT INTO organization (code, name, level) VALUES ('S', 's', 'school'), ('C', 'c', 'county')",
                "INSERT INTO student (organization, id, name, changedAt) VALUES ('S', 1, 'x', 0)",
                """
                INSERT INTO page (organization, id, hash, name, origin, batch, takenAt)
                VALUES ('S', 1, 'a', 'p', 'file', 'b', 0), ('S', 2, 'b', 'p', 'file', 'b', 0)
                """,
                """
                INSERT INTO document (organization, id, page, documentType, reading, status, createdAt)
                VALUES ('S', 1, 1, 'x', '{}', 'verified', 0), ('S', 2, 1, 'x', '{}', 'verified', 0),
                    ('S', 3, 2, 'x', '{}', 'verified', 0)
                """,
                """
                INSERT INTO matter (organization, number, kind, student, state, step, openedBy, openedAt)
                VALUES ('S', 1, 'graduation', 1, 'submitted', 1, 'x', 0), ('S', 2, 'graduation', 1, 'finished', 1, 'x', 0)
                """,
                """
                INSERT INTO evidence (caseNumber, kind, page, document, hash, person, createdAt)
                VALUES (1, 'x', 1, 2, 'a', 'x', 0), (1, 'x', 2, NULL, 'b', 'x', 0)
                """,
                """
                INSERT INTO decision (caseNumber, step, outcome, person, createdAt, organization)
                VALUES (1, 0, 'approved', 'x', 0, 'S'), (1, 1, 'approved', 'x', 0, 'C'), (1, 1, 'approved', 'x', 0, 'C'),
                    (2, 1, 'approved', 'x', 0, 'C')
                """,
            ] { try session.execute(sql, []) }
        }
        _ = try await RegistryStore(database)
        let (papers, deciders) = try await database.read { session in
            (
                try session.rows("SELECT onCase FROM document ORDER BY id", []).map { try $0.integer("onCase") },
                try session.rows("SELECT * FROM caseDecider ORDER BY caseNumber", []).map {
                    try "\($0.text("organization")) \($0.integer("caseNumber")) \($0.integer("ended"))"
                }
            )
        }
        #expect(papers == [0, 1, 1])
        #expect(deciders == ["C 1 0", "C 2 1"])
        withExtendedLifetime(place) {}
    }
}
