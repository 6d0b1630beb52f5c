/// 照片复核决定: what a person decided on a photo of a run. Rows that only grow; one may take another back.
public struct PhotoDecision: Sendable, Hashable {
    public enum Action: String, Sendable {
        /// 采用; of a photo that failed, with a reason.
        case accept
        /// 退回重拍.
        case reject
        /// 撤销 of an earlier row.
        case undo
    }

    public var id: Int64
    public var action: Action
    public var reason: String?
    /// The row that this one takes back.
    public var undoes: Int64?
    public var person: String
    /// Milliseconds since 1970.
    public var at: Int64

    public init(id: Int64, action: Action, reason: String?, undoes: Int64?, person: String, at: Int64) {
        self.id = id
        self.action = action
        self.reason = reason
        self.undoes = undoes
        self.person = person
        self.at = at
    }

    /// The decision that holds, of all on one photo from the oldest to the newest.
    public static func holding(of trail: [PhotoDecision]) -> PhotoDecision? {
        let undone = Set(trail.compactMap(\.undoes))
        return trail.last { $0.action != .undo && !undone.contains($0.id) }
    }
}

/// 去向: what becomes of a photo by its verdict and what people decided.
public enum PhotoOutcome: String, Sendable, CaseIterable {
    /// Somebody still has to decide.
    case open
    /// It may be used.
    case usable
    /// It goes back to the studio.
    case returned

    public init(_ verdict: RunPhoto.Verdict, _ decision: PhotoDecision.Action?) {
        switch (verdict, decision) {
        case (_, .accept): self = .usable
        case (_, .reject): self = .returned
        case (.pass, _): self = .usable
        case (.review, _): self = .open
        case (.fail, _): self = .returned
        }
    }
}
