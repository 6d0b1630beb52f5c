import Foundation
import Logging

/// 结构化日志: one JSON object a line on standard error, with the time in UTC, or a plain line for a terminal.
struct JSONLog: LogHandler {
    enum Format: String, CaseIterable, Sendable { case text, json }
    /// Those of swift-log that are used.
    enum Level: String, CaseIterable, Sendable { case debug, info, notice, warning, error }

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let label: String
    private let format: Format

    init(_ label: String, format: Format, level: Logger.Level) {
        self.label = label
        self.format = format
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues(\.description)
        let time = Date.now.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
        switch format {
        case .text:
            let rest = fields.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
            Console.toStandardError("\(time) \(event.level) \(label) \(event.message)\(rest)")
        case .json:
            fields["time"] = time
            fields["level"] = event.level.rawValue
            fields["label"] = label
            fields["message"] = event.message.description
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let line = try? encoder.encode(fields) else { return }
            Console.toStandardError(String(decoding: line, as: UTF8.self))
        }
    }
}
