import Foundation
import IntakeModel
import Testing

@testable import RegistryStore

/// What goes in comes out the same on both databases, and the dialect's traps are covered.
@Suite("数据库取值")
struct ValueTests {
    private func table(_ engine: Engine) async throws -> (place: StorePlace, database: any SQLDatabase) {
        let place = try StorePlace(engine)
        let database = try await place.database()
        try await database.migrate { session in
            try session.define(
                """
                CREATE TABLE thing (
                    id INTEGER PRIMARY KEY, textValue TEXT, number INTEGER, share REAL, bytes BLOB,
                    flag BIGINT NOT NULL DEFAULT 0 CHECK (flag IN (0, 1)))
                """)
        }
        return (place, database)
    }

    @Test(arguments: Engine.allCases) func everyTypeRoundTrips(_ engine: Engine) async throws {
        let (place, database) = try await table(engine)
        var bytes = Data((0...255).map(UInt8.init))
        bytes.append(Data(count: 3))
        let texts = ["", "陈梓涵", "𠀀 𡈽", "it's \"quoted\" \\ $1 ?1", String(repeating: "长", count: 100_000)]
        for text in texts {
            let values: [SQLValue] = [.text(text), .integer(.min), .real(0.1), .blob(bytes)]
            let row = try await database.write { session in
                try session.rows(
                    """
                    INSERT INTO thing (textValue, number, share, bytes) VALUES ($1, $2, $3, $4)
                    RETURNING textValue, number, share, bytes
                    """, values
                ).first
            }
            let found = try #require(row)
            #expect(found.value("textValue") == values[0])
            #expect(found.value("number") == values[1])
            #expect(found.value("share") == values[2])
            #expect(found.value("bytes") == values[3])
        }
        withExtendedLifetime(place) {}
    }

    @Test(arguments: Engine.allCases) func nullsAndEmptyBlobs(_ engine: Engine) async throws {
        let (place, database) = try await table(engine)
        let rows = try await database.write { session in
            try session.execute("INSERT INTO thing (textValue, bytes) VALUES ($1, $2)", [.null, .blob(Data())])
            return try session.rows(
                "SELECT * FROM thing WHERE CAST($1 AS TEXT) IS NULL OR textValue = $1", [.null])
        }
        #expect(rows.count == 1)
        #expect(rows.first?.value("textValue") == .null)
        #expect(rows.first?.value("bytes") == .blob(Data()))
        withExtendedLifetime(place) {}
    }

    /// Numbers are given out by the database; sums and counts are whole; text is ordered by its bytes.
    @Test(arguments: Engine.allCases) func identitiesSumsAndOrder(_ engine: Engine) async throws {
        let (place, database) = try await table(engine)
        let (ids, sum, order) = try await database.write { session in
            let ids = try ["b", "B", "a", "张", "一"].map { text in
                try session.rows(
                    "INSERT INTO thing (textValue, number) VALUES ($1, $2) RETURNING id", [.text(text), .integer(2)]
                ).first?.value("id")
            }
            let sum = try session.rows("SELECT SUM(number) AS total, COUNT(*) AS number FROM thing", []).first
            let order = try session.rows("SELECT textValue FROM thing ORDER BY textValue", [])
            return (ids, sum, order.map { $0.value("textValue") })
        }
        #expect(ids == [.integer(1), .integer(2), .integer(3), .integer(4), .integer(5)])
        #expect(sum?.value("total") == .integer(10) && sum?.value("number") == .integer(5))
        #expect(order == [.text("B"), .text("a"), .text("b"), .text("一"), .text("张")])
        withExtendedLifetime(place) {}
    }

    @Test(arguments: Engine.allCases) func checksHold(_ engine: Engine) async throws {
        let (place, database) = try await table(engine)
        await #expect(throws: (any Error).self) {
            try await database.write { try $0.execute("INSERT INTO thing (flag) VALUES ($1)", [2]) }
        }
        #expect(try await database.read { try $0.rows("SELECT id FROM thing", []).count } == 0)
        withExtendedLifetime(place) {}
    }
}
