internal import Foundation
internal import IntakeModel

/// 一行: a row of any table as both engines hold it, and as one line of text.
public struct StoredRow: Sendable, Equatable {
    /// By column, in small letters.
    let values: [String: SQLValue]

    /// JSON with sorted keys: the same row is the same line on both engines.
    public let line: String

    init(_ row: SQLRow) throws {
        var values: [String: SQLValue] = [:]
        for (name, value) in row.columns { values[name.lowercased()] = value }
        self.values = values
        line = try CanonicalJSON.text(values)
    }

    /// Throws for what is no such line.
    public init(line: some StringProtocol) throws {
        self.line = String(line)
        values = try CanonicalJSON.value(self.line)
    }

    public func text(_ column: String) -> String? {
        if case .text(let text)? = values[column.lowercased()] { text } else { nil }
    }

    func key(_ table: StoreTable) -> [SQLValue] { table.key.map { values[$0.lowercased()] ?? .null } }
}

/// Whole numbers, texts and nothing as JSON has them; reals by their bits and bytes in Base64.
extension SQLValue: Codable {
    private enum Kind: String, CodingKey { case real, blob }

    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Kind.self) {
            if let bits = try container.decodeIfPresent(UInt64.self, forKey: .real) {
                self = .real(Double(bitPattern: bits))
            } else {
                self = .blob(try container.decode(Data.self, forKey: .blob))
            }
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let number = try? value.decode(Int64.self) {
            self = .integer(number)
        } else {
            self = .text(try value.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var value = encoder.singleValueContainer()
            try value.encodeNil()
        case .integer(let number):
            var value = encoder.singleValueContainer()
            try value.encode(number)
        case .text(let text):
            var value = encoder.singleValueContainer()
            try value.encode(text)
        case .real(let number):
            var container = encoder.container(keyedBy: Kind.self)
            try container.encode(number.bitPattern, forKey: .real)
        case .blob(let data):
            var container = encoder.container(keyedBy: Kind.self)
            try container.encode(data, forKey: .blob)
        }
    }
}
