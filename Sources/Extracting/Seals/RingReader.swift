internal import Foundation
internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 读圈文: the text along a ring, in several strips that vote.
struct RingReader {
    let lines: LineReader
    /// The seal with the page's text nearly gone …
    let picture: SealPicture
    /// … and only weakened, which blurs less.
    let sharp: SealPicture
    let tops: SealTop
    let lexicon: SealLexicon

    struct Text {
        var text: String
        var confidence: Double
        /// Strips that say exactly this.
        var agreeing: Int
        /// Where what was read stands.
        var layout: RingLayout
        /// The strip that says it, or nearly so, in its layout.
        var strip: SealText?
        /// Strips kept for likelihoods of proposed texts.
        var lattices: [CTCLattice]
    }

    /// Wider strips help squeezed characters; a band a little deeper or flatter helps tall and short ones.
    private struct Variant {
        var stretch: Double
        var outer: Double
        var inner: Double
        var sharp: Bool
    }
    private static let variants: [Variant] = [
        Variant(stretch: 1.15, outer: 0.06, inner: 0.06, sharp: false),
        Variant(stretch: 1.3, outer: 0.0, inner: 0.12, sharp: true),
        Variant(stretch: 1.0, outer: 0.12, inner: 0.02, sharp: false),
        Variant(stretch: 1.45, outer: 0.05, inner: 0.05, sharp: false),
        Variant(stretch: 1.1, outer: -0.06, inner: 0.02, sharp: true),
    ]

    /// Of a ring that was not read; any name's score is above it.
    private static let leastScore = 2.0
    /// Depth of a band of text, in radii.
    private static let usualDepth = 0.34

    /// Breadth of strips for the best engine, as for `PPOCRRecognizer.lattice`.
    private static let narrow = 0.8

    /// Strips for the best engine; what three of them and three of the quick one do not tell stays unknown.
    private static let mostSlow = 3

    /// `nil` when nothing can be read.
    func read(_ ring: RingUnwrapping, layouts: [RingLayout]) throws(IntakeError) -> Text? {
        var best: (layout: RingLayout, first: SealText, score: Double)?
        var rank = 0.0
        func consider(_ layout: RingLayout) throws(IntakeError) -> Bool {
            let reading = try strip(ring, layout, RingReader.variants[0], quick: true).0
            var score = reading.score * (1 + 0.25 * layout.gap) * (1 - 0.04 * rank)
            // Text stands evenly about a tip of the star, and begins and ends as names of offices do.
            score *= 1.08 - 0.3 * min(0.6, unevenness(ring, layout))
            score *= 1 + 0.12 * lexicon.fit(reading.text)
            rank += 1
            // A name that is whole when it is begun elsewhere was cut in its middle, and so was one with a place inside.
            if let whole = begun(ring, layout, reading) {
                let turned = try strip(ring, whole, RingReader.variants[0], quick: true).0
                let better = turned.score * (1 + 0.12 * lexicon.fit(turned.text))
                if turned.lowest > 0.6, lexicon.isWhole(turned.text), better > 0.8 * (best?.score ?? 0) {
                    best = (whole, turned, better)
                    return true
                }
                let isBetter = lexicon.fit(turned.text) > lexicon.fit(reading.text)
                if isBetter, better > max(score, best?.score ?? 0.5) { best = (whole, turned, better) }
            }
            if score > (best?.score ?? 0.5) { best = (layout, reading, score) }
            return reading.characters.count >= 5 && reading.lowest > 0.6 && lexicon.isWhole(reading.text)
        }
        let proposed = proposals(ring, layouts)
        for layout in proposed { if try consider(layout) { break } }
        // Few wide characters leave rows without ink inside the band, which then was taken for too narrow.
        if (best?.score ?? 0) < RingReader.leastScore, let first = proposed.first,
            first.inner - first.outer < RingReader.usualDepth
        {
            for var layout in proposed.prefix(3) {
                layout.inner = layout.outer + RingReader.usualDepth
                if try consider(layout) { break }
            }
        }
        guard let best else { return nil }
        var layout = best.layout
        var (vote, lattices) = try votes(ring, layout, first: best.first)
        // What only all strips together show to be cut in its middle is read once more.
        if let said = vote.result?.text, !lexicon.isWhole(lexicon.repaired(said, by: lattices)), let cut = vote.strip,
            let whole = begun(ring, layout, cut)
        {
            let (others, own) = try votes(ring, whole, first: nil)
            if lexicon.fit(others.result?.text ?? "") > lexicon.fit(vote.result?.text ?? "") {
                (layout, vote, lattices) = (whole, others, own)
            }
        }
        // Text stands evenly about a tip of the star: where it begins late, or ends early, the rest was left out.
        if let said = vote.result?.text, let own = vote.strip, let longer = completed(ring, layout, said, own) {
            let (others, their) = try votes(ring, longer, first: nil)
            if let text = others.result?.text, text.count > said.count, lexicon.fit(text) >= lexicon.fit(said),
                lexicon.isWhole(text), text.contains(said.dropFirst().dropLast())
            {
                (layout, vote, lattices) = (longer, others, their)
            }
        }
        let proven = vote.proven(lexicon.isWhole)
        guard let result = proven ?? vote.result, result.text.count >= 2 else { return nil }
        let own = vote.readings.last { $0.text == result.text }
        let whole = own.map(RingReader.isEven) ?? false
        var text = result.text
        if let near = vote.strip, !whole || !lexicon.isWhole(result.text) {
            let gaps = RingGaps(
                read: { from, to, isSharp throws(IntakeError) in
                    var part = layout
                    let length = layout.to - layout.from
                    part.from = layout.from + from * length
                    part.to = layout.from + to * length
                    return try strip(ring, part, RingReader.variants[isSharp ? 1 : 0], quick: false).0
                },
                begins: { lexicon.places.isKnownBeginning($0) },
                ends: { ending in SealLexicon.endings.contains { ending.hasSuffix($0) } })
            text = try gaps.mended(near) ?? text
        }
        // A beginning that can be put right is none that was cut.
        let isMendable = lexicon.isWhole(lexicon.repaired(text, by: lattices))
        let turned = isMendable ? text : self.turned(text, ring, layout, vote.strip, lattices)
        let isSame = turned == result.text
        let sure = isSame && whole ? result.confidence : min(isSame ? 0.65 : 0.6, result.confidence)
        return Text(
            text: turned, confidence: sure, agreeing: result.agreeing, layout: layout,
            strip: vote.strip, lattices: lattices)
    }

    /// The text begun where a whole name begins; else without what was read behind its end.
    private func turned(
        _ text: String, _ ring: RingUnwrapping, _ layout: RingLayout, _ strip: SealText?, _ lattices: [CTCLattice]
    ) -> String {
        let rotated = lexicon.turned(text)
        if lexicon.isWhole(rotated) { return rotated }
        return ended(ring, layout, text, strip, lattices) ?? rotated
    }

    /// Strips of a layout that vote, the quick engine's first, and the slow one's lattices.
    private func votes(
        _ ring: RingUnwrapping, _ layout: RingLayout, first: SealText?
    ) throws(IntakeError) -> (SealVote, [CTCLattice]) {
        var vote = SealVote()
        if let first {
            vote.add(first)
        } else {
            vote.add(try strip(ring, layout, RingReader.variants[0], quick: true).0)
        }
        var lattices: [CTCLattice] = []
        // Two sure readings of a name that is whole and known are enough, of the quick engine as well.
        for variant in RingReader.variants[1...2] {
            vote.add(try strip(ring, layout, variant, quick: true).0)
            if vote.proven(lexicon.isRegular) != nil { return (vote, lattices) }
        }
        if let result = vote.result, RingReader.isEnough(result), lexicon.isRegular(result.text) {
            return (vote, lattices)
        }
        for variant in RingReader.variants.prefix(RingReader.mostSlow) {
            let (reading, lattice) = try strip(ring, layout, variant, quick: false)
            vote.add(reading)
            lattices.append(lattice)
            if vote.proven(lexicon.isRegular) != nil { break }
            if let result = vote.result, RingReader.isEnough(result) { break }
        }
        return (vote, lattices)
    }

    /// Two equal sure readings are enough, and more so of two engines; unsure ones go on.
    private static func isEnough(_ result: (text: String, confidence: Double, agreeing: Int)) -> Bool {
        result.agreeing >= 2 && result.confidence > 0.8 || result.agreeing >= 3 && result.confidence > 0.6
    }

    /// Characters on a ring stand evenly: a wide step, or space before the first or after the last, is a lost one.
    private static func isEven(_ reading: SealText) -> Bool {
        let places = reading.characters.map(\.position)
        guard places.count >= 4, let first = places.first, let last = places.last else { return true }
        let steps = zip(places.dropFirst(), places).map { $0 - $1 }
        let usual = steps.sorted()[steps.count / 2]
        return (steps.max() ?? 0) < 1.6 * usual && first < 1.25 * usual && 1 - last < 1.25 * usual
    }

    /// The direction of the middle of the text, radians clockwise from up.
    static func middle(_ ring: RingUnwrapping, _ layout: RingLayout) -> Double {
        let at = ring.place(layout.middle)
        return atan2(at.nx, -at.ny)
    }

    private func strip(
        _ ring: RingUnwrapping, _ layout: RingLayout, _ variant: Variant, quick: Bool
    ) throws(IntakeError) -> (SealText, CTCLattice) {
        let depth = layout.inner - layout.outer
        let strip = ring.strip(
            of: variant.sharp ? sharp : picture, from: layout.from, to: layout.to,
            outer: layout.outer - depth * variant.outer,
            inner: layout.inner + depth * variant.inner, stretch: variant.stretch)
        let lattice = try quick ? lines.quickLattice(of: strip) : lines.lattice(of: strip, breadth: RingReader.narrow)
        return (SealText(lines.plainReading(of: lattice)).hanOnly(), lattice)
    }

    /// The number at the foot of the ring, digits with their tops towards the centre.
    func serial(_ ring: RingUnwrapping, layout: RingLayout) throws(IntakeError) -> String? {
        let columns = Double(RingUnwrapping.columns)
        let reach = min(columns * 0.2, (columns * layout.gap) / 2)
        guard reach > columns * 0.03 else { return nil }
        let foot = layout.middle + columns / 2
        var best: (text: String, lowest: Double) = ("", 0)
        for depth in [0.16, 0.22] {
            let strip = ring.strip(
                of: picture, from: foot - reach, to: foot + reach, outer: max(0.03, layout.outer - 0.02),
                inner: layout.outer + depth, stretch: 1.0, flipped: true)
            let reading = lines.plainReading(of: try lines.quickLattice(of: strip)).characters.filter {
                $0.character.isASCII && $0.character.isNumber
            }
            let lowest = reading.map(\.confidence).min() ?? 0
            if reading.count > best.text.count { best = (String(reading.map(\.character)), lowest) }
            if best.text.count >= 10, best.lowest > 0.8 { break }
            // Most seals have none: a band without digits says so at once.
            if reading.count < 3 { break }
        }
        return best.text.count >= 6 && best.lowest > 0.4 ? best.text : nil
    }
}
