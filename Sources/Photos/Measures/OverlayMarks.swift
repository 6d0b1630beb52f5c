internal import IntakeModel

/// 水印、日期: marks in the background that hang together with nobody, in parts of the frame.
enum OverlayMarks {
    /// Smaller ones are specks, pixels of the mask.
    private static let smallest = 6

    /// What hangs together with the head counts where no head is: above the crown, and far beside it above the eyes.
    static func measure(
        _ backdrop: Backdrop, _ face: FaceGeometry?, crown: Double, into measures: inout PhotoMeasures
    ) {
        let mask = backdrop.mask
        let (w, h) = (mask.width, mask.height)
        var seen = mask.values
        var marks = 0
        // Every pixel lies on it once at most.
        var open = [Int](repeating: 0, count: w * h)
        seen.withUnsafeMutableBufferPointer { seen in
            open.withUnsafeMutableBufferPointer { open in
                for start in 0..<(w * h) where seen[start] == 0 {
                    // What was taken from it stays on it: the marks found are `open[..<end]`.
                    var (next, end, lowest) = (0, 1, 0)
                    open[0] = start
                    seen[start] = 2
                    while next < end {
                        let at = open[next]
                        next += 1
                        let (y, x) = at.quotientAndRemainder(dividingBy: w)
                        lowest = max(lowest, y)
                        if x + 1 < w { visit(at + 1, seen, open, &end) }
                        if x > 0 { visit(at - 1, seen, open, &end) }
                        if y + 1 < h { visit(at + w, seen, open, &end) }
                        if y > 0 { visit(at - w, seen, open, &end) }
                    }
                    // Whoever is in the photo stands on its lower edge.
                    if lowest < h - 1, end >= smallest, end < w * h / 8 {
                        marks += end
                        for index in 0..<end { seen[open[index]] = 3 }
                    }
                }
            }
            guard let face else { return }
            let above = Int((crown - backdrop.y) / backdrop.scale) - 4
            let eyes = Int((face.eyes.y - backdrop.y) / backdrop.scale)
            let centre = Int((face.eyes.x - backdrop.x) / backdrop.scale)
            let beside = Int(1.9 * face.eyeDistance / backdrop.scale)
            // Every pixel that was not background is 2 or 3 by now.
            for y in 0..<max(0, min(h, eyes)) {
                for x in 0..<w where seen[y * w + x] == 2 && (y < above || abs(x - centre) > beside) { marks += 1 }
            }
        }
        measures[.overlay] = Double(marks) / Double(w * h)
    }

    @inline(__always)
    private static func visit(
        _ at: Int, _ seen: UnsafeMutableBufferPointer<UInt8>, _ open: UnsafeMutableBufferPointer<Int>, _ end: inout Int
    ) {
        guard seen[at] == 0 else { return }
        seen[at] = 2
        open[end] = at
        end += 1
    }
}
