import Foundation
import RegistryStore

/// 各县并列: deciding in several stores of one server at once, each a schema with an order of writing of its own.
struct SchemaBench {
    struct Figure: Encodable {
        let kind = "schemas"
        let schemas: Int
        let clients: Int
        /// Decisions a second of all schemas together: the median of the rounds, the least and the most.
        let decisions: Double
        let least: Double
        let most: Double
    }

    /// Of a server with an empty database.
    let server: String
    /// Decided in every round, by all clients together.
    let cases: Int

    /// Eight clients share the schemas, then eight work in each.
    private static let arrangements = [(1, 8), (2, 8), (4, 8), (2, 16), (4, 32)]
    private static let rounds = 3

    /// Rounds take turns, so that what else the machine does falls on all alike.
    func figures() async throws -> [Figure] {
        var counties: [[DecidingBench]] = []
        for (place, (schemas, clients)) in SchemaBench.arrangements.enumerated() {
            var stores: [DecidingBench] = []
            for schema in 0..<schemas {
                let url = StoreSize.schema("county_\(place)_\(schema)", on: server)
                stores.append(
                    try await DecidingBench(
                        PostgreSQLDatabase(url: url, connections: clients / schemas), cases: cases / schemas))
            }
            counties.append(stores)
        }
        var found = SchemaBench.arrangements.map { _ in [Double]() }
        for _ in 0..<SchemaBench.rounds {
            for (place, (schemas, clients)) in SchemaBench.arrangements.enumerated() {
                found[place].append(try await decide(counties[place], clients: clients / schemas))
            }
        }
        return zip(SchemaBench.arrangements, found).map { arrangement, rates in
            let sorted = rates.sorted()
            return Figure(
                schemas: arrangement.0, clients: arrangement.1, decisions: sorted[sorted.count / 2], least: sorted[0],
                most: sorted[sorted.count - 1])
        }
    }

    /// Every county opens and hands in its cases; then all decide at the same time, until the last has decided its last.
    private func decide(_ counties: [DecidingBench], clients: Int) async throws -> Double {
        var numbers: [[Int64]] = []
        for county in counties { numbers.append(try await county.submitted()) }
        let started = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (county, own) in zip(counties, numbers) {
                group.addTask { try await county.decide(own, clients: clients) }
            }
            try await group.waitForAll()
        }
        let span = (ContinuousClock.now - started) / Duration.seconds(1)
        return Double(2 * numbers.map(\.count).reduce(0, +)) / span
    }
}
