internal import IntakeModel
internal import Recognizing

/// 透印行: lines of a page's back that shine through, alone or as one with a line of the front.
///
/// A detector takes them for lines like any other, and what they say breaks the sentences of the front. They are far paler
/// than the front's print, read badly, and better in a mirror.
struct BackPrint {
    let lines: LineReader
    let text: Plane<UInt8>

    /// Mean confidence of lines that stand on the front, and so many of them tell how dark its print is.
    private static let sure = 0.9
    private static let fewestSure = 3
    /// Lines that read worse may be the back's …
    private static let unsure = 0.7
    /// … where their ink has less than this part of the contrast of the front's.
    private static let pale = 0.45
    /// So few characters are no line by themselves.
    private static let short = 2
    /// How many of them are looked at in a mirror, at least and at most, and how much better they must read there: the
    /// surplus of two sure characters.
    private static let mirrored = 2...4
    private static let leastCredit = 1.0
    /// Heights of a line by which it is shortened at least, and that stay beside its ink.
    private static let leastEnd = 0.6
    private static let margin = 0.2

    /// The lines of the front, those that began or ended with print of the back read anew without it.
    func front(of all: [TextLine]) throws(IntakeError) -> [TextLine] {
        let sure = all.filter { $0.characters.count >= 4 && mean($0) >= BackPrint.sure }
        guard sure.count >= BackPrint.fewestSure else { return all }
        let tones = sure.map { tone(of: $0.box) }.sorted()
        let darkest = InkSheet.white - BackPrint.pale * (InkSheet.white - tones[tones.count / 2])
        func isBack(_ line: TextLine) -> Bool {
            mean(line) < BackPrint.unsure && !line.isColumn && tone(of: line.box) > darkest
        }
        let back = all.filter(isBack)
        guard back.count >= BackPrint.mirrored.lowerBound, try readBetterMirrored(back) else { return all }
        // A sign or two that reads the same both ways says nothing for itself.
        func isShort(_ line: TextLine) -> Bool {
            line.characters.count <= BackPrint.short && !line.isColumn && tone(of: line.box) > darkest
        }
        var front: [TextLine] = []
        for line in all where !isBack(line) && !isShort(line) {
            guard !line.isColumn, let own = inked(line.box, darkerThan: darkest),
                own.width < line.box.width - BackPrint.leastEnd * line.box.height
            else {
                front.append(line)
                continue
            }
            let picture = InkSheet.crop(text, own)
            let lattice = try lines.quickLattice(of: picture)
            let characters = lattice.plainReading().characters
            guard !characters.isEmpty else { continue }
            front.append(TextLine(box: own, lattice: lattice, characters: characters, picture: picture))
        }
        return front
    }

    private func readBetterMirrored(_ back: [TextLine]) throws(IntakeError) -> Bool {
        var own = 0.0
        var mirrored = 0.0
        var onHead = 0.0
        for line in back.sorted(by: { $0.box.width > $1.box.width }).prefix(BackPrint.mirrored.upperBound) {
            let picture = line.picture.mirrored
            own += LineReading(characters: line.characters).credit
            mirrored += try lines.quickLattice(of: picture).plainReading().credit
            onHead += try lines.quickLattice(of: picture.turnedOver).plainReading().credit
        }
        let credit = max(mirrored, onHead)
        return credit > BackPrint.leastCredit && credit > 2 * own
    }

    private func mean(_ line: TextLine) -> Double {
        line.characters.reduce(0) { $0 + $1.confidence } / Double(max(1, line.characters.count))
    }

    /// Grey level that a fiftieth of a box is darker than.
    private func tone(of box: Region) -> Double {
        var histogram = [Int](repeating: 0, count: 256)
        var count = 0
        for y in rows(box) {
            for x in columns(box) {
                histogram[Int(text[x, y])] += 1
                count += 1
            }
        }
        var left = count / 50
        for level in histogram.indices {
            left -= histogram[level]
            if left < 0 { return Double(level) }
        }
        return InkSheet.white
    }

    /// The part of a box from its first to its last column with dark ink.
    private func inked(_ box: Region, darkerThan tone: Double) -> Region? {
        let inner = box.inset(dx: 0, dy: 0.1 * box.height)
        let dark = columns(inner).filter { x in rows(inner).count { Double(text[x, $0]) < tone } >= 2 }
        guard let first = dark.first, let last = dark.last else { return nil }
        let margin = BackPrint.margin * box.height
        let (left, right) = (max(box.x, Double(first) - margin), min(box.maxX, Double(last + 1) + margin))
        return Region(x: left, y: box.y, width: right - left, height: box.height)
    }

    private func columns(_ box: Region) -> Range<Int> {
        let left = max(0, min(text.width, Int(box.x)))
        return left..<max(left, min(text.width, Int(box.maxX)))
    }

    private func rows(_ box: Region) -> Range<Int> {
        let top = max(0, min(text.height, Int(box.y)))
        return top..<max(top, min(text.height, Int(box.maxY)))
    }
}
