public import IntakeModel
public import Registry

/// 把握统计: how sure the machine was of each field lately, and what people said to it.
extension RegistryStore {
    /// The latest papers looked at.
    public static let statisticsPapers = 1000

    /// By field, over the latest papers of an organization and all under it.
    public func fieldStatistics(under organization: String) async throws(IntakeError) -> [FieldKey: FieldStatistics] {
        try await read { session in
            let rows = try session.rows(
                RegistryStore.below + """
                     SELECT d.id FROM document d JOIN below ON d.organization = below.code ORDER BY d.id DESC LIMIT $2
                    """, [.text(organization), .integer(Int64(RegistryStore.statisticsPapers))])
            var statistics: [FieldKey: FieldStatistics] = [:]
            for row in rows {
                let document = try RegistryStore.document(try row.integer("id"), session)
                for (key, reading) in document.reading.allFields where reading.value != nil {
                    let review = document.reviews[key]
                    statistics[key.plain, default: FieldStatistics()].add(
                        confidence: reading.confidence,
                        wasRight: review.map { $0.action == .accept || $0.after == reading.value })
                }
            }
            return statistics
        }
    }
}
