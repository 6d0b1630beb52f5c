internal import IntakeModel

/// 水印、日期: marks in the background that hang together with nobody, in parts of the frame.
enum OverlayMarks {
    /// Smaller ones are specks, pixels of the mask.
    private static let smallest = 6

    static func measure(_ backdrop: Backdrop, into measures: inout PhotoMeasures) {
        let mask = backdrop.mask
        let (w, h) = (mask.width, mask.height)
        var seen = mask.values
        var marks = 0
        for start in seen.indices where seen[start] == 0 {
            var open = [start]
            var count = 0
            var lowest = 0
            seen[start] = 2
            while let at = open.popLast() {
                count += 1
                let (x, y) = (at % w, at / w)
                lowest = max(lowest, y)
                for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                    let (nx, ny) = (x + dx, y + dy)
                    guard nx >= 0, nx < w, ny >= 0, ny < h, seen[ny * w + nx] == 0 else { continue }
                    seen[ny * w + nx] = 2
                    open.append(ny * w + nx)
                }
            }
            // Whoever is in the photo stands on its lower edge.
            if lowest < h - 1, count >= smallest, count < w * h / 8 { marks += count }
        }
        measures[.overlay] = Double(marks) / Double(w * h)
    }
}
