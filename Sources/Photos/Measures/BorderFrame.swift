internal import IntakeModel

/// 边框: sides of the photo along which a straight line of one colour runs that does not belong to it.
enum BorderFrame {
    /// Grey levels of the step inwards, and parts of the side along which it runs.
    private static let step = 28
    private static let along = 0.9
    /// The same for the sides, where dark clothes may hide a dark frame.
    private static let beside = 0.62
    /// Looked for so deep, in parts of the side.
    private static let depth = 0.09

    static func measure(_ luma: Plane<UInt8>, into measures: inout PhotoMeasures) {
        let (w, h) = (luma.width, luma.height)
        func sees(_ length: Int, _ deep: Int, _ along: Double, _ at: (Int, Int) -> Int) -> Bool {
            let limit = max(2, Int(Double(deep) * depth))
            for row in 1..<min(limit, deep - 2) {
                var stepped = (up: 0, down: 0)
                for place in 0..<length {
                    let difference = at(place, row + 1) - at(place, row - 1)
                    if difference > step { stepped.up += 1 } else if difference < -step { stepped.down += 1 }
                }
                if Double(max(stepped.up, stepped.down)) >= along * Double(length) { return true }
            }
            return false
        }
        let sides = luma.values.withUnsafeBufferPointer { v in
            [
                sees(w, h, along) { Int(v[$1 * w + $0]) }, sees(w, h, along) { Int(v[(h - 1 - $1) * w + $0]) },
                sees(h, w, beside) { Int(v[$0 * w + $1]) }, sees(h, w, beside) { Int(v[$0 * w + w - 1 - $1]) },
            ]
        }
        measures[.borderSides] = Double(sides.filter { $0 }.count)
    }
}
