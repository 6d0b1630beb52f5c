internal import Foundation
internal import IntakeModel

/// 行文排版: print and handwriting in one running text, broken at the right margin.
struct TextFlow {
    struct Item {
        var text: String
        var key: FieldKey?
        var byHand = false
    }

    let canvas: Canvas
    let layout: FormLayout
    let writer: FieldWriter
    let size: Double
    let underlined: Bool

    /// From line to line.
    var pitch: Double { size * 1.95 }

    /// Answers the box of every field's ink, that of all ink, and the middle of the last line.
    func draw(
        _ items: [Item], from start: Point, left: Double, right: Double, _ random: inout SeededRandom
    ) -> (boxes: [FieldKey: Region], all: Region?, end: Double) {
        var boxes: [FieldKey: Region] = [:]
        var all: Region?
        var x = start.x
        var y = start.y
        for item in items {
            let hand = item.key.map { writer.hand(for: $0) }
            let family = item.byHand ? hand?.family ?? layout.labelFont : layout.labelFont
            var begin = x
            func underline() {
                guard underlined, item.key != nil, x > begin else { return }
                canvas.setInk(FieldWriter.black)
                canvas.line(
                    Point(x: begin, y: y + size * 0.7), Point(x: x, y: y + size * 0.7), thickness: 0.18)
            }
            for character in item.text {
                let style = Canvas.Style(
                    family: family, size: item.byHand ? size * random.number(1.02...1.15) : size,
                    tilt: item.byHand ? random.wobble(1.4) : 0, slant: item.byHand ? hand?.slant ?? 0 : 0)
                let advance = canvas.measure(String(character), style).advance
                // Punctuation may hang over the margin.
                if x + advance > right, !"，。、；：）".contains(character) {
                    underline()
                    x = left
                    y += pitch
                    begin = x
                }
                let ink: Region
                if item.byHand, let hand {
                    canvas.setInk(hand.ink)
                    ink = canvas.write(
                        character, at: Point(x: x, y: y + random.wobble(0.1)), style, hand, &random)
                } else {
                    canvas.setInk(FieldWriter.black)
                    ink = canvas.text(String(character), at: Point(x: x, y: y), style)
                }
                all = all?.union(ink) ?? ink
                if let key = item.key { boxes[key] = boxes[key]?.union(ink) ?? ink }
                x += advance * (item.byHand ? hand?.spacing ?? 1 : 1)
            }
            underline()
        }
        return (boxes, all, y)
    }
}
