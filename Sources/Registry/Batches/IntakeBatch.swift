/// 收件批次: pages that somebody scanned or imported in one go, in the order in which they came.
public struct IntakeBatch: Sendable, Codable, Hashable {
    public var id: Int64
    public var organization: String
    /// What the pages call it while they are on their way; a UUID.
    public var key: String
    public var origin: IntakePage.Origin
    /// Empty for batches from before this was kept.
    public var person: String
    public var device: String?
    public var profile: String?
    /// What the scanner was asked for, as JSON, so that the batch can go on.
    public var request: String?
    /// The case that it was scanned for.
    public var caseNumber: Int64?
    /// Milliseconds since 1970.
    public var startedAt: Int64

    public init(
        id: Int64 = 0, organization: String, key: String, origin: IntakePage.Origin, person: String,
        device: String? = nil, profile: String? = nil, request: String? = nil, caseNumber: Int64? = nil,
        startedAt: Int64 = 0
    ) {
        self.id = id
        self.organization = organization
        self.key = key
        self.origin = origin
        self.person = person
        self.device = device
        self.profile = profile
        self.request = request
        self.caseNumber = caseNumber
        self.startedAt = startedAt
    }
}

/// 批次中的一页: a page where it stands now in a batch.
public struct BatchEntry: Sendable, Codable, Hashable {
    /// Why a page does not count: it is set aside, never deleted.
    public enum Aside: String, Sendable, Codable, CaseIterable {
        /// 空白页.
        case blank
        /// 分隔页.
        case separator
        /// A person said so.
        case person
    }

    public var id: Int64
    /// The batch in which it came, and its number there, from 1.
    public var origin: Int64
    public var number: Int
    public var page: Int64
    /// `false`: the same bytes had been taken in before.
    public var isNew: Bool
    /// Milliseconds since 1970.
    public var takenAt: Int64
    public var aside: Aside?

    public init(
        id: Int64, origin: Int64, number: Int, page: Int64, isNew: Bool, takenAt: Int64, aside: Aside?
    ) {
        self.id = id
        self.origin = origin
        self.number = number
        self.page = page
        self.isNew = isNew
        self.takenAt = takenAt
        self.aside = aside
    }
}

/// 批次处理记录: what was done with a batch as a whole or with one of its pages; rows that only grow.
public struct BatchAct: Sendable, Codable, Hashable {
    public enum Action: String, Sendable, Codable, CaseIterable {
        /// Scanning or importing ended; `detail` is the fault's code when it broke off.
        case end
        case order, turn, aside, split, merge
        /// Takes another act back.
        case undo
    }

    public var id: Int64
    public var batch: Int64
    public var action: Action
    public var page: Int64?
    /// What stood where before and after: entries and degrees, as JSON.
    public var before: String?
    public var after: String?
    public var detail: String?
    public var undoes: Int64?
    public var person: String
    /// Milliseconds since 1970.
    public var at: Int64

    public init(
        id: Int64 = 0, batch: Int64, action: Action, page: Int64? = nil, before: String? = nil, after: String? = nil,
        detail: String? = nil, undoes: Int64? = nil, person: String, at: Int64
    ) {
        self.id = id
        self.batch = batch
        self.action = action
        self.page = page
        self.before = before
        self.after = after
        self.detail = detail
        self.undoes = undoes
        self.person = person
        self.at = at
    }
}
