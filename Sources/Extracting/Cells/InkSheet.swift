internal import Foundation
internal import IntakeModel
internal import Normalizing

/// A straightened paper ready for reading: rules erased, red lifted, text height known.
struct InkSheet {
    let paper: StraightenedPaper
    /// The file itself had no colour, so seals cannot be told by their ink.
    var isGrey: Bool { paper.image.channels == 1 }
    /// Red and black ink apart, rules still in.
    let inks: InkSeparation
    /// Paper white, ink dark, rules erased.
    private(set) var text: Plane<UInt8>
    let threshold: UInt8
    /// Height of the usual text, pixels.
    var textHeight: Double

    /// `cells` in parts of the table.
    init(_ paper: StraightenedPaper, inks: InkSeparation, cells: [Region], textHeight: Double) {
        self.paper = paper
        self.inks = inks
        self.textHeight = textHeight
        var eraser = RuleEraser(inks.text)
        let table = paper.table
        let reach = max(4, Int(table.width / 220))
        for cell in cells {
            let box = InkSheet.box(of: cell, in: table)
            let over = textHeight * 0.3
            eraser.eraseLevel(y: box.y, from: box.x - over, to: box.maxX + over, reach: reach)
            eraser.eraseLevel(y: box.maxY, from: box.x - over, to: box.maxX + over, reach: reach)
            eraser.eraseUpright(x: box.x, from: box.y - over, to: box.maxY + over, reach: reach)
            eraser.eraseUpright(x: box.maxX, from: box.y - over, to: box.maxY + over, reach: reach)
        }
        // The frame may be drawn with two lines; where there is no second one nothing is erased.
        let wide = max(reach, Int(max(table.width, table.height) / 70))
        for cell in cells {
            let box = InkSheet.box(of: cell, in: table)
            if cell.x < 0.01 { eraser.eraseSecond(vertical: true, at: box.x, from: box.y, to: box.maxY, reach: wide) }
            if cell.maxX > 0.99 {
                eraser.eraseSecond(vertical: true, at: box.maxX, from: box.y, to: box.maxY, reach: wide)
            }
            if cell.y < 0.01 { eraser.eraseSecond(vertical: false, at: box.y, from: box.x, to: box.maxX, reach: wide) }
            if cell.maxY > 0.99 {
                eraser.eraseSecond(vertical: false, at: box.maxY, from: box.x, to: box.maxX, reach: wide)
            }
        }
        text = eraser.plane
        threshold = InkLines.threshold(of: text, in: table)
    }

    /// 去黑章: the same with seals lifted that are clearly paler than the print they lie over, as on a photocopy; `nil` where
    /// none is. `rings` in pixels of the straightened picture.
    func lifting(_ rings: [SealEllipse]) -> InkSheet? {
        var lifted = self
        var found = false
        for ring in rings {
            guard let tone = SealTone(of: ring, on: text) else { continue }
            found = true
            let least = InkSheet.white - Double(tone.print)
            let box = ring.box.inset(dx: -2, dy: -2)
            for y in max(0, Int(box.y))..<max(0, min(text.height, Int(box.maxY) + 1)) {
                for x in max(0, Int(box.x))..<max(0, min(text.width, Int(box.maxX) + 1))
                where ring.reach(Double(x), Double(y)) < 1.04 && Double(text[x, y]) > least {
                    lifted.text[x, y] = UInt8(InkSheet.white)
                }
            }
        }
        return found ? lifted : nil
    }

    /// Grey level of paper in `text`.
    static let white = 250.0

    var lines: InkLines { InkLines(plane: text, threshold: threshold, textHeight: textHeight) }

    /// Lines of a cell by the darkness of its own ink, where that is paler than the page's.
    func paleLines(in cell: Region) -> InkLines {
        let own = InkLines.threshold(ofCell: cell, in: text)
        return InkLines(plane: text, threshold: max(threshold, own), textHeight: textHeight)
    }

    /// Pixels of the straightened picture from parts of the table.
    static func box(of cell: Region, in table: Region) -> Region {
        Region(
            x: table.x + cell.x * table.width, y: table.y + cell.y * table.height, width: cell.width * table.width,
            height: cell.height * table.height)
    }

    func box(of cell: Region) -> Region { InkSheet.box(of: cell, in: paper.table) }

    /// Paper kept around a line, in heights of its ink: at either side, and altogether in the height.
    static let sideMargin = 0.3
    static let heightWithMargins = 1.24

    /// A line's picture with some paper around it, as recognizers like it.
    func picture(of line: Region) -> PageImage {
        let height = max(line.height, textHeight * 0.7)
        let padded = Region(
            x: line.x - height * InkSheet.sideMargin, y: line.center.y - height * InkSheet.heightWithMargins / 2,
            width: line.width + 2 * height * InkSheet.sideMargin, height: height * InkSheet.heightWithMargins)
        return InkSheet.crop(text, padded)
    }

    /// Cuts a part out; outside is white.
    static func crop(_ plane: Plane<UInt8>, _ region: Region) -> PageImage {
        let left = Int(region.x.rounded())
        let top = Int(region.y.rounded())
        let width = max(1, Int(region.width.rounded()))
        let height = max(1, Int(region.height.rounded()))
        var image = PageImage(width: width, height: height, channels: 1, filledWith: 255)
        for y in max(0, -top)..<max(max(0, -top), min(height, plane.height - top)) {
            let from = max(0, -left)
            let to = min(width, plane.width - left)
            guard to > from else { break }
            let row = (top + y) * plane.width + left
            image.pixels.replaceSubrange(
                (y * width + from)..<(y * width + to), with: plane.values[(row + from)..<(row + to)])
        }
        return image
    }

    /// The columns of a grey line from one to another.
    static func crop(_ picture: PageImage, from: Double, to: Double) -> PageImage {
        crop(
            Plane(width: picture.width, height: picture.height, values: picture.pixels),
            Region(x: from, y: 0, width: to - from, height: Double(picture.height)))
    }

    /// Ink in a box after rules were erased, in squares of the text's height.
    func inkArea(in box: Region) -> Double {
        guard let inside = box.intersection(paper.image.bounds) else { return 0 }
        var count = 0
        for y in Int(inside.y)..<max(Int(inside.y), Int(inside.maxY)) {
            for x in Int(inside.x)..<max(Int(inside.x), Int(inside.maxX)) where text[x, y] < threshold { count += 1 }
        }
        return Double(count) / max(1, textHeight * textHeight)
    }

    /// Share of a box that carries red ink, without what lies in other boxes.
    func redShare(in box: Region, outside others: [Region] = []) -> Double {
        guard inks.hasRed, let inside = box.intersection(paper.image.bounds) else { return 0 }
        var red = 0
        var count = 0
        for y in stride(from: Int(inside.y), to: Int(inside.maxY), by: 2) {
            for x in stride(from: Int(inside.x), to: Int(inside.maxX), by: 2) {
                count += 1
                guard inks.red[x, y] > 36 else { continue }
                let (px, py) = (Double(x), Double(y))
                if !others.contains(where: { px >= $0.x && px <= $0.maxX && py >= $0.y && py <= $0.maxY }) { red += 1 }
            }
        }
        return count > 0 ? Double(red) / Double(count) : 0
    }

    /// Whether red ink lies right beside a line, where with it a character at the line's end may have been lifted.
    func isSealed(beside line: Region) -> Bool {
        let width = 0.8 * line.height
        return [line.x - width, line.maxX].contains { left in
            redShare(in: Region(x: left, y: line.y, width: width, height: line.height)) > InkSheet.sealed
        }
    }

    /// Share of red from which on a stroke of a seal crosses a character's place.
    private static let sealed = 0.15

    /// A box of the straightened picture, in pixels of the file as stored.
    func fileRegion(_ box: Region) -> Region { paper.toFile.apply(box) }
}
