/// 收件页: one page that came in, with its bytes in the vault.
public struct IntakePage: Sendable, Codable, Hashable {
    public enum Origin: String, Sendable, Codable { case scanner, file }

    public var id: Int64
    public var organization: String
    /// Lower-case hexadecimal SHA-256 of the untouched bytes.
    public var hash: String
    /// File name, or page number of the scan; never a path.
    public var name: String
    public var origin: Origin
    public var batch: String
    public var caseNumber: Int64?
    /// Milliseconds since 1970.
    public var takenAt: Int64
    /// Clockwise degrees by which a person had it turned, beside what reading found: 0, 90, 180 or 270.
    public var turn = 0
    /// 搁置: blank, a separator, or set aside by a person; it goes to no reviewer and to no case.
    public var isAside = false

    public init(
        id: Int64, organization: String, hash: String, name: String, origin: Origin, batch: String, caseNumber: Int64?,
        takenAt: Int64
    ) {
        self.id = id
        self.organization = organization
        self.hash = hash
        self.name = name
        self.origin = origin
        self.batch = batch
        self.caseNumber = caseNumber
        self.takenAt = takenAt
    }
}

/// 识别任务: a page waiting to be read, claimed by a lease.
public struct ReadingJob: Sendable, Hashable {
    public enum State: String, Sendable, Codable { case queued, leased, done, poisoned, cancelled }

    public var id: Int64
    public var page: Int64
    public var hash: String
    public var name: String
    /// Counting this one.
    public var attempt: Int

    public init(id: Int64, page: Int64, hash: String, name: String, attempt: Int) {
        self.id = id
        self.page = page
        self.hash = hash
        self.name = name
        self.attempt = attempt
    }

    /// After so many tries the page is set aside for a person.
    public static let tries = 3
}
