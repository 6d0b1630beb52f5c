public import IntakeModel

/// 不合规则之处: one thing about a case that a rule does not allow, or that whoever decides must know.
public struct Objection: Sendable, Hashable {
    public enum Weight: String, Sendable, Codable, Comparable {
        /// Whoever decides is told.
        case notice
        /// It may go on with a written reason only.
        case needsReason
        /// 不予核办.
        case block

        private var order: Int { [.notice: 0, .needsReason: 1, .block: 2][self] ?? 0 }
        public static func < (left: Weight, right: Weight) -> Bool { left.order < right.order }
    }

    /// Name of the rule (`R13-2`), or an article where no rule has a name.
    public let rule: String
    public let weight: Weight
    public let message: Phrase

    /// One that blocks.
    public init(_ rule: String, _ message: Phrase) { self.init(rule, .block, message) }

    public init(_ rule: String, _ weight: Weight, _ message: Phrase) {
        self.rule = rule
        self.weight = weight
        self.message = message
    }
}
