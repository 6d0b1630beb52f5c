public import IntakeModel

/// 计数: how many there are, counted up to a bound, beyond which nobody needs to know and counting would take ever longer.
public struct BoundedCount: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// So many are counted.
    public static let most = 1000

    /// At most ``most``.
    public let number: Int
    /// There are more than that.
    public let isMore: Bool

    public init(_ found: Int) {
        number = min(found, BoundedCount.most)
        isMore = found > BoundedCount.most
    }

    public init(integerLiteral value: Int) { self.init(value) }

    /// `1000+` for more.
    public func text(_ language: Language) -> String {
        isMore ? Phrase.countOrMore.with(String(number)).text(language) : String(number)
    }

    /// Of the rows that `rows` finds: any SELECT without an order.
    init(_ beginning: String, of rows: String, _ statement: ListScope.Statement, _ session: any SQLSession) throws {
        let found = try session.rows(
            beginning + "SELECT COUNT(*) AS number FROM (\(rows) LIMIT \(BoundedCount.most + 1)) AS counted", statement)
        self.init(Int(try found.first?.integer("number") ?? 0))
    }
}
