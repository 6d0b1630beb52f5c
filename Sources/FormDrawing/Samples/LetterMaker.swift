public import Foundation
internal import ImageCodecs
public import IntakeModel

/// 画书面申请: a free-form letter on plain A4 paper, as guardians hand it in.
public struct LetterMaker: Sendable {
    public let title: String
    public let paragraphs: [String]
    public let fonts: FontSet

    public init(title: String, paragraphs: [String], fonts: FontSet) {
        self.title = title
        self.paragraphs = paragraphs
        self.fonts = fonts
    }

    /// A JPEG of the letter, slightly aged; the same seed is the same letter.
    public func letter(seed: UInt64, dpi: Double) throws(IntakeError) -> Data {
        try fonts.require()
        var random = SeededRandom(seed: seed, "letter", fonts.name)
        let canvas = Canvas(width: 210, height: 297, dpi: dpi)
        LetterSheet(canvas: canvas, fonts: fonts).draw(title: title, paragraphs: paragraphs, &random)
        let plan = DamagePlan(level: 1, dpi: dpi, random: &random)
        let picture = ScannedPicture([canvas.image(dpi: dpi)], plan: plan, &random)
        return try JPEGFile.encode(picture.image, quality: 80)
    }
}

/// A letter's text on a sheet.
struct LetterSheet {
    let canvas: Canvas
    let fonts: FontSet

    func draw(title: String, paragraphs: [String], _ random: inout SeededRandom) {
        let hand = Hand(fonts, &random)
        canvas.setInk(hand.ink)
        func write(_ text: String, at point: Point, size: Double) {
            var x = point.x
            for character in text {
                let style = Canvas.Style(
                    family: hand.family, size: size * random.number(0.95...1.05), tilt: random.wobble(1.2),
                    slant: hand.slant)
                canvas.write(character, at: Point(x: x, y: point.y + random.wobble(0.15)), style, hand, &random)
                x += canvas.measure(String(character), style).advance * hand.spacing
            }
        }
        write(title, at: Point(x: 105 - Double(title.count) * 4.6, y: 40), size: 9)
        let size = 6.0
        let perLine = Int(150 / (size * hand.spacing))
        var y = 62.0
        for paragraph in paragraphs {
            let characters = Array(paragraph)
            for start in stride(from: 0, to: characters.count, by: perLine) {
                let line = String(characters[start..<min(characters.count, start + perLine)])
                write(line, at: Point(x: 28 + random.wobble(0.6), y: y), size: size)
                y += 10
            }
            y += 2
        }
    }
}
