internal import Foundation
internal import IntakeModel
internal import IntakeResources

/// 填写: values into boxes, by machine or by one of several hands; answers where their ink lies.
struct FieldWriter {
    let canvas: Canvas
    let labelFont: String
    /// Of the print around the values, millimetres.
    var labelSize: Double
    /// One printer a page.
    let printFont: String
    let dotMatrix: Bool
    /// Machine print sits off its lines by this much, millimetres in both directions.
    let offset: (x: Double, y: Double)
    let printInk: Canvas.Ink
    private let hands: [Hand]
    /// Everything by machine, whatever the form expects.
    var printsAll = false

    static let black = Canvas.Ink(red: 0.08, green: 0.08, blue: 0.08)

    init(
        canvas: Canvas, layout: FormLayout, fonts: FontSet, level: Int, steady: Bool = false,
        random: inout SeededRandom
    ) {
        self.canvas = canvas
        labelFont = layout.labelFont
        labelSize = layout.labelSize
        printFont = random.pick(fonts.print)
        let household = [.residentCard, .householdRegisterCover].contains(layout.template.documentType)
        dotMatrix = household && !steady && random.chance(0.4)
        let spread = household ? 0.3 + 0.14 * Double(level) : 0.15
        offset = steady ? (0, 0) : (random.wobble(spread), random.wobble(spread))
        let tone = dotMatrix ? random.number(0.12...0.4) : random.number(0.08...0.16)
        printInk = .init(red: tone, green: tone, blue: tone + 0.03)
        hands = (0..<6).map { _ in Hand(fonts, &random) }
    }

    /// Families write in one hand, each office in another.
    func hand(for key: FieldKey, row: Int = 0) -> Hand {
        switch key.rawValue {
        case let name where name.hasPrefix("receiving") || name.hasPrefix("undertaking"): hands[1]
        case let name where name.hasPrefix("releasing") || name.hasPrefix("handling"): hands[2]
        case let name where name.hasPrefix("box"):
            hands[(name.dropFirst(3).first?.unicodeScalars.first.map { Int($0.value) } ?? 0) % hands.count]
        case "reason", "signature", "phone", "withdrawalReason", "suspensionTerm": hands[row % hands.count]
        case "handler", "physician", "finding", "dueOn", "assignedOn": hands[4]
        default: hands[row == 0 ? 0 : 5]
        }
    }

    /// A field's value within a box; long text goes over several lines where the box is high enough.
    func write(_ text: String, _ field: FormField, in box: Region, row: Int = 0, _ random: inout SeededRandom) -> Region
    {
        guard !text.isEmpty else { return box }
        let wraps = [.text, .place].contains(field.grammar)
        return field.writing == .printed || printsAll
            ? print(text, in: box, wraps: wraps, &random)
            : write(text, by: hand(for: field.key, row: row), in: box, wraps: wraps, &random)
    }

    func print(_ text: String, in box: Region, wraps: Bool, _ random: inout SeededRandom) -> Region {
        canvas.setInk(printInk)
        let fit = fitted(text, printFont, size: labelSize * 1.06, in: box.inset(dx: 1, dy: 0), stretch: 1, wraps: wraps)
        let style = Canvas.Style(family: printFont, size: fit.size)
        var all: Region?
        for (index, line) in fit.lines.enumerated() {
            let y = box.center.y + (Double(index) - Double(fit.lines.count - 1) / 2) * fit.size * 1.16
            let at = Point(x: box.x + 1.2 + offset.x, y: y + offset.y)
            let ink = dotMatrix ? canvas.dots(line, at: at, style, &random) : canvas.text(line, at: at, style)
            all = all?.union(ink) ?? ink
        }
        return all ?? box
    }

    func write(
        _ text: String, by hand: Hand, in box: Region, wraps: Bool, _ random: inout SeededRandom
    ) -> Region {
        canvas.setInk(hand.ink)
        let size = labelSize * hand.size * random.number(0.95...1.05)
        let room = box.inset(dx: 1.2, dy: 0)
        let fit = fitted(text, hand.family, size: size, in: room, stretch: hand.spacing * 1.03, wraps: wraps)
        let slack = max(0, room.width - fit.width)
        let left = room.x + random.number(0...min(2.5, max(0.01, slack)))
        let shift = random.wobble(min(0.5, box.height * 0.03))
        var all: Region?
        for (index, line) in fit.lines.enumerated() {
            var x = left
            var y = box.center.y + (Double(index) - Double(fit.lines.count - 1) / 2) * fit.size * 1.28 + shift
            for character in line {
                let style = Canvas.Style(
                    family: hand.family, size: fit.size * random.number(0.94...1.06), tilt: random.wobble(1.5),
                    slant: hand.slant + random.wobble(0.015))
                let ink = canvas.write(character, at: Point(x: x, y: y), style, hand, &random)
                all = all?.union(ink) ?? ink
                let step = canvas.measure(String(character), style).advance * hand.spacing
                x += step * random.number(0.97...1.05)
                y += random.wobble(0.07) - step * hand.rise
            }
        }
        return all ?? box
    }

    /// 年 月 日 are printed; only the numbers are written.
    func writeDate(_ text: String, _ field: FormField, in box: Region, _ random: inout SeededRandom) -> Region {
        let numbers = text.split { !$0.isNumber }.map(String.init)
        let label = Canvas.Style(family: labelFont, size: labelSize)
        var all: Region?
        var x = box.x
        let blanks = max(21, box.width - 3 * (labelSize + 0.6))
        for (index, unit) in ["年", "月", "日"].enumerated() {
            let room = blanks * (index == 0 ? 15.0 : 9.0) / 33
            if index < numbers.count {
                let place = Region(x: x - 1, y: box.y, width: room + 1, height: box.height)
                let ink = write(numbers[index], by: hand(for: field.key), in: place, wraps: false, &random)
                all = all?.union(ink) ?? ink
            }
            x += room
            canvas.setInk(FieldWriter.black)
            let ink = canvas.text(unit, at: Point(x: x, y: box.center.y), label)
            if !numbers.isEmpty { all = all?.union(ink) ?? ink }
            x += labelSize + 0.6
        }
        return all ?? box
    }

    // MARK: Fitting

    /// Lines and size with which a text fits its box: smaller first, then on several lines, then smaller again.
    private func fitted(
        _ text: String, _ family: String, size: Double, in box: Region, stretch: Double, wraps: Bool
    ) -> (lines: [String], size: Double, width: Double) {
        func width(_ text: String, _ size: Double) -> Double {
            canvas.measure(text, Canvas.Style(family: family, size: size)).advance * stretch
        }
        let natural = width(text, size)
        if natural <= box.width { return ([text], size, natural) }
        var count = 1
        var best = size * box.width / natural
        if best < size * 0.8, wraps {
            for lines in 2...5 {
                let wide = size * (box.width * 0.96) * Double(lines) / natural
                let high = box.height * 0.94 / (Double(lines) * 1.2)
                let possible = min(size, wide, high)
                if possible > best + 0.05 { (best, count) = (possible, lines) }
            }
        }
        best = max(best, size * 0.45)
        guard count > 1 else { return ([text], best, width(text, best)) }
        var lines: [String] = []
        var line = ""
        for character in text {
            if !line.isEmpty, width(line + String(character), best) > box.width {
                lines.append(line)
                line = ""
            }
            line.append(character)
        }
        lines.append(line)
        return (lines, best, lines.map { width($0, best) }.max() ?? 0)
    }
}
