internal import IntakeModel

/// 计时: how long each stage of a page took.
final class StageClock {
    /// The stages of a page, in order.
    enum Stage: String { case tables, register, text, fields, seals }

    private(set) var seconds: [String: Double] = [:]
    private let clock = ContinuousClock()

    func reset() { seconds = [:] }

    func time<Result>(_ stage: Stage, _ body: () throws(IntakeError) -> Result) throws(IntakeError) -> Result {
        let start = clock.now
        defer { seconds[stage.rawValue, default: 0] += Double((clock.now - start) / .microseconds(1)) / 1e6 }
        return try body()
    }

    func measure<Result>(_ stage: Stage, _ body: () -> Result) -> Result {
        let start = clock.now
        defer { seconds[stage.rawValue, default: 0] += Double((clock.now - start) / .microseconds(1)) / 1e6 }
        return body()
    }
}
