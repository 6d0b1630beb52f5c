internal import Foundation
internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 读章内横文: the straight lines inside a ring, under the star or in the middle of an oval.
struct InnerLineReader {
    let lines: LineReader
    let lexicon: SealLexicon

    struct Text {
        var text: String
        var confidence: Double
        var agreeing: Int
    }

    /// The seal turned upright, ring and ring text painted over.
    private struct Disc {
        var plane: Plane<UInt8>
        /// Pixels of the plane per radius.
        var scale: Double
    }

    /// `top` is the direction of the seal's top on the paper, radians clockwise from up.
    func read(
        _ ring: RingUnwrapping, _ picture: SealPicture, layout: RingLayout?, top: Double
    ) throws(IntakeError) -> Text? {
        let disc = self.disc(ring, picture, layout: layout, top: top)
        let oval = ring.ellipse.axes.short < 0.88 * ring.ellipse.axes.long
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
        if !oval, known.isEmpty || known.allSatisfy({ $0.text == "专用章" }), isWritten(disc) {
            // Where the row was not seen whole, the known lines are tried on the place where it stands.
            let lattices = try InnerLineReader.usualPlaces.map { place throws(IntakeError) in
                try lines.lattice(of: crop(disc, self.box(disc, place), pad: 0, stretch: 1.1))
            }
            let found = lexicon.line(for: nil, by: lattices)
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

    /// Rows under the star, from and to in radii below the middle.
    private static let usualPlaces = [(0.36, 0.62), (0.42, 0.7)]

    private func box(_ disc: Disc, _ place: (from: Double, to: Double)) -> Region {
        let half = 0.64 * disc.scale
        let middle = (x: Double(disc.plane.width) / 2, y: Double(disc.plane.height) / 2)
        return Region(
            x: middle.x - half, y: middle.y + place.from * disc.scale, width: 2 * half,
            height: (place.to - place.from) * disc.scale)
    }

    /// Ink where the line under the star stands, on both sides of the middle.
    private func isWritten(_ disc: Disc) -> Bool {
        let (middle, down) = (disc.plane.width / 2, Double(disc.plane.height) / 2)
        return [-1, 1].allSatisfy { side in
            var (inked, count) = (0, 0)
            for y in Int(down + 0.4 * disc.scale)..<Int(down + 0.6 * disc.scale) {
                for x in Int(0.06 * disc.scale)..<Int(0.4 * disc.scale) {
                    count += 1
                    if disc.plane[middle + side * x, y] < 170 { inked += 1 }
                }
            }
            return Double(inked) > 0.08 * Double(count)
        }
    }

    /// One row, read until two readings agree.
    private func line(_ disc: Disc, _ box: Region) throws(IntakeError) -> Text? {
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
            // A known line needs no more strips.
            if !quick, let result = vote.result, result.confidence > 0.6, SealLexicon.lines.contains(result.text) {
                break
            }
        }
        guard let result = vote.result, result.text.count >= 2, result.confidence > 0.12,
            result.text.contains(where: { !$0.isASCII })
        else { return nil }
        if SealLexicon.lines.contains(result.text) {
            // 专用章 alone is mostly the end of a longer line.
            let most = result.text == "专用章" ? 0.7 : 1
            return Text(
                text: result.text, confidence: min(most, result.confidence), agreeing: result.agreeing)
        }
        if let line = lexicon.line(for: result.text, by: own) {
            return Text(text: line, confidence: min(0.75, result.confidence + 0.3), agreeing: 1)
        }
        return Text(text: result.text, confidence: min(0.6, result.confidence), agreeing: result.agreeing)
    }

    private func disc(_ ring: RingUnwrapping, _ picture: SealPicture, layout: RingLayout?, top: Double) -> Disc {
        let (long, short, _) = ring.ellipse.axes
        let scale = min(110, max(48, short))
        let width = Int(scale * 1.9 * long / short)
        let height = Int(scale * 1.9)
        var plane = Plane<UInt8>(width: width, height: height, filledWith: 255)
        let (c, s) = (cos(top), sin(top))
        let textStart = (layout?.middle ?? 256) - Double(RingUnwrapping.columns) / 2
        for y in 0..<height {
            for x in 0..<width {
                let u = (Double(x) - Double(width) / 2) / scale * ring.radius
                let v = (Double(y) - Double(height) / 2) / scale * ring.radius
                let px = ring.ellipse.x + u * c - v * s
                let py = ring.ellipse.y + u * s + v * c
                let depth = (1 - ring.ellipse.reach(px, py)) * ring.radius
                var least = 0.14
                if let layout {
                    // Measured from the foot of the seal, 0 … 1 of the turn.
                    let angle = atan2(-u, v) / (2 * .pi)
                    let place = textStart + angle * Double(RingUnwrapping.columns)
                    let half = (layout.to - layout.from) / 2 - 4
                    var away = abs(place - layout.middle)
                    away = min(away, Double(RingUnwrapping.columns) - away)
                    least = away < half ? layout.inner - 0.01 : max(0.2, layout.outer + 0.1)
                }
                if v > 0.28 * ring.radius, abs(u) < 0.56 * ring.radius { least = min(least, 0.2) }
                guard depth > least * ring.radius else { continue }
                plane[x, y] = UInt8(255 - picture.ink(px, py))
            }
        }
        InnerLineReader.strengthen(&plane, scale: scale)
        return Disc(plane: plane, scale: scale)
    }

    /// The line under the star is fainter than star and ring as often as not: its own ink sets the scale.
    private static func strengthen(_ plane: inout Plane<UInt8>, scale: Double) {
        let (middle, down) = (plane.width / 2, Double(plane.height) / 2)
        var inks: [UInt8] = []
        for y in Int(down + 0.36 * scale)..<Int(down + 0.66 * scale) {
            for x in (middle - Int(0.45 * scale))..<(middle + Int(0.45 * scale)) { inks.append(255 - plane[x, y]) }
        }
        inks.sort()
        let strong = Double(inks[inks.count * 93 / 100])
        guard strong > 40, strong < 190 else { return }
        let gain = 200 / strong
        for index in plane.values.indices {
            plane.values[index] = UInt8(255 - min(255, Double(255 - plane.values[index]) * gain))
        }
    }

    /// Rows of writing, top to bottom, as boxes of the disc; the star is none.
    private func rows(_ disc: Disc, oval: Bool) -> [Region] {
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

    private func crop(_ disc: Disc, _ box: Region, pad: Double, stretch: Double) -> PageImage {
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
