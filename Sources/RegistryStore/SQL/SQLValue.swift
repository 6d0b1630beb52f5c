public import Foundation
internal import IntakeModel

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

extension SQLValue {
    /// Refuses text with a NUL byte, which PostgreSQL cannot hold and C libraries cut at.
    static func refuseNUL(_ values: [SQLValue]) throws(IntakeError) {
        for case .text(let text) in values where text.utf8.contains(0) {
            throw IntakeError("store.nul", .storeNUL, remedy: .storeNULRemedy, exit: .badInput)
        }
    }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
}

/// One row, by column name. PostgreSQL answers with names in lower case.
public struct SQLRow: Sendable {
    let columns: [String: SQLValue]

    /// `nil` when there is no such column.
    func value(_ column: String) -> SQLValue? { columns[column] ?? columns[column.lowercased()] }

    /// Throws `store.row` naming the column when it is not there or of another type: a fault of the statement.
    func text(_ column: String) throws(RowFault) -> String {
        guard case .text(let text)? = value(column) else { throw RowFault(column: column) }
        return text
    }

    func integer(_ column: String) throws(RowFault) -> Int64 {
        guard case .integer(let number)? = value(column) else { throw RowFault(column: column) }
        return number
    }

    func textOrNull(_ column: String) -> String? {
        if case .text(let text)? = value(column) { text } else { nil }
    }

    func integerOrNull(_ column: String) -> Int64? {
        if case .integer(let number)? = value(column) { number } else { nil }
    }
}

/// A row did not have what its reader expects.
struct RowFault: Error {
    let column: String
}
