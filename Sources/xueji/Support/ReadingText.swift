import IntakeModel

/// A paper's reading as lines for a person.
enum ReadingText {
    static func lines(_ document: DocumentReading, _ console: Console) -> [String] {
        var lines: [String] = []
        for (key, field) in document.fields.sorted(by: {
            ($0.value.region.y, $0.value.region.x) < ($1.value.region.y, $1.value.region.x)
        }) {
            let mark = field.value == nil || field.confidence < 0.9 ? "?" : " "
            let percent = Int((field.confidence * 100).rounded(.down))
            lines.append("  \(mark) \(padded(key.rawValue, 20)) \(field.value ?? "—")  (\(percent) %)")
        }
        for seal in document.seals {
            lines.append("  ◯ \(padded(seal.role.rawValue, 20)) \(seal.text ?? "—")")
        }
        for finding in document.findings { lines.append("  ! \(finding.code.rawValue)  \(finding.message)") }
        return lines
    }

    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
