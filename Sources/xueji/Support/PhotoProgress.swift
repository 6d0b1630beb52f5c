import Foundation
import IntakeModel

/// Progress of a run over many photos: how many, how fast, how long still. Nothing when standard error is no terminal.
final class PhotoProgress {
    private let bar: ProgressBar
    private let total: Int
    private let start = Date()
    private var done = 0
    private var drawn = Date.distantPast

    init(_ console: Console, total: Int) {
        bar = ProgressBar(console, total: total)
        self.total = total
    }

    /// Drawn at most ten times a second: thousands of photos pass in a minute.
    func advance(_ label: String) {
        done += 1
        let now = Date()
        guard now.timeIntervalSince(drawn) > 0.1 || done == total else { return }
        drawn = now
        let elapsed = now.timeIntervalSince(start)
        let rate = elapsed > 0.2 ? Double(done) / elapsed : 0
        let left = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
        let pace = rate > 0 ? "\((rate * 10).rounded() / 10)/s  ~\(left / 60):" + String(format: "%02d", left % 60) : ""
        bar.draw(part: Double(done) / Double(max(1, total)), text: "\(done)/\(total)  \(pace)  \(label)")
    }

    func clear() { bar.finish() }
    func finish() { bar.finish() }
}
