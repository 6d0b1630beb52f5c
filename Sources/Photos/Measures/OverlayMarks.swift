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
        for start in seen.indices where seen[start] == 0 {
            var open = [start]
            var count = 0
            var part: [Int] = []
            var lowest = 0
            seen[start] = 2
            while let at = open.popLast() {
                count += 1
                if count <= w * h / 8 { part.append(at) }
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
            if lowest < h - 1, count >= smallest, count < w * h / 8 {
                marks += count
                for at in part { seen[at] = 3 }
            }
        }
        if let face {
            let above = Int((crown - backdrop.y) / backdrop.scale) - 4
            let eyes = Int((face.eyes.y - backdrop.y) / backdrop.scale)
            let centre = Int((face.eyes.x - backdrop.x) / backdrop.scale)
            let beside = Int(1.9 * face.eyeDistance / backdrop.scale)
            for y in 0..<max(0, min(h, eyes)) {
                for x in 0..<w where mask[x, y] == 0 && seen[y * w + x] != 3 && (y < above || abs(x - centre) > beside)
                {
                    marks += 1
                }
            }
        }
        measures[.overlay] = Double(marks) / Double(w * h)
    }
}
