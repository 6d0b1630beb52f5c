/// Counts by value.
extension [Int] {
    /// The value which one of `part` counted reaches or passes.
    func highest(oneOf part: Int) -> Int {
        var rest = reduce(0, +) / part
        var value = count - 1
        while value > 0 {
            rest -= self[value]
            if rest < 0 { break }
            value -= 1
        }
        return value
    }
}
