public import Foundation

/// A value of a statement or a row, in the types both databases share.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob(Data)

    static func optional(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
    static func optional(_ number: Int64?) -> SQLValue { number.map(SQLValue.integer) ?? .null }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
}

/// One row, by column name.
public struct SQLRow: Sendable {
    let columns: [String: SQLValue]

    /// Throws `store.row` naming the column when it is not there or of another type: a fault of the statement.
    func text(_ column: String) throws(RowFault) -> String {
        guard case .text(let value)? = columns[column] else { throw RowFault(column: column) }
        return value
    }

    func integer(_ column: String) throws(RowFault) -> Int64 {
        guard case .integer(let value)? = columns[column] else { throw RowFault(column: column) }
        return value
    }

    func textOrNull(_ column: String) -> String? {
        if case .text(let value)? = columns[column] { value } else { nil }
    }

    func integerOrNull(_ column: String) -> Int64? {
        if case .integer(let value)? = columns[column] { value } else { nil }
    }
}

/// A row did not have what its reader expects.
struct RowFault: Error {
    let column: String
}
