/// 待复核的两类: papers on which something is doubtful, and papers that were drawn as samples; of pages that are in their place.
enum WaitingPapers: CaseIterable {
    /// In the order of the queue.
    case doubtful, sample

    /// What holds for every paper `d` of the kind.
    private var condition: String {
        switch self {
        case .doubtful: "d.status = 'pending' AND \(RegistryStore.isInPlace)"
        case .sample: "s.checkedAt IS NULL AND d.status <> 'pending' AND \(RegistryStore.isInPlace)"
        }
    }

    private var table: String {
        switch self {
        case .doubtful: "document d"
        case .sample: "auditSample s JOIN document d ON d.id = s.document"
        }
    }

    /// The paper's number in the index that is walked.
    var number: String {
        switch self {
        case .doubtful: "d.id"
        case .sample: "s.document"
        }
    }

    private func isOwn(_ scope: ListScope, _ statement: inout ListScope.Statement) -> String {
        scope.isOwn("d.organization", late: self == .sample, &statement)
    }

    /// A SELECT of all of them, without an order.
    func all(_ scope: ListScope, _ statement: inout ListScope.Statement) -> String {
        "SELECT d.id FROM \(table) WHERE \(isOwn(scope, &statement)) AND \(condition)"
    }

    /// A SELECT of the first of them for which `wanted` holds, as `id`.
    func first(
        _ count: Int, where wanted: String? = nil, _ scope: ListScope, _ statement: inout ListScope.Statement
    ) -> String {
        func walk(_ own: String) -> String {
            """
            SELECT d.id FROM \(table) WHERE \(own) AND \(condition)\(wanted.map { " AND \($0)" } ?? "")
            ORDER BY \(number) LIMIT \(count)
            """
        }
        // Samples are few: they are walked whoever asks.
        let each = self == .doubtful ? scope.each(&statement) { walk("d.organization = \($0)") } : nil
        guard let each else { return walk(isOwn(scope, &statement)) }
        return "SELECT id FROM (\(each)) AS each ORDER BY id LIMIT \(count)"
    }
}
