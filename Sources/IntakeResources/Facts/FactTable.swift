internal import Foundation
internal import IntakeModel

/// A tab-separated fact file: `#` opens a remark, the first other line names the columns.
struct FactTable {
    let rows: [[String]]

    init(_ file: URL) throws(IntakeError) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw IntakeError.broken(file.lastPathComponent, "missing or not UTF-8")
        }
        rows =
            text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }
}
