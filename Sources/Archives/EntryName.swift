public import Foundation

/// Names inside archives come in UTF-8, or in GBK from Chinese Windows desks whatever the archive's flags say.
public enum EntryName {
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    /// The last component, fit to be shown: never a path, never control characters.
    public static func shown(_ name: Data) -> String {
        let text = String(data: name, encoding: .utf8) ?? String(data: name, encoding: gb18030) ?? "?"
        let last = text.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? "?"
        return String(String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}
