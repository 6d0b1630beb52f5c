import ArgumentParser
import Logging

/// How a service tells what it does.
struct LogOptions: ParsableArguments {
    @Option(help: "日志格式：text 或 json / log format") var logFormat: JSONLog.Format = .text
    @Option(help: "日志级别：debug、info、notice、warning、error / log level") var logLevel: JSONLog.Level = .notice

    /// Names, numbers of people and queries never go into it: requests are told by their path alone.
    func logger(_ label: String, atLeast level: Logger.Level = .trace) -> Logger {
        let format = logFormat
        let level = max(level, Logger.Level(rawValue: logLevel.rawValue) ?? .notice)
        return Logger(label: label) { JSONLog($0, format: format, level: level) }
    }
}

extension JSONLog.Format: ExpressibleByArgument {}
extension JSONLog.Level: ExpressibleByArgument {}
