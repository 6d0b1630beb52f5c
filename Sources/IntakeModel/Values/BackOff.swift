/// 退避: pauses that double, each of a random length so that those who collided do not collide again.
public struct BackOff: Sendable {
    private var ceiling: Duration
    private let longest: Duration
    public private(set) var pauses = 0

    /// The first pause is at most `first`, none is longer than `longest`.
    public init(first: Duration = .milliseconds(4), longest: Duration = .seconds(1)) {
        ceiling = first
        self.longest = longest
    }

    /// A cancelled task sleeps too: it would ask again and again without a pause.
    public mutating func sleep() async {
        let pause = ceiling * Double.random(in: 0.5...1)
        await Task.detached { try? await Task.sleep(for: pause) }.value
        ceiling = min(ceiling * 2, longest)
        pauses += 1
    }
}
