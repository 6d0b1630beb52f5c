internal import Foundation
internal import IntakeModel

/// 用时上限: how much work one page may cost, whatever is on it.
///
/// Mostly processor time, so that a busy machine does not turn honest pages away; elapsed time counts only for pages
/// that are heavy work anyway. An A4 page of print takes about 1 s.
struct WorkBudget {
    /// Seconds of processor time.
    let processor: Double
    /// Seconds elapsed, of which at least `heavy` were spent computing.
    private var elapsed: Double { processor + 1.5 }
    private var heavy: Double { processor - 1.5 }

    private let startedAt = WorkBudget.now(CLOCK_MONOTONIC)
    private let usedBefore = WorkBudget.now(CLOCK_PROCESS_CPUTIME_ID)

    init(processor: Double) { self.processor = processor }

    var isSpent: Bool {
        let used = WorkBudget.now(CLOCK_PROCESS_CPUTIME_ID) - usedBefore
        return used > processor || used > heavy && WorkBudget.now(CLOCK_MONOTONIC) - startedAt > elapsed
    }

    /// The code of `exceeded`.
    static let code = "page.too-complex"

    /// Asked before every piece of work that could also be left.
    func check() throws(IntakeError) {
        guard isSpent else { return }
        throw IntakeError(WorkBudget.code, .findingPageTooComplex, remedy: .scanAgain)
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
