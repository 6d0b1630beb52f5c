internal import IntakeModel
internal import Recognizing

/// 漏数字: whether beside a month or a day of one digit stands ink of another one.
///
/// Recognizers take two like digits that stand close together for one: 11月 becomes 1月, without any doubt.
struct LostDigits {
    private let sheet: InkSheet

    /// A digit is higher than this, and one alone is not wider; in heights of the line.
    private static let leastHeight = 0.4
    private static let widest = 0.62

    init(on sheet: InkSheet) { self.sheet = sheet }

    /// `characters` as they were read, with their middles along the sheet; `line` is the box around their ink.
    func areThere(beside characters: [(character: Character, x: Double)], in line: Region) -> Bool {
        guard characters.count > 2 else { return false }
        return (1..<(characters.count - 1)).contains { index in
            let (before, own, after) = (characters[index - 1], characters[index], characters[index + 1])
            guard own.character.isNumber, !before.character.isNumber, !after.character.isNumber else { return false }
            let strokes = runs(from: Int(before.x), to: Int(after.x), in: line)
            return strokes.count > 1 || strokes.contains { Double($0.count) > LostDigits.widest * line.height }
        }
    }

    /// Columns of ink as high as a digit, apart from what the characters at both ends have there.
    private func runs(from: Int, to: Int, in line: Region) -> [Range<Int>] {
        let plane = sheet.text
        let rows = max(0, Int(line.y))..<max(0, min(plane.height, Int(line.maxY.rounded(.up))))
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
