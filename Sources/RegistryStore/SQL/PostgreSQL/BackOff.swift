/// Pauses that double, each of a random length so that those who collided do not collide again.
struct BackOff {
    private var ceiling = Duration.milliseconds(4)
    private(set) var pauses = 0

    /// At most a second. A cancelled task sleeps too: it would ask again and again without a pause.
    mutating func sleep() async {
        let pause = ceiling * Double.random(in: 0.5...1)
        await Task.detached { try? await Task.sleep(for: pause) }.value
        ceiling = min(ceiling * 2, .seconds(1))
        pauses += 1
    }
}
