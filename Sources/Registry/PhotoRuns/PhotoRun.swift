/// 照片批次: one run of `photos prepare` on record, so that people can decide on its photos at the desk.
public struct PhotoRun: Sendable, Hashable {
    public enum State: String, Sendable {
        /// Photos are being checked.
        case running
        /// All are checked; people decide.
        case checked
        /// It could not be done; `fault` says why.
        case failed
    }

    /// Milliseconds without a sign of life after which a run that is under way counts as broken off.
    public static let silence: Int64 = 60_000

    public var id: Int64
    /// Code of the school or department whose photos they are.
    public var organization: String
    /// What people call it: the folder's name.
    public var name: String
    /// Name of the photo profile.
    public var profile: String
    /// Who started it.
    public var person: String
    public var state: State
    public var total: Int
    public var done: Int
    /// Verdicts so far.
    public var verdicts: [RunPhoto.Verdict: Int]
    /// Milliseconds since 1970; `seenAt` is the last sign of life.
    public var startedAt: Int64
    public var seenAt: Int64
    /// Photos that this start of the run has found done already; they say nothing of its pace.
    public var resumed: Int
    public var fault: String?

    public init(
        id: Int64, organization: String, name: String, profile: String, person: String, state: State, total: Int,
        done: Int, verdicts: [RunPhoto.Verdict: Int], startedAt: Int64, seenAt: Int64, resumed: Int, fault: String?
    ) {
        self.id = id
        self.organization = organization
        self.name = name
        self.profile = profile
        self.person = person
        self.state = state
        self.total = total
        self.done = done
        self.verdicts = verdicts
        self.startedAt = startedAt
        self.seenAt = seenAt
        self.resumed = resumed
        self.fault = fault
    }

    /// Photos a second since it was started last; `nil` before there is anything to tell.
    public var rate: Double? {
        let span = Double(seenAt - startedAt) / 1000
        return span > 0.5 && done > resumed ? Double(done - resumed) / span : nil
    }

    /// It was under way and has given no sign of life for too long.
    public func isBrokenOff(at now: Int64) -> Bool { state == .running && now - seenAt > PhotoRun.silence }
}
