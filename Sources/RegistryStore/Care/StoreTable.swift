/// 数据表: every table that holds something, in an order in which each refers to earlier ones only.
public struct StoreTable: Sendable, Hashable {
    public let name: String
    /// Columns of the primary key.
    public let key: [String]
    /// A column that names another row of the same table, which must be there first.
    let parent: String?
    /// Columns with hashes of originals.
    public let hashes: [String]

    private init(_ name: String, _ key: String..., parent: String? = nil, hashes: [String] = []) {
        self.name = name
        self.key = key.isEmpty ? ["id"] : key
        self.parent = parent
        self.hashes = hashes
    }

    /// Which migrations a database has seen.
    static let migration = StoreTable("migration", "number")

    /// What is not among them belongs to one database alone: which migrations it has seen, what is being copied into it.
    public static let all: [StoreTable] = [
        StoreTable("organization", "code", parent: "parent"), StoreTable("person"), StoreTable("student"),
        StoreTable("page", hashes: ["hash"]), StoreTable("job"), StoreTable("reading"), StoreTable("document"),
        StoreTable("review"), StoreTable("matter", "number"), StoreTable("evidence", hashes: ["hash"]),
        StoreTable("decision"), StoreTable("caseDecider", "organization", "caseNumber"),
        StoreTable("audit", "sequence"), StoreTable("studentEvent"), StoreTable("fieldChange"),
        StoreTable("term", "organization", "startsOn"), StoreTable("archive"), StoreTable("dataRequest"),
        StoreTable("dataApproval", "request", "side"), StoreTable("signIn", "person", "day"),
        StoreTable("deskSession", "tokenHash"), StoreTable("deskLease", "document"),
        StoreTable("deskSetting", "organization"), StoreTable("deskSecret", "name"),
        StoreTable("keyingDone", "document", "person"), StoreTable("auditSample", "document"),
        StoreTable("handOn", "document"), StoreTable("photoRun"),
        StoreTable("runPhoto", hashes: ["finished", "seen"]), StoreTable("runPhotoReason", "photo", "code"),
        StoreTable("photoDecision"), StoreTable("photoFiling", "photo"),
        StoreTable("filing"), StoreTable("batch"), StoreTable("batchEntry"), StoreTable("batchPlace", "entry"),
        StoreTable("batchAct"), StoreTable("pageTwin", "page", "other"),
        StoreTable("queueLane", "organization"), StoreTable("submission"),
        StoreTable("submissionSettlement", "submission"),
    ]
}
