/// Pauses that double, each of a random length so that those who collided do not collide again.
struct BackOff {
    private var ceiling = Duration.milliseconds(4)
    private(set) var pauses = 0

    /// At most a second.
    mutating func sleep() async {
        try? await Task.sleep(for: ceiling * Double.random(in: 0.5...1))
        ceiling = min(ceiling * 2, .seconds(1))
        pauses += 1
    }
}
