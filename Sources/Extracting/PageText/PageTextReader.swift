internal import Foundation
internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 检测路线: finds and reads all text of a page without knowing its form.
///
/// Slower than reading known cells: used where the form is not certain.
struct PageTextReader {
    let lines: LineReader
    /// Longer side of the level page, pixels: 190 dpi on A4.
    static let longestSide = 2200.0
    /// More lines than this are noise, not a paper.
    static let mostLines = 160

    /// A line that was looked at both ways is known already the better way round.
    private typealias Known = (box: Region, lattice: CTCLattice)

    /// `nil` without a detector, or when there is no text. Lines whose middle is known already, in pixels of the file, are
    /// left out. `quarterTurns` are those that bring the paper upright, where they are known already.
    func read(
        _ image: PageImage, besides isKnown: (Point) -> Bool = { _ in false }, quarterTurns: Int? = nil
    ) throws(IntakeError) -> PageText? {
        guard let detector = lines.recognizer.detector else { return nil }
        let longest = Double(max(image.width, image.height))
        let shrink = max(1, longest / Double(TextDetector.longestSide))
        // Without the red ink, so that seals are not taken for text.
        let small = Resampling.shrink(image, by: shrink)
        let scale = max(2, Double(max(small.width, small.height)) / 297)
        let black = InkSeparation(small, pixelsPerMillimetre: scale).text
        let map = try detector.map(
            of: PageImage(width: black.width, height: black.height, channels: 1, pixels: black.values))
        let cores = TextCores(map)

        // Upright or on its head: the widest lines are read both ways where that is not known.
        var page = level(image, cores: cores, turns: cores.isSideways ? 1 : 0, shrink: shrink)
        let scaleOfText = page.boxes.isEmpty ? 0 : pixelsPerMillimetre(page.boxes)
        page.boxes.removeAll { isKnown(page.paper.toFile.apply($0.center)) }
        guard !page.boxes.isEmpty else { return nil }
        var inks = InkSeparation(page.paper.image, pixelsPerMillimetre: scaleOfText)
        var (isOnHead, known): (Bool, [Known])
        switch quarterTurns.map({ ($0 - page.paper.quarterTurns) & 3 }) {
        case 0: (isOnHead, known) = (false, [])
        case 2: (isOnHead, known) = (true, [])
        default: (isOnHead, known) = try bothWays(page.boxes, on: inks.text)
        }
        if isOnHead {
            inks = inks.turnedOver
            known = known.map { ($0.box.turnedOver(in: page.paper.image.bounds), $0.lattice) }
            page = (page.paper.turnedOver, page.boxes.map { $0.turnedOver(in: page.paper.image.bounds) })
            page.boxes.sort { $0.y < $1.y }
        }
        var read: [TextLine] = []
        // The runtime is quicker when the shape of its input stays.
        for box in page.boxes.prefix(PageTextReader.mostLines).sorted(by: { $0.aspect < $1.aspect }) {
            let lattice = known.first { $0.box == box }?.lattice
            if let line = try line(box, on: inks.text, known: lattice) { read.append(line) }
        }
        guard !read.isEmpty else { return nil }
        read = try BackPrint(lines: lines, text: inks.text).front(of: read)
        return PageText(
            paper: page.paper, inks: inks, lines: Region.inReadingOrder(read.map { ($0, $0.box) }),
            skewDegrees: cores.skewDegrees)
    }

    private func pixelsPerMillimetre(_ boxes: [Region]) -> Double {
        let heights = boxes.map { min($0.width, $0.height) }.sorted()
        // Printed and written text on these papers is 3 to 5 mm high, its box a little more.
        return max(2, heights[heights.count / 2] / 4.5)
    }

    private func level(
        _ image: PageImage, cores: TextCores, turns: Int, shrink: Double
    ) -> (paper: StraightenedPaper, boxes: [Region]) {
        let paper = StraightenedPaper(
            image, skewDegrees: cores.skewDegrees, quarterTurns: turns, longestSide: PageTextReader.longestSide)
        let scale = max(1, Double(max(paper.image.width, paper.image.height)) / Double(TextDetector.longestSide))
        let width = Int(Double(paper.image.width) / scale)
        let height = Int(Double(paper.image.height) / scale)
        let toMap = PlaneTransform(coefficients: [scale, 0, 0, 0, scale, 0, 0, 0]).followed(by: paper.toFile)
            .followed(by: PlaneTransform(coefficients: [1 / shrink, 0, 0, 0, 1 / shrink, 0, 0, 0]))
        let boxes = cores.boxes(width: width, height: height, toMap: toMap).map {
            Region(x: $0.x * scale, y: $0.y * scale, width: $0.width * scale, height: $0.height * scale)
        }
        return (paper, boxes)
    }

    /// Whether the page stands on its head: its widest lines are read both ways until it is clear. Answers what they say
    /// the better way round.
    private func bothWays(_ boxes: [Region], on text: Plane<UInt8>) throws(IntakeError) -> (Bool, [Known]) {
        let widest = boxes.filter { $0.width > 3 * $0.height }.sorted { $0.width > $1.width }.prefix(6)
        var upright = 0.0
        var reversed = 0.0
        var known: [Known] = []
        var turned: [Known] = []
        for box in widest.isEmpty ? boxes.sorted(by: { $0.area > $1.area }).prefix(6) : widest {
            var picture = InkSheet.crop(text, box)
            known.append((box, try lines.quickLattice(of: picture)))
            picture.pixels.reverse()
            turned.append((box, try lines.quickLattice(of: picture)))
            upright += known[known.count - 1].lattice.plainReading().credit
            reversed += turned[turned.count - 1].lattice.plainReading().credit
            if known.count >= PageTextReader.fewestBothWays, abs(upright - reversed) > PageTextReader.clearCredit {
                break
            }
        }
        return reversed > upright ? (true, turned) : (false, known)
    }

    /// Lines that are read both ways at least …
    private static let fewestBothWays = 3
    /// … and how much more they say one way when no more are needed: the surplus of some twelve sure characters.
    private static let clearCredit = 6.0

    /// `known` is the line's lattice where it was read before.
    private func line(
        _ box: Region, on text: Plane<UInt8>, known: CTCLattice?
    ) throws(IntakeError) -> TextLine? {
        let isColumn = box.height > 1.8 * box.width
        let picture = isColumn ? TextColumn(text, box).strip : InkSheet.crop(text, box)
        let lattice: CTCLattice
        if let known, !isColumn { lattice = known } else { lattice = try lines.quickLattice(of: picture) }
        let characters = lattice.plainReading().characters
        guard !characters.isEmpty else { return nil }
        return TextLine(box: box, lattice: lattice, characters: characters, picture: picture, isColumn: isColumn)
    }
}
