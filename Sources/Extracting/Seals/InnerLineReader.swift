internal import Foundation
internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 读章内横文: the straight lines inside a ring, under the star or in the middle of an oval.
struct InnerLineReader {
    let lines: LineReader
    let lexicon: SealLexicon
    /// The text on the ring.
    let office: String

    struct Text {
        var text: String
        var confidence: Double
        var agreeing: Int
    }

    /// `top` is the direction of the seal's top on the paper, radians clockwise from up.
    func read(
        _ ring: RingUnwrapping, _ picture: SealPicture, layout: RingLayout?, top: Double
    ) throws(IntakeError) -> Text? {
        let disc = InnerDisc(ring, picture, layout: layout, top: top)
        let oval = ring.isOval
        var parts: [Text] = []
        for box in rows(disc, oval: oval).prefix(2) {
            if let part = try line(disc, box) { parts.append(part) }
        }
        // The form's own text shows between the lines: beside a known line nothing else counts, and an unknown one must
        // at least end as lines of seals do.
        let known = parts.filter { SealLexicon.lines.contains($0.text) }
        parts =
            known.isEmpty
            ? parts.filter { SealLexicon.endsLikeLine($0.text) && !$0.text.contains("盖") && !$0.text.contains("公章") }
            : known
        let isDoubtful = known.isEmpty || known.allSatisfy { $0.text == SealLexicon.bare }
        let places = (oval ? InnerLineReader.placesOfOvals : InnerLineReader.usualPlaces).filter { disc.isWritten($0) }
        if isDoubtful, !places.isEmpty, !oval || parts.isEmpty {
            // Where the row was not seen whole, the known lines are tried on the places where it stands.
            let lattices = try places.map { place throws(IntakeError) in
                try lines.lattice(of: crop(disc, self.box(disc, place), pad: 0, stretch: 1.1))
            }
            let found = lexicon.line(for: nil, under: office, by: lattices)
            if oval, found == nil { return nil }
            // Ink without words: what the seal says is not known whole.
            return Text(
                text: found ?? parts.map(\.text).joined(), confidence: min(0.6, parts.first?.confidence ?? 0.6),
                agreeing: 1)
        }
        guard !parts.isEmpty else { return nil }
        return Text(
            text: parts.map(\.text).joined(), confidence: parts.map(\.confidence).min() ?? 0,
            agreeing: parts.map(\.agreeing).min() ?? 0)
    }

    /// Height of a line, in radii, with its air.
    private static let highest = 0.27

    /// Rows under the star, from and to in radii below the middle.
    private static let usualPlaces = [(0.36, 0.62), (0.42, 0.7)]
    /// And in the middle of an oval or below it.
    private static let placesOfOvals = [(-0.14, 0.16), (0.1, 0.4), (0.24, 0.54)]

    private func box(_ disc: InnerDisc, _ place: (from: Double, to: Double)) -> Region {
        let half = 0.64 * disc.scale
        let middle = (x: Double(disc.plane.width) / 2, y: Double(disc.plane.height) / 2)
        return Region(
            x: middle.x - half, y: middle.y + place.from * disc.scale, width: 2 * half,
            height: (place.to - place.from) * disc.scale)
    }

    /// One row, read until two readings agree.
    private func line(_ disc: InnerDisc, _ box: Region) throws(IntakeError) -> Text? {
        var vote = SealVote()
        var own: [CTCLattice] = []
        for (pad, stretch, quick) in [
            (0.16, 1.0, true), (0.16, 1.0, false), (0.05, 1.3, false), (0.28, 1.15, false),
        ] {
            let crop = self.crop(disc, box, pad: pad, stretch: stretch)
            let lattice = try quick ? lines.quickLattice(of: crop) : lines.lattice(of: crop)
            let reading = SealText(lines.plainReading(of: lattice)).trimmed()
            vote.add(reading)
            own.append(lattice)
            if let result = vote.result, result.agreeing >= 2, result.confidence > 0.8 { break }
            // A known line needs no more strips; of the quick engine, when it is in no doubt.
            if let result = vote.result, result.confidence > (quick ? 0.95 : 0.6),
                SealLexicon.lines.contains(result.text), !quick || result.text != SealLexicon.bare
            {
                break
            }
        }
        guard let result = vote.result, result.text.count >= 2, result.confidence > 0.12,
            result.text.contains(where: { !$0.isASCII })
        else { return nil }
        // The line stands even about the middle: where its end stands tells how long it is.
        if let length = vote.strip.flatMap(InnerLineReader.length), length > result.text.count,
            let line = lexicon.line(ofLength: length, endingLike: result.text, under: office, by: own)
        {
            return Text(text: line, confidence: min(0.6, result.confidence), agreeing: 1)
        }
        if SealLexicon.lines.contains(result.text) {
            // 专用章 alone is mostly the end of a longer line.
            let most = result.text == SealLexicon.bare ? 0.7 : 1
            return Text(
                text: result.text, confidence: min(most, result.confidence), agreeing: result.agreeing)
        }
        if let line = lexicon.line(for: result.text, under: office, by: own) {
            return Text(text: line, confidence: min(0.75, result.confidence + 0.3), agreeing: 1)
        }
        return Text(text: result.text, confidence: min(0.6, result.confidence), agreeing: result.agreeing)
    }

    /// How many characters a line has that ends with 用章, by the place of its end in a strip about the seal's middle;
    /// `nil` when that is no whole number.
    static func length(_ reading: SealText) -> Int? {
        let end = Array(reading.characters.suffix(3))
        guard end.count == 3, end[2].character == "章", end[1].character == "用" else { return nil }
        let gaps = (end[1].position - end[0].position, end[2].position - end[1].position)
        // A misread character stands where the right one would; a lost one leaves a gap.
        guard max(gaps.0, gaps.1) < 1.6 * min(gaps.0, gaps.1) else { return nil }
        let step = (gaps.0 + gaps.1) / 2
        guard step > 0.02 else { return nil }
        let length = 2 * (end[2].position - 0.5) / step + 1
        return length < 12 && abs(length - length.rounded()) < 0.35 ? Int(length.rounded()) : nil
    }

    /// Rows of writing, top to bottom, as boxes of the disc; the star is none.
    private func rows(_ disc: InnerDisc, oval: Bool) -> [Region] {
        let plane = disc.plane
        let middle = Double(plane.height) / 2
        var found: [Region] = []
        let first = oval ? 2 : Int(middle - 0.3 * disc.scale)
        var start: Int?
        // Rows by the middle alone: at the ends the ring's text comes near.
        let half = (oval ? 0.55 : 0.4) * disc.scale
        let window = max(0, plane.width / 2 - Int(half))..<min(plane.width, plane.width / 2 + Int(half))
        let inkOf = (0..<plane.height).map { y -> Int in
            window.reduce(0) { $0 + (plane[$1, y] < 190 ? 1 : 0) }
        }
        let least = max(2, Int(disc.scale * 0.035))
        func close(_ end: Int) {
            guard let from = start else { return }
            start = nil
            let height = Double(end - from) / disc.scale
            guard height > 0.09 else { return }
            // Outwards from the middle, until a gap wider than a character.
            let inked = (0..<plane.width).map { x in (from..<end).contains { plane[x, $0] < 190 } }
            let gap = max(4, (end - from) * 7 / 10)
            guard
                let seed = inked.indices.filter({ inked[$0] }).min(by: {
                    abs($0 - plane.width / 2) < abs($1 - plane.width / 2)
                })
            else { return }
            var (left, right) = (seed, seed)
            while let next = ((max(0, left - gap))..<left).first(where: { inked[$0] }) { left = next }
            while let next = ((right + 1)..<max(right + 1, min(plane.width, right + gap + 1))).last(where: { inked[$0] }
            ) {
                right = next
            }
            guard right > left else { return }
            found.append(
                Region(x: Double(left), y: Double(from), width: Double(right - left + 1), height: Double(end - from)))
        }
        for y in first..<plane.height {
            if inkOf[y] >= least {
                if start == nil { start = y }
            } else {
                close(y)
            }
        }
        close(plane.height)
        var lines: [Region] = []
        for var box in found {
            let below = (box.maxY - middle) / disc.scale
            // A star that touches the line below it: take the lower part.
            if !oval, box.y < middle - 0.05 * disc.scale, box.height > 0.42 * disc.scale {
                guard below > 0.42 else { continue }
                let cut = middle + 0.33 * disc.scale
                box = Region(x: box.x, y: cut, width: box.width, height: box.maxY - cut)
            }
            // The serial number on the ring's foot joins the line above it.
            if !oval, box.height > InnerLineReader.highest * disc.scale {
                box = Region(
                    x: box.x, y: box.y, width: box.width, height: InnerLineReader.highest * disc.scale)
            }
            guard box.width > 1.6 * box.height, box.width > 0.3 * disc.scale, box.height < 0.5 * disc.scale else {
                continue
            }
            // The line stands even about the middle: an end that was not seen is taken in.
            let own = Double(plane.width) / 2
            let half = min(0.68 * disc.scale, max(own - box.x, box.maxX - own))
            let left = min(box.x, own - half)
            box = Region(x: left, y: box.y, width: max(box.maxX, own + half) - left, height: box.height)
            lines.append(box)
        }
        return lines
    }

    private func crop(_ disc: InnerDisc, _ box: Region, pad: Double, stretch: Double) -> PageImage {
        let margin = box.height * pad
        let area = box.inset(dx: -margin * 1.5, dy: -margin)
        let height = 48
        let scale = Double(height) / area.height
        let width = max(16, Int(area.width * scale * stretch))
        let map = PlaneTransform(coefficients: [1 / (scale * stretch), 0, area.x, 0, 1 / scale, area.y, 0, 0])
        let plane = Resampling.warp(disc.plane, width: width, height: height, by: map, fill: 255)
        return PageImage(width: width, height: height, channels: 1, pixels: plane.values)
    }
}
