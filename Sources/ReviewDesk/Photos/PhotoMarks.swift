internal import IntakeModel
internal import Registry

/// 标注: lines over a photo that show what a reason means, in pixels of the upright photo.
enum PhotoMarks {
    static func values(_ marks: RunPhoto.Marks, _ reasons: [RunPhoto.Reason]) -> [String: Any] {
        let codes = Set(reasons.map(\.code))
        let (width, height) = (Double(marks.width), Double(marks.height))
        var lines: [(Double, Double, Double, Double, isDashed: Bool)] = []
        if !codes.isDisjoint(with: ["tilted", "head_pose", "eyes_closed", "eyes_not_visible"]) {
            lines.append((marks.leftEye.x, marks.leftEye.y, marks.rightEye.x, marks.rightEye.y, false))
        }
        if !codes.isDisjoint(with: ["head_too_large", "head_too_small", "head_top_margin", "head_cropped"]) {
            lines.append((0, marks.crown, width, marks.crown, true))
            lines.append((0, marks.chin.y, width, marks.chin.y, true))
        }
        if codes.contains("off_centre") {
            let middle = (marks.leftEye.x + marks.rightEye.x) / 2
            lines.append((width / 2, 0, width / 2, height, true))
            lines.append((middle, 0, middle, height, false))
        }
        return [
            "width": marks.width, "height": marks.height,
            "box": [
                "x": whole(marks.box.x), "y": whole(marks.box.y), "w": whole(marks.box.width),
                "h": whole(marks.box.height),
            ],
            "lines": lines.map { x1, y1, x2, y2, isDashed in
                ["x1": whole(x1), "y1": whole(y1), "x2": whole(x2), "y2": whole(y2), "isDashed": isDashed]
                    as [String: Any]
            },
        ]
    }

    private static func whole(_ value: Double) -> Int { Int(value.rounded()) }
}
