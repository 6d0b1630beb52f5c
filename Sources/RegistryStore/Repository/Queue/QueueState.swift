public import IntakeModel
internal import Registry

/// 队列状况: what waits, for whom, since when, and about how long it takes.
extension RegistryStore {
    /// One organization's part of the queue.
    public struct QueueLane: Sendable, Codable, Hashable {
        public var organization: String
        public var queued: Int
        public var leased: Int
        public var poisoned: Int
        public var cancelled: Int
        /// When the page that waits longest came, milliseconds since 1970.
        public var oldest: Int64?
        /// Seconds until the last page that waits now is read, at the present pace and with the others' turns between;
        /// `nil` while nothing is being read.
        public var secondsLeft: Int?
    }

    /// How far back the pace is measured, milliseconds.
    private static let paceSpan: Int64 = 600_000

    /// Lanes of the organizations at and under `organization` (`nil`: all) that have something to tell.
    public func queueLanes(under organization: String? = nil) async throws(IntakeError) -> [QueueLane] {
        let moment = now()
        return try await read { session in
            let rows = try session.rows(
                """
                SELECT organization, COUNT(CASE WHEN state = 'queued' THEN 1 END) AS queued,
                    COUNT(CASE WHEN state = 'leased' THEN 1 END) AS leased,
                    COUNT(CASE WHEN state = 'poisoned' THEN 1 END) AS poisoned,
                    COUNT(CASE WHEN state = 'cancelled' THEN 1 END) AS cancelled,
                    MIN(CASE WHEN state = 'queued' THEN createdAt END) AS oldest
                FROM job WHERE state <> 'done' GROUP BY organization ORDER BY organization
                """, [])
            let read = try session.row(
                "SELECT COUNT(*) AS number, MIN(createdAt) AS since FROM reading WHERE createdAt > $1",
                [.integer(moment - RegistryStore.paceSpan)])
            let number = try read?.integer("number") ?? 0
            let span = max(1, moment - (read?.integerOrNull("since") ?? moment))
            let perPage = number > 1 ? Double(span) / Double(number) / 1000 : nil
            var lanes = try rows.map { row in
                QueueLane(
                    organization: try row.text("organization"), queued: Int(try row.integer("queued")),
                    leased: Int(try row.integer("leased")), poisoned: Int(try row.integer("poisoned")),
                    cancelled: Int(try row.integer("cancelled")), oldest: row.integerOrNull("oldest"))
            }
            let all = lanes
            for index in lanes.indices {
                guard let perPage, lanes[index].queued > 0 else { continue }
                // Turn by turn, others have at most as many turns before this lane's last page as it has itself.
                let turns = all.reduce(0) { $0 + min($1.queued, lanes[index].queued) }
                lanes[index].secondsLeft = Int((Double(turns) * perPage).rounded(.up))
            }
            guard let organization else { return lanes }
            return try lanes.filter {
                try RegistryStore.tree([$0.organization], session).isUnder($0.organization, organization)
            }
        }
    }
}
