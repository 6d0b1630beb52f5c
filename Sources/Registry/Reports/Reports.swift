public import IntakeModel

/// 逾期事项: a step past its day, for whoever holds it and for their superiors.
public struct OverdueItem: Sendable, Codable, Hashable {
    public var number: Int64
    public var kind: CaseKind
    /// Code of the organization whose turn it is.
    public var holder: String
    public var role: Role
    public var due: DueDate
    /// Working days past the due day.
    public var daysLate: Int

    public init(number: Int64, kind: CaseKind, holder: String, role: Role, due: DueDate, daysLate: Int) {
        self.number = number
        self.kind = kind
        self.holder = holder
        self.role = role
        self.due = due
        self.daysLate = daysLate
    }
}

/// 休学期满未复学: a leave that is over without a case to come back (第十六条（二）).
public struct ExpiredLeave: Sendable, Codable, Hashable {
    public var student: Int64
    public var organization: String
    /// ISO 8601.
    public var until: String

    public init(student: Int64, organization: String, until: String) {
        self.student = student
        self.organization = organization
        self.until = until
    }
}

/// 月末上报的登记表: annex 1 or 2 of one school and month, from its cases.
public struct MonthlyLedger: Sendable, Codable, Hashable {
    public var documentType: DocumentType
    public var county: String
    public var school: String
    /// `2026-11`.
    public var month: String
    /// Field keys of the form's rows.
    public var rows: [[FieldKey: String]]
    public var cases: [Int64]

    public init(
        documentType: DocumentType, county: String, school: String, month: String, rows: [[FieldKey: String]],
        cases: [Int64]
    ) {
        self.documentType = documentType
        self.county = county
        self.school = school
        self.month = month
        self.rows = rows
        self.cases = cases
    }
}

/// 考核 (第十九、二十条): figures of one organization over a span of days.
public struct Assessment: Sendable, Codable, Hashable {
    public var organization: String
    public var name: String
    /// Decisions that had a clock, and those of them in time.
    public var timed = 0
    public var inTime = 0
    public var decisions = 0
    public var returned = 0
    /// Cases approved or finished, and those whose papers all have their place on file.
    public var closed = 0
    public var fullyKept = 0
    /// Students on the roll; with a photo; whose key fields are all there and agree with each other.
    public var onRoll = 0
    public var photographed = 0
    public var consistent = 0
    /// Sign-ins by registrars, and the working days they should have been there, summed over registrars.
    public var signIns = 0
    public var workingDays = 0

    public init(organization: String, name: String) {
        self.organization = organization
        self.name = name
    }

    /// `nil` where there is nothing to divide by.
    public static func rate(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }
}

/// 在校名册核对 (第六条): the roll that a school declares against the register.
public struct RollComparison: Sendable, Codable, Hashable {
    /// Rows of the roll that no student on the register fits (第二十二条一).
    public var missing: [Int] = []
    /// Rows whose student is on another school's register without a case (第二十二条五).
    public var elsewhere: [Int] = []
    /// Rows that stand twice.
    public var twice: [Int] = []
    /// Students on the register whom the roll does not name.
    public var extra: [Int64] = []
    /// Class → (declared, registered), where the numbers differ.
    public var classes: [String: [Int]] = [:]

    public init() {}

    public var agrees: Bool {
        missing.isEmpty && elsewhere.isEmpty && twice.isEmpty && extra.isEmpty && classes.isEmpty
    }
}

/// 逾期未采集照片.
public struct MissingPhoto: Sendable, Codable, Hashable {
    public var student: Int64
    public var organization: String
    public var due: DueDate
    public var rule: String

    public init(student: Int64, organization: String, due: DueDate, rule: String) {
        self.student = student
        self.organization = organization
        self.due = due
        self.rule = rule
    }
}

/// 联系信息缺项.
public struct MissingContact: Sendable, Codable, Hashable {
    public var organization: String
    public var name: String
    /// `phone`, `schoolRegistrar`, `schoolLeader`.
    public var missing: [String]

    public init(organization: String, name: String, missing: [String]) {
        self.organization = organization
        self.name = name
        self.missing = missing
    }
}
