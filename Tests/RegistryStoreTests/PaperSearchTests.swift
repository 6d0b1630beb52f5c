import IntakeModel
import Registry
import Testing

@testable import RegistryStore

/// The next paper, found by walks that end early, is the one that a single order over everything that waits puts first.
@Suite("取下一份")
struct PaperSearchTests {
    private static let now: Int64 = 1000

    /// The rule in one statement, whose cost grows with all that waits.
    private static func ordered(
        _ actor: Person, after last: Int64, _ session: any SQLSession
    ) throws -> [(id: Int64, isKept: Bool)] {
        try session.rows(
            RegistryStore.below + """
                 SELECT d.id, CASE WHEN l.document IS NULL THEN 0 ELSE 1 END AS kept
                FROM document d JOIN below ON d.organization = below.code
                LEFT JOIN handOn h ON h.document = d.id
                LEFT JOIN deskLease l ON l.document = d.id AND l.person <> $2 AND l.heldUntil > $3
                WHERE (d.status = 'pending' OR d.id IN (SELECT document FROM auditSample WHERE checkedAt IS NULL))
                AND NOT EXISTS (SELECT 1 FROM page a WHERE a.id = d.page AND a.aside = 1)
                AND (h.person IS NULL OR h.person = $2) AND COALESCE(l.ahead, 1) = 1
                AND NOT EXISTS (SELECT 1 FROM keyingDone k WHERE k.document = d.id AND k.person = $2)
                ORDER BY CASE WHEN l.document IS NOT NULL THEN 1 WHEN d.id = $4 THEN 2 ELSE 0 END,
                    CASE WHEN h.person IS NOT NULL AND d.id <> $4 THEN 0 ELSE 1 END,
                    CASE WHEN d.status = 'pending' THEN 0 ELSE 1 END, CASE WHEN d.id > $4 THEN 0 ELSE 1 END, d.id
                """, [.text(actor.organization), .text(actor.id), .integer(now), .integer(last)]
        ).map { (try $0.integer("id"), try $0.integer("kept") == 1) }
    }

    @Test(arguments: Engine.allCases) func theNextPaperIsTheFirstOfAll(_ engine: Engine) async throws {
        let place = try StorePlace(engine)
        let database = try await place.database()
        let store = try await RegistryStore(database)
        let filling = StoreFilling(database)
        try await filling.schools(40)
        try await filling.students(1, 900, schools: 40)
        for (id, role, unit) in [
            ("city", Role.cityRegistrar, "BC"), ("county", .countyRegistrar, "BD2"),
            ("school", .schoolRegistrar, "B12"),
            ("other", .schoolRegistrar, "B12"),
        ] {
            try await store.add(Person(id: id, name: id, role: role, organization: unit), by: "root")
        }
        var random = SeededGenerator(seed: 7)
        var found = 0
        for round in 0..<12 {
            let chance = UInt64(round)
            try await database.write { session in
                var random = SeededGenerator(seed: 100 + chance)
                for table in ["deskLease", "handOn", "keyingDone", "auditSample"] {
                    try session.execute("DELETE FROM \(table)", [])
                }
                // Few wait in later rounds, so that the last steps of the search are reached.
                try session.execute(
                    "UPDATE document SET status = CASE WHEN id % $1 = 1 THEN 'pending' ELSE 'verified' END",
                    [.integer(chance < 6 ? 7 : 173)])
                for row in try session.rows("SELECT id, organization FROM document ORDER BY id", []) {
                    let id = try row.integer("id")
                    let someone: SQLValue = .text(["city", "county", "school", "other"].randomElement(using: &random)!)
                    func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
                    if happens(20) {
                        try session.execute(
                            "INSERT INTO auditSample (document, drawnAt, checkedAt) VALUES ($1, 0, $2)",
                            [.integer(id), happens(60) ? .integer(1) : .null])
                    }
                    if happens(chance < 6 ? 30 : 85) {
                        try session.execute(
                            "INSERT INTO deskLease (document, person, heldUntil, ahead) VALUES ($1, $2, $3, $4)",
                            [
                                .integer(id), someone, .integer(PaperSearchTests.now + (happens(80) ? 1 : 0)),
                                .integer(happens(50) ? 1 : 0),
                            ])
                    }
                    if happens(8) {
                        try session.execute(
                            "INSERT INTO handOn (document, person, givenBy, createdAt) VALUES ($1, $2, 'x', 0)",
                            [.integer(id), someone])
                    }
                    if happens(15) {
                        try session.execute(
                            "INSERT INTO keyingDone (document, person) VALUES ($1, $2)", [.integer(id), someone])
                    }
                }
            }
            for name in ["city", "county", "school"] {
                let actor = try await store.person(name)
                let lasts = [0, 1_000_001, Int64.random(in: 1_000_001...1_000_900, using: &random)]
                for last in lasts {
                    let (rule, next, ahead) = try await database.read { session in
                        (
                            try PaperSearchTests.ordered(actor, after: last, session),
                            try RegistryStore.next(after: last, actor, session, now: PaperSearchTests.now),
                            try PaperSearch(
                                for: actor, after: last, at: PaperSearchTests.now,
                                scope: ListScope(actor.organization, session)
                            ).free(5, session)
                        )
                    }
                    #expect(next == rule.first?.id, "\(name) after \(last) in round \(round)")
                    #expect(ahead == Array(rule.filter { !$0.isKept && $0.id != last }.map(\.id).prefix(5)))
                    if next != nil { found += 1 }
                }
            }
        }
        #expect(found > 20)
        withExtendedLifetime(place) {}
    }
}

/// SplitMix64: the same numbers at every run.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
