internal import Crypto
internal import Foundation
public import IntakeModel
internal import Registry

/// 抽检: straight-through papers that a person looks at all the same. They count as verified meanwhile.
extension RegistryStore {
    /// Draws by a keyed hash of the page's bytes: whoever scans can neither foresee nor choose, and who has the key can
    /// check every draw afterwards.
    static func isDrawn(hash: String, paper: Int, share: Double, secret: String) -> Bool {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(hash):\(paper)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        let number = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(number) / Double(UInt64.max) < share
    }

    /// The key of this store's draws; made when it is first needed, never shown.
    private static func samplingSecret(_ session: any SQLSession) throws -> String {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0).hexadecimal }
        try session.execute(
            "INSERT INTO deskSecret (name, secret) VALUES ('sampling', $1) ON CONFLICT (name) DO NOTHING",
            [.text(fresh)])
        guard let row = try session.row("SELECT secret FROM deskSecret WHERE name = 'sampling'", []) else {
            throw RowFault(column: "secret")
        }
        return try row.text("secret")
    }

    static func drawSample(
        _ document: Int64, hash: String, paper: Int, share: Double, _ session: any SQLSession, now: Int64
    ) throws {
        guard share > 0, isDrawn(hash: hash, paper: paper, share: share, secret: try samplingSecret(session)) else {
            return
        }
        try session.execute(
            "INSERT INTO auditSample (document, drawnAt) VALUES ($1, $2) ON CONFLICT (document) DO NOTHING",
            [.integer(document), .integer(now)])
    }

    /// Everything on it was looked at: what had to be changed is what would have escaped.
    static func close(
        sampleOf document: IntakeDocument, by person: String, _ session: any SQLSession, now: Int64
    ) throws {
        let wrong = document.reviews.values.filter { $0.action != .accept }.count
        try session.execute(
            "UPDATE auditSample SET checkedAt = $1, person = $2, corrections = $3 WHERE document = $4",
            [.integer(now), .text(person), .integer(Int64(wrong)), .integer(document.id)])
    }

    /// What was drawn under an organization, how much of it was looked at, and on how many papers something was wrong.
    public struct SampleFigures: Sendable, Hashable {
        public var drawn: Int
        public var checked: Int
        public var wrong: Int
    }

    public func sampleFigures(under organization: String) async throws(IntakeError) -> SampleFigures {
        try await read { session in
            let row = try session.row(
                RegistryStore.below + """
                     SELECT COUNT(*) AS drawn, COUNT(s.checkedAt) AS checked,
                        COUNT(CASE WHEN s.corrections > 0 THEN 1 END) AS wrong
                    FROM auditSample s JOIN document d ON d.id = s.document JOIN below ON d.organization = below.code
                    """, [.text(organization)])
            return SampleFigures(
                drawn: Int(try row?.integer("drawn") ?? 0), checked: Int(try row?.integer("checked") ?? 0),
                wrong: Int(try row?.integer("wrong") ?? 0))
        }
    }
}
