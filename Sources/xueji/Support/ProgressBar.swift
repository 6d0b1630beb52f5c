import Foundation
import IntakeModel
import Synchronization

/// A line on standard error that is drawn over itself; nothing when that is no terminal.
final class ProgressBar: Sendable {
    private let shown: Bool
    private let total: Int
    private let start = Date()
    private let count = Atomic<Int>(0)
    private var done: Int { count.load(ordering: .relaxed) }

    init(_ console: Console, total: Int) {
        shown = !console.quiet && isatty(2) == 1 && total > 0
        self.total = total
    }

    func advance(_ label: String) { advance(by: 1, label) }

    func advance(by count: Int, _ label: String) {
        self.count.add(count, ordering: .relaxed)
        draw(part: Double(done) / Double(max(1, total)), text: "\(done)/\(total)  \(remaining)  \(label)")
    }

    func draw(part: Double, text: String) {
        guard shown else { return }
        let width = 24
        let filled = Int((min(1, max(0, part)) * Double(width)).rounded())
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        FileHandle.standardError.write(Data("\r\u{1B}[K\(bar) \(text)".utf8))
    }

    func finish() { if shown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) } }

    private var remaining: String {
        let elapsed = Date().timeIntervalSince(start)
        guard done > 0, elapsed > 0.5 else { return "" }
        return "~\(Int((elapsed / Double(done) * Double(max(0, total - done))).rounded(.up))) s"
    }
}
