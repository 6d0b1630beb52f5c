public import IntakeModel

/// 原件引用: which originals the rows name.
extension RegistryStore {
    /// An original that a row names.
    public struct NamedOriginal: Sendable {
        public let hash: String
        /// `page 12`, `photo 7`.
        public let row: String
    }

    /// Originals whose hash begins so, each once; `isEvidence` of what a case rests on need not be asked: evidence names
    /// the hash of its page.
    public func originals(startingWith digits: String) async throws(IntakeError) -> [NamedOriginal] {
        // Hexadecimal digits sort before "g".
        let range: [SQLValue] = [.text(digits), .text(digits + "g")]
        return try await read { session in
            var found: [NamedOriginal] = []
            var known: Set<String> = []
            for (sql, kind) in [
                ("SELECT hash, id FROM page WHERE hash >= $1 AND hash < $2", "page"),
                ("SELECT finished AS hash, id FROM runPhoto WHERE finished >= $1 AND finished < $2", "photo"),
                ("SELECT seen AS hash, id FROM runPhoto WHERE seen >= $1 AND seen < $2", "photo"),
            ] {
                for row in try session.rows(sql, range) {
                    let hash = try row.text("hash")
                    guard known.insert(hash).inserted else { continue }
                    found.append(NamedOriginal(hash: hash, row: "\(kind) \(try row.integer("id"))"))
                }
            }
            return found
        }
    }

    /// About how many originals the rows name, for bars of progress.
    public func originalCount() async throws(IntakeError) -> Int {
        try await read { session in
            try ["SELECT COUNT(*) AS n FROM page", "SELECT COUNT(finished) + COUNT(seen) AS n FROM runPhoto"].reduce(0)
            {
                $0 + Int(try session.row($1, [])?.integer("n") ?? 0)
            }
        }
    }

    /// Evidence whose hash is not its page's: rows that somebody changed.
    public func strayEvidence() async throws(IntakeError) -> [Int64] {
        try await read { session in
            try session.rows(
                "SELECT e.id AS id FROM evidence e JOIN page p ON p.id = e.page WHERE p.hash <> e.hash ORDER BY e.id",
                []
            ).map { try $0.integer("id") }
        }
    }
}
