internal import Foundation
internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 读印文: ring text, inner line and serial of one round or oval seal.
struct SealReader {
    let lines: LineReader
    let names: [String]

    struct Text {
        var text: String
        var serial: String?
        var confidence: Double
    }

    /// `ellipse` in pixels of the straightened picture; `nil` when nothing can be read.
    func read(_ ellipse: SealEllipse, isRed: Bool, on sheet: SealSheet) throws(IntakeError) -> Text? {
        let box = ellipse.box.inset(dx: -4, dy: -4)
        guard ellipse.axes.short >= 24,
            let picture = SealPicture(sheet.paper.image, box: box, redPart: isRed ? 0.8 : 0),
            let sharp = isRed ? SealPicture(sheet.paper.image, box: box, redPart: 0.45) : picture
        else { return nil }
        let ring = RingUnwrapping(ellipse)
        let layouts = RingLayout.layouts(ring, picture)
        let star = SealStar(ring, picture)
        let rings = RingReader(lines: lines, picture: picture, sharp: sharp, star: star)
        guard let text = try rings.read(ring, layouts: layouts) else { return nil }
        let inner = try InnerLineReader(lines: lines).read(
            ring, picture, layout: text.layout, top: SealReader.top(ring, text.layout, star: star))
        let serial = try rings.serial(ring, layout: text.layout)
        let confidence = min(
            SealReader.confidence(text.confidence, agreeing: text.agreeing),
            inner.map { SealReader.confidence($0.confidence, agreeing: $0.agreeing) } ?? 1)
        return Text(text: text.text + (inner?.text ?? ""), serial: serial, confidence: confidence)
    }

    /// One reading alone is never sure.
    static func confidence(_ lowest: Double, agreeing: Int) -> Double {
        agreeing >= 2 ? min(0.97, lowest) : min(0.8, 0.85 * lowest)
    }

    /// The direction of the seal's top, radians clockwise from up: the middle of the ring text; ovals snap to an axis.
    static func top(_ ring: RingUnwrapping, _ layout: RingLayout, star: SealStar?, snapping: Bool = true) -> Double {
        let at = ring.place(layout.middle)
        let (long, short, turn) = ring.ellipse.axes
        let own = atan2(at.nx, -at.ny)
        guard snapping else { return own }
        guard short < 0.88 * long else {
            // The star stands upright with the text: its nearest tip is the better measure.
            guard let near = star?.nearest(to: own), near.away < 0.35 else { return own }
            return near.tip
        }
        // The short axis points up or down along turn ± 90°.
        let axis = turn
        return [axis, axis + .pi].min { abs(SealReader.turnBetween($0, own)) < abs(SealReader.turnBetween($1, own)) }
            ?? own
    }

    static func turnBetween(_ a: Double, _ b: Double) -> Double {
        atan2(sin(a - b), cos(a - b))
    }
}
