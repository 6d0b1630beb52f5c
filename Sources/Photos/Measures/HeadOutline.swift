internal import Foundation
internal import IntakeModel

/// 头部轮廓: the crown (hair included) and how the head lies in the frame.
struct HeadOutline {
    /// Row of the photo where hair or head begins.
    let crown: Double
    /// Parts of the upper edge over the head that are not background; 0 when there is space above it.
    let touching: Double
    /// The crown was seen against the background, not guessed from the face.
    let isSeen: Bool

    /// Eyes to crown in parts of eyes to chin, when it cannot be seen: the eyes are in the middle of the head, hair
    /// adds a little.
    private static let usualCrown = 1.1

    init(_ face: FaceGeometry, _ backdrop: Backdrop) {
        let height = face.eyes.distance(to: face.chin)
        let mask = backdrop.mask
        let centre = Int((face.eyes.x - backdrop.x) / backdrop.scale)
        let half = max(2, Int(0.7 * face.eyeDistance / backdrop.scale))
        let columns = max(0, centre - half)..<max(0, min(mask.width, centre + half))
        let eyes = min(mask.height - 1, Int((face.eyes.y - backdrop.y) / backdrop.scale))
        func covered(_ row: Int) -> Double {
            guard !columns.isEmpty else { return 0 }
            return Double(columns.reduce(0) { $0 + (mask[$1, row] == 0 ? 1 : 0) }) / Double(columns.count)
        }
        let guess = face.eyes.y - HeadOutline.usualCrown * height
        guard eyes > 2, !columns.isEmpty else {
            crown = guess
            touching = 0
            isSeen = false
            return
        }
        // Upwards from the forehead to the first row that is nearly all background.
        var row = max(0, Int((face.eyes.y - 0.55 * height - backdrop.y) / backdrop.scale))
        row = min(row, eyes)
        while row > 0, covered(row - 1) > 0.12 { row -= 1 }
        touching = row == 0 ? covered(0) : 0
        let seen = backdrop.y + Double(row) * backdrop.scale
        // A crown on the forehead, or twice as high as heads are, is a hole in the mask or a busy background.
        let ratio = (face.eyes.y - seen) / max(1, height)
        isSeen = (0.62...1.75).contains(ratio)
        crown = isSeen ? seen : guess
    }
}
