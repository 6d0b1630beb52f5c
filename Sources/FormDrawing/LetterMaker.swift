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
        canvas.setInk(.init(red: 0.1, green: 0.11, blue: 0.3))
        let heading = Canvas.Style(family: fonts.hands[0], size: 9)
        let width = canvas.measure(title, heading).advance
        canvas.text(title, at: Point(x: 105 - width / 2, y: 40), heading)
        let style = Canvas.Style(family: fonts.hands[0], size: 6)
        let perLine = Int(150 / style.size)
        var y = 62.0
        for paragraph in paragraphs {
            let characters = Array(paragraph)
            for start in stride(from: 0, to: characters.count, by: perLine) {
                let line = String(characters[start..<min(characters.count, start + perLine)])
                canvas.text(line, at: Point(x: 28 + random.wobble(0.6), y: y), style)
                y += 10
            }
            y += 2
        }
        var ageing = PageAgeing(canvas.image(dpi: dpi), damage: 1)
        ageing.age(&random)
        return try JPEGFile.encode(ageing.image, quality: 80)
    }
}
