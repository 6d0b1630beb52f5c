internal import Foundation
internal import IntakeModel

/// 服务器地址: what libpq is given, and the schema (模式) that a store lies in.
struct PostgreSQLAddress: Sendable, Equatable {
    /// Without `schema`, which libpq does not know.
    let url: String
    /// `nil`: the store lies where the server's or the address's own search path leads.
    let schema: String?

    /// Throws `store.schema` for a name that is none; whether libpq can parse the rest it says itself.
    init(_ text: String) throws(IntakeError) {
        guard let question = PostgreSQLAddress.question(text) else {
            url = text
            schema = nil
            return
        }
        let parts = text[text.index(after: question)...].split(separator: "&", omittingEmptySubsequences: false)
        let named = parts.filter { $0.hasPrefix(PostgreSQLAddress.key) }
        let others = parts.filter { !$0.hasPrefix(PostgreSQLAddress.key) }
        guard let first = named.first else {
            url = text
            schema = nil
            return
        }
        let value = String(first.dropFirst(PostgreSQLAddress.key.count))
        let name = value.removingPercentEncoding ?? value
        guard named.count == 1, PostgreSQLAddress.isName(name) else {
            throw IntakeError("store.schema", .storeSchema.with(name), remedy: .storeSchemaRemedy, exit: .usage)
        }
        let isSetTwice = others.contains {
            $0.hasPrefix("options=") && $0.removingPercentEncoding?.contains("search_path") != false
        }
        guard !isSetTwice else {
            throw IntakeError(
                "store.schema", .storeSchemaTwice.with(name), remedy: .storeSchemaTwiceRemedy, exit: .usage)
        }
        url = text[..<question] + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))
        schema = name
    }

    private static let key = "schema="

    /// The one before the parameters: libpq looks for user and password first, whose end is the first `@` before any `/`.
    private static func question(_ text: String) -> String.Index? {
        guard let slashes = text.firstRange(of: "://") else { return nil }
        let rest = text[slashes.upperBound...]
        let mark = rest.firstIndex { $0 == "@" || $0 == "/" }
        return rest[(mark.map { rest[$0] == "@" ? $0 : rest.startIndex } ?? rest.startIndex)...].firstIndex(of: "?")
    }

    /// Such names need no quotes in any file or address and none that the server keeps for itself. Area codes are names, too.
    private static func isName(_ name: String) -> Bool {
        let known = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        return known && (1...63).contains(name.utf8.count) && !name.hasPrefix("pg_") && name != "information_schema"
    }
}
