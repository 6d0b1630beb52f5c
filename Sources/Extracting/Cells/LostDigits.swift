internal import IntakeModel
internal import Recognizing

/// 漏数字: whether beside a lone digit, as of a month, a day or an age, stands ink of another one.
///
/// Recognizers take two like digits that stand close together for one: 11月 becomes 1月, without any doubt.
struct LostDigits {
    private let sheet: InkSheet

    /// A digit is higher than this, in heights of the line …
    private static let leastHeight = 0.35
    /// … and one alone is not wider, in heights of its own.
    private static let widest = 0.85
    /// Part of the line's height in which strokes are told apart: what is written on stands under it.
    private static let middle = 0.1...0.8

    init(on sheet: InkSheet) { self.sheet = sheet }

    /// `characters` as they were read, with their middles along the sheet; `line` is the box around their ink.
    func areThere(beside characters: [(character: Character, x: Double)], in line: Region) -> Bool {
        guard characters.count > 2 else { return false }
        return (1..<(characters.count - 1)).contains { index in
            let (before, own, after) = (characters[index - 1], characters[index], characters[index + 1])
            guard own.character.isNumber, own.character.isASCII, !before.character.isNumber, !after.character.isNumber
            else { return false }
            let strokes = runs(from: Int(before.x), to: Int(after.x), in: line)
            return strokes.count > 1
                || strokes.contains { Double($0.count) > LostDigits.widest * Double(height(of: $0, in: line)) }
        }
    }

    /// Whether words name a year, with its month behind, in other than four digits: of 2021年4月 the cell's edge left 1年4月.
    static func lacksYear(_ words: String) -> Bool {
        let marks = Array(words)
        func isDigit(_ index: Int) -> Bool {
            marks.indices.contains(index) && marks[index].isASCII && marks[index].isNumber
        }
        return marks.indices.contains { index in
            guard marks[index] == "年", isDigit(index - 1), isDigit(index + 1) else { return false }
            return marks[..<index].reversed().prefix { $0.isASCII && $0.isNumber }.count != 4
        }
    }

    /// Whether a date with its units ends without 日: its day may go on elsewhere.
    static func lacksDay(_ date: String) -> Bool {
        guard let month = date.lastIndex(of: "月"), date.contains("年") else { return false }
        return !date[month...].contains { "日号".contains($0) }
    }

    /// Rows of ink in some columns, from the first one down to paper: a line to write on is apart from the digits.
    private func height(of columns: Range<Int>, in line: Region) -> Int {
        let rows = max(0, Int(line.y))..<max(0, min(sheet.text.height, Int(line.maxY.rounded(.up))))
        func isInked(_ y: Int) -> Bool { columns.contains { sheet.text[$0, y] < sheet.threshold } }
        return rows.drop { !isInked($0) }.prefix(while: isInked).count
    }

    /// Columns of ink as high as a digit, apart from what the characters at both ends have there.
    private func runs(from: Int, to: Int, in line: Region) -> [Range<Int>] {
        let plane = sheet.text
        let (top, bottom) = (
            line.y + LostDigits.middle.lowerBound * line.height, line.y + LostDigits.middle.upperBound * line.height
        )
        let rows = max(0, Int(top))..<max(0, min(plane.height, Int(bottom.rounded(.up))))
        guard from >= 0, to <= plane.width, from < to else { return [] }
        var found: [Range<Int>] = []
        // What stands at the very beginning, and at the end, is a character known already.
        var (start, isKnown, isInked) = (from, true, true)
        var extent: ClosedRange<Int>?
        for x in from..<to {
            let ink = rows.filter { plane[x, $0] < sheet.threshold }
            guard let top = ink.first, let bottom = ink.last else {
                let height = Double(extent?.count ?? 0)
                if isInked, !isKnown, height >= LostDigits.leastHeight * line.height { found.append(start..<x) }
                (isInked, isKnown) = (false, false)
                continue
            }
            if !isInked { (start, extent, isInked) = (x, nil, true) }
            extent = min(extent?.lowerBound ?? top, top)...max(extent?.upperBound ?? bottom, bottom)
        }
        return found
    }
}
