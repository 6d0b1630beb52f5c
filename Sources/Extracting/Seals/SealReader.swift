internal import Foundation
internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 读印文: unrolls the ring of a round seal and reads it, then the straight line below the star.
///
/// Works on the colour picture: recognizers read it better than a map of the red ink alone.
struct SealReader {
    let lines: LineReader

    struct Text {
        var ring: String
        var inner: String
        /// Weakest character of the ring, 0…1.
        var confidence: Double
    }

    /// The ring's text lies between these parts of the radius.
    private static let bands: [(outer: Double, inner: Double)] = [(0.95, 0.58), (0.92, 0.64)]
    /// Height of a strip, pixels: what the recognizer wants.
    private static let stripHeight = 48

    /// `center` and `radius` in pixels of the straightened picture; `nil` when nothing can be read.
    func read(on sheet: InkSheet, center: Point, radius: Double) throws(IntakeError) -> Text? {
        guard radius >= 24 else { return nil }
        let profile = textProfile(sheet, center: center, radius: radius)
        guard let arc = SealReader.textArc(profile) else { return nil }
        var best: (text: LineReading, score: Double)?
        for band in SealReader.bands {
            let strip = unroll(sheet.paper.image, center: center, radius: radius, arc: arc, band: band)
            let reading = lines.plainReading(of: try lines.lattice(of: strip))
            let score = reading.characters.reduce(0) { $0 + ($1.confidence - 0.3) }
            if score > (best?.score ?? 0) { best = (reading, score) }
        }
        guard let ring = best?.text else { return nil }
        let letters = ring.characters.filter { $0.character.isLetter || $0.character.isNumber }
        guard letters.count >= 3 else { return nil }
        let tilt = (arc.from + arc.to) / 2
        let inner = try innerLine(sheet, center: center, radius: radius, tilt: tilt)
        return Text(
            ring: String(letters.map(\.character)), inner: inner, confidence: letters.map(\.confidence).min() ?? 0)
    }

    /// Red ink in the text band in every direction, clockwise from straight down, one value a degree.
    private func textProfile(_ sheet: InkSheet, center: Point, radius: Double) -> [Double] {
        (0..<360).map { degree in
            let angle = Double(degree) * .pi / 180
            var sum = 0.0
            var count = 0.0
            for part in stride(from: 0.64, through: 0.88, by: 0.04) {
                let x = Int(center.x - sin(angle) * radius * part)
                let y = Int(center.y + cos(angle) * radius * part)
                guard x >= 0, y >= 0, x < sheet.inks.red.width, y < sheet.inks.red.height else { continue }
                sum += Double(sheet.inks.red[x, y])
                count += 1
            }
            return count > 0 ? sum / count : 0
        }
    }

    /// Where the ring's text begins and ends, degrees clockwise from straight down; the widest gap parts them.
    static func textArc(_ profile: [Double]) -> (from: Double, to: Double)? {
        let top = profile.sorted()[profile.count * 9 / 10]
        guard top > 8 else { return nil }
        let inked = profile.map { $0 > top * 0.25 }
        var best = (start: 0, length: 0)
        var start = 0
        while start < 360 {
            guard !inked[start] else {
                start += 1
                continue
            }
            var length = 0
            while length < 360, !inked[(start + length) % 360] { length += 1 }
            if length > best.length { best = (start, length) }
            start += max(1, length)
        }
        // A run that began before 0° was found from 0° only; try its true beginning.
        if best.start == 0, !inked[359] {
            while best.length < 360, !inked[(best.start + 359) % 360] {
                best.start = (best.start + 359) % 360
                best.length += 1
            }
        }
        guard best.length >= 8, best.length < 300 else { return best.length < 8 ? (-180, 180) : nil }
        let from = Double(best.start + best.length) - 3
        let to = from + Double(360 - best.length) + 6
        // The middle of the text is its top: bring the arc around 180°.
        let shift = ((from + to) / 2 - 180) / 360
        return (from - 360 * shift.rounded(), to - 360 * shift.rounded())
    }

    private func unroll(
        _ image: PageImage, center: Point, radius: Double, arc: (from: Double, to: Double),
        band: (outer: Double, inner: Double)
    ) -> PageImage {
        let height = SealReader.stripHeight
        let scale = Double(height) / (radius * (band.outer - band.inner))
        let middle = radius * (band.outer + band.inner) / 2
        let length = max(48, Int((arc.to - arc.from) * .pi / 180 * middle * scale))
        var strip = PageImage(width: length, height: height, channels: image.channels, filledWith: 255)
        for x in 0..<length {
            let angle = (arc.from + (arc.to - arc.from) * Double(x) / Double(length)) * .pi / 180
            for y in 0..<height {
                let r = radius * (band.outer - (band.outer - band.inner) * Double(y) / Double(height))
                let px = Int((center.x - sin(angle) * r).rounded())
                let py = Int((center.y + cos(angle) * r).rounded())
                guard px >= 0, py >= 0, px < image.width, py < image.height else { continue }
                for c in 0..<image.channels {
                    strip.pixels[(y * length + x) * image.channels + c] =
                        image.pixels[(py * image.width + px) * image.channels + c]
                }
            }
        }
        return strip
    }

    /// The straight line in the lower half; `tilt` is the direction of the text's top, 180 when upright.
    private func innerLine(
        _ sheet: InkSheet, center: Point, radius: Double, tilt: Double
    ) throws(IntakeError) -> String {
        let width = Int(radius * 1.2)
        let height = Int(radius * 0.36)
        let turn = tilt - 180
        var best: (text: String, score: Double) = ("", 0.6)
        for offset in [0.36, 0.46] {
            let map = PlaneTransform(coefficients: [1, 0, -Double(width) / 2, 0, 1, radius * offset - 0.0, 0, 0])
                .followed(by: .rotation(degrees: turn, dx: center.x, dy: center.y))
            let crop = Resampling.warp(sheet.paper.image, width: width, height: height, by: map, fill: 255)
            let reading = lines.plainReading(of: try lines.lattice(of: crop))
            let letters = reading.characters.filter { $0.character.isLetter }
            guard letters.count >= 2 else { continue }
            let mean = letters.reduce(0) { $0 + $1.confidence } / Double(letters.count)
            let score = mean + 0.02 * Double(letters.count)
            if score > best.score { best = (String(letters.map(\.character)), score) }
        }
        return best.text
    }
}
