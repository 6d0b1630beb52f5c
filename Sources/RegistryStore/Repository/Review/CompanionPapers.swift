public import IntakeModel
public import Registry

/// 同案文书: what the other papers of a paper's cases say.
extension RegistryStore {
    /// Another paper's value of a field.
    public struct CompanionValue: Sendable, Hashable {
        public var document: Int64
        public var page: Int64
        public var type: DocumentType
        public var value: String
    }

    /// By field; of papers that are evidence on a case with this one, or were taken in for the same case. Rejected ones,
    /// superseded ones and rows of ledgers say nothing here.
    public func companionValues(of document: IntakeDocument) async throws(IntakeError) -> [FieldKey: [CompanionValue]] {
        try await read { session in
            let rows = try session.rows(
                """
                SELECT DISTINCT d.id FROM document d JOIN page p ON p.id = d.page LEFT JOIN evidence e ON e.document = d.id
                WHERE d.id <> $1 AND d.status <> 'rejected'
                AND NOT EXISTS (SELECT 1 FROM evidence n WHERE n.supersedes = e.id)
                AND (e.caseNumber IN (SELECT caseNumber FROM evidence WHERE document = $1)
                    OR \(RegistryStore.meant) = $2)
                ORDER BY d.id LIMIT 20
                """, [.integer(document.id), .optional(try RegistryStore.meantCase(document, session))])
            var values: [FieldKey: [CompanionValue]] = [:]
            for row in rows {
                let other = try RegistryStore.document(try row.integer("id"), session)
                for key in other.reading.fields.keys {
                    guard let value = other.value(key), !value.isEmpty else { continue }
                    values[key, default: []].append(
                        CompanionValue(
                            document: other.id, page: other.page, type: other.reading.documentType, value: value))
                }
            }
            return values
        }
    }
}
