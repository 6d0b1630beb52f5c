import Foundation

/// 测量环境: what a figure in seconds or bytes was measured on.
enum BenchMachine {
    /// Processor, system and the most memory that this process took so far.
    static var text: String {
        let processor = value("model name", in: "/proc/cpuinfo") ?? "unknown processor"
        let peak = value("VmHWM", in: "/proc/self/status").flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        return "\(processor), one thread; peak memory \(peak / 1024) MB with the drawn page in the same process."
    }

    private static func value(_ key: String, in file: String) -> String? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
        return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
