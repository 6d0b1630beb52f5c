/// 逐栏复核: one decision of a reviewer.
public struct FieldReview: Sendable, Codable, Hashable {
    public enum Action: String, Sendable, Codable, CaseIterable {
        case accept, correct, reject
        /// 无法辨认: a person looked and could not read it either; the field has no value.
        case unreadable
        /// 备注.
        case note
        /// 改判种类: it is another kind of paper than was read.
        case reassign
        /// 转正: the page is shown turned.
        case rotate
        /// 拆分: it is two papers.
        case split
        /// 撤销 of an earlier decision; both stay on record.
        case undo

        /// Settles what a field says.
        public var isValue: Bool { self == .accept || self == .correct || self == .unreadable }
    }

    public var action: Action
    public var before: String?
    public var after: String?
    public var reason: String?
    public var person: String
    /// Milliseconds since 1970.
    public var at: Int64
    /// 双人录入: whether it was the first, second or third person's; `nil` where one person is enough.
    public var keying: Int?

    public init(
        action: Action, before: String?, after: String?, reason: String?, person: String, at: Int64, keying: Int? = nil
    ) {
        self.action = action
        self.before = before
        self.after = after
        self.reason = reason
        self.person = person
        self.at = at
        self.keying = keying
    }

    /// What it says the field holds; two that agree settle it.
    public var settles: String? { action == .unreadable ? nil : after }
}

/// 复核用功: what a decision cost at the desk.
public struct ReviewEffort: Sendable, Codable, Hashable {
    public var keystrokes: Int?
    /// From when the field was shown.
    public var milliseconds: Int?

    public init(keystrokes: Int? = nil, milliseconds: Int? = nil) {
        self.keystrokes = keystrokes
        self.milliseconds = milliseconds
    }
}
