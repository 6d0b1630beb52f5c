internal import Foundation
internal import Normalizing
internal import Recognizing

/// 圈文位置的修正: where on the ring a name is looked for, and where it must stand when what was read there is no whole one.
extension RingReader {
    /// The layout in which a name that was begun in its middle, or after something else, begins with its place; `nil` for
    /// one that is whole or has no place in it.
    func begun(_ ring: RingUnwrapping, _ layout: RingLayout, _ reading: SealText) -> RingLayout? {
        guard !lexicon.isWhole(reading.text) else { return nil }
        let places = reading.characters.map(\.position)
        if let start = reading.begun(where: lexicon.isWhole) { return layout.begun(at: start, of: places) }
        let ends = { (text: String) in SealLexicon.endings.contains { text.hasSuffix($0) } }
        // Before 公安局 stands the city, behind it a district.
        let isPolice = ["公安", "派出所", "分局"].contains { reading.text.contains($0) }
        let found = reading.broken(
            where: { text in
                guard let place = lexicon.places.knownBeginning(text), place.count >= 3 else { return false }
                return !isPolice || text.dropFirst(place.count).hasPrefix("公")
            }, ends: ends)
        guard let found else { return nil }
        // What begins behind another place's kind is a part of it.
        if "省市州".contains(reading.characters[found.start - 1].character) { return nil }
        let (before, rest) = (String(reading.text.prefix(found.end + 1)), String(reading.text.dropFirst(found.start)))
        // A name may well have a district's inside; but not behind an office, and none ends with a place.
        guard
            isPolice || ends(before) || lexicon.places.isKnown(rest) || !lexicon.places.isKnownBeginning(reading.text)
        else { return nil }
        guard lexicon.isWhole(rest) else { return layout.begun(at: found.start, endingAt: found.end, of: places) }
        // What stands before a whole name may be a city that was misread: without it the name must not stand askew.
        let shorter = layout.without(found.start, of: places)
        return unevenness(ring, shorter) < unevenness(ring, layout) + 0.05 ? shorter : nil
    }

    /// The name without what was read behind its end, the line under the star upside down as a rule: only where the name
    /// without it stands even about a tip of the star, and with it does not.
    func ended(
        _ ring: RingUnwrapping, _ layout: RingLayout, _ text: String, _ strip: SealText?, _ lattices: [CTCLattice]
    ) -> String? {
        guard let strip, text.count > 5, let all = layout.spanning(text, in: strip),
            tops.nearest(to: RingReader.middle(ring, all)) != nil
        else { return nil }
        let names = (1...min(6, text.count - 4)).map { String(text.dropLast($0)) }.filter {
            lexicon.isWhole(lexicon.repaired($0, by: lattices))
        }
        let placed = names.compactMap { name in
            layout.spanning(name, in: strip).map { (name: name, askew: unevenness(ring, $0)) }
        }
        guard let best = placed.min(by: { $0.askew < $1.askew }) else { return nil }
        return best.askew < min(RingReader.even, unevenness(ring, all)) ? best.name : nil
    }

    /// How far the middle of a name may be from a tip of the star, radians: about half a character.
    private static let even = 0.15

    /// The layout made even about the nearest tip of the star, when that adds a character or more at one end; `nil` when it
    /// stands evenly or there is no star.
    func completed(
        _ ring: RingUnwrapping, _ layout: RingLayout, _ text: String, _ reading: SealText
    ) -> RingLayout? {
        guard var whole = layout.spanning(text, in: reading) else { return nil }
        let middle = RingReader.middle(ring, whole)
        guard let top = tops.nearest(to: middle)?.top else { return nil }
        let columns = Double(RingUnwrapping.columns)
        let lacking = 2 * SealTop.between(top, middle) / (2 * .pi) * columns
        let character = (whole.to - whole.from) / Double(max(1, text.count))
        guard abs(lacking) > 0.8 * character else { return nil }
        if lacking < 0 { whole.from += lacking } else { whole.to += lacking }
        whole.gap = 1 - (whole.to - whole.from) / columns
        return whole.gap > 0 ? whole : nil
    }

    /// How far, in radians, the middle of the text is from the nearest direction that can be the seal's top.
    func unevenness(_ ring: RingUnwrapping, _ layout: RingLayout) -> Double {
        let own = RingReader.middle(ring, layout)
        if let top = tops.byLine { return abs(SealTop.between(top, own)) }
        return tops.nearest(to: own)?.away ?? 0.1
    }

    /// The layouts, and those made even about the nearest top where they are not: junk joins a text at one end, or its
    /// first or last character stands apart.
    func proposals(_ ring: RingUnwrapping, _ layouts: [RingLayout]) -> [RingLayout] {
        let columns = Double(RingUnwrapping.columns)
        var found: [(layout: RingLayout, cost: Double)] = []
        func add(_ layout: RingLayout, _ cost: Double) {
            let known = found.contains { abs($0.layout.from - layout.from) < 7 && abs($0.layout.to - layout.to) < 7 }
            if !known { found.append((layout, cost)) }
        }
        for (rank, layout) in layouts.enumerated() {
            let own = RingReader.middle(ring, layout)
            let cost = 0.12 * Double(rank)
            guard let top = tops.byLine ?? tops.nearest(to: own)?.top else {
                add(layout, cost)
                continue
            }
            let shift = SealTop.between(top, own) / (2 * .pi) * columns
            if abs(shift) > 8 {
                var even = layout
                if shift > 0 { even.from += 2 * shift } else { even.to += 2 * shift }
                even.gap = 1 - (even.to - even.from) / columns
                if even.to - even.from > 0.2 * columns { add(even, cost + 0.1 + 0.004 * abs(shift)) }
                var whole = layout
                if shift > 0 { whole.to += 2 * shift } else { whole.from += 2 * shift }
                whole.gap = 1 - (whole.to - whole.from) / columns
                if whole.gap > 0.02 { add(whole, cost + 0.1 + 0.004 * abs(shift)) }
            }
            add(layout, cost + 0.012 * abs(shift))
        }
        return found.sorted { $0.cost < $1.cost }.prefix(6).map(\.layout)
    }
}
