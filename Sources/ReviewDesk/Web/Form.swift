internal import Foundation
internal import Hummingbird

/// 表单: the fields of an `application/x-www-form-urlencoded` body; of a repeated name the last one counts.
struct Form: Sendable {
    /// Bytes; no form of the desk comes near it.
    static let largest = 64 << 10
    private var fields: [String: String] = [:]
    /// Every field as it was sent.
    var all: [String: String] { fields }

    init() {}

    init(_ body: String) {
        for pair in body.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Form.decoded(parts[0]), let value = Form.decoded(parts.count > 1 ? parts[1] : "") else {
                continue
            }
            fields[name] = value
        }
    }

    /// A value that the form begins with.
    mutating func set(_ name: String, _ value: some StringProtocol) { fields[name] = String(value) }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    /// Without the spaces around it; `nil` when it is missing or empty.
    subscript(name: String) -> String? {
        let value = fields[name]?.trimmingCharacters(in: .whitespacesAndNewlines)
        return value?.isEmpty == false ? value : nil
    }

    /// As it was sent; `nil` when the form has no such field.
    func raw(_ name: String) -> String? { fields[name] }
}
