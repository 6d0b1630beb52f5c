internal import Foundation
internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 读印文: ring text, inner line and serial of one round or oval seal.
struct SealReader {
    let lines: LineReader
    let lexicon: SealLexicon

    struct Text {
        var text: String
        var serial: String?
        var confidence: Double
    }

    /// `ellipse` in pixels of the straightened picture; `nil` when nothing can be read.
    func read(_ ellipse: SealEllipse, isRed: Bool, on sheet: SealSheet) throws(IntakeError) -> Text? {
        let box = ellipse.box.inset(dx: -4, dy: -4)
        guard ellipse.axes.short >= 24,
            let picture = SealPicture(
                sheet.paper.image, box: box, redPart: isRed ? 0.45 : 0,
                print: isRed ? .ofAnotherInk(orPale: true) : .darker(than: ellipse)),
            let sharp = isRed ? SealPicture(sheet.paper.image, box: box, redPart: 0.8) : picture
        else { return nil }
        let ring = RingUnwrapping(ellipse)
        let layouts = RingLayout.layouts(ring, picture)
        let tops = SealTop(ring, picture, layouts: layouts)
        let rings = RingReader(lines: lines, picture: picture, sharp: sharp, tops: tops, lexicon: lexicon)
        guard let text = try rings.read(ring, layouts: layouts) else { return nil }
        let mended = lexicon.repaired(text.text, by: text.lattices)
        let repaired =
            text.strip.flatMap { LostBeginning(lexicon: lexicon, lattices: text.lattices).completed(mended, in: $0) }
            ?? mended
        let layout = text.strip.flatMap { text.layout.spanning(repaired, in: $0) } ?? text.layout
        let inner = try InnerLineReader(lines: lines, lexicon: lexicon, office: repaired).read(
            ring, picture, layout: layout,
            top: SealReader.top(ring, layout, tops, isWhole: lexicon.isWhole(repaired)))
        let serial = try rings.serial(ring, layout: layout)
        var confidence = min(
            repaired == text.text
                ? SealReader.confidence(text.confidence, agreeing: text.agreeing) : min(0.8, text.confidence + 0.2),
            inner.map { SealReader.confidence($0.confidence, agreeing: $0.agreeing) } ?? 1)
        // Lost first and last characters leave sure readings: without a known place and a known end none is certain.
        if !lexicon.isWhole(repaired) { confidence = min(0.85, confidence) }
        return Text(text: repaired + (inner?.text ?? ""), serial: serial, confidence: confidence)
    }

    func hasStar(_ ellipse: SealEllipse, isRed: Bool, on sheet: SealSheet) -> Bool {
        guard
            let picture = SealPicture(
                sheet.paper.image, box: ellipse.box, redPart: isRed ? 0.8 : 0,
                print: isRed ? .kept : .darker(than: ellipse))
        else { return false }
        return SealStar(RingUnwrapping(ellipse), picture) != nil
    }

    /// One reading alone is never sure.
    static func confidence(_ lowest: Double, agreeing: Int) -> Double {
        agreeing >= 2 ? min(0.97, lowest) : min(0.8, 0.85 * lowest)
    }

    /// The direction of the seal's top, radians clockwise from up: the middle of the ring text, snapped to star or axis.
    ///
    /// The form's print may look like a line under another tip of the star; the middle of a text that is whole does not
    /// err by as much as half the way to the next tip.
    private static func top(
        _ ring: RingUnwrapping, _ layout: RingLayout, _ tops: SealTop, isWhole: Bool
    ) -> Double {
        let own = RingReader.middle(ring, layout)
        if let top = tops.byLine, !isWhole || tops.nearest(to: own)?.top == top { return top }
        guard let near = tops.nearest(to: own), ring.isOval || near.away < 0.5 else { return own }
        return near.top
    }
}
