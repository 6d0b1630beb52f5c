internal import IntakeModel
internal import IntakeResources

extension SealFinder {
    typealias Found = (ring: RingRefinement.Ring, isRed: Bool)

    /// Every ring, in pixels of the straightened picture: red ones, `red` in pixels of the map, then photocopied ones and
    /// those of another ink.
    func rings(on maps: SealInkMaps, red: [RingRefinement.Ring], _ expected: [ExpectedSeal]) -> [Found] {
        var rings: [Found] = red.map { ($0, true) }
        if let map = maps.red {
            rings += faintRings(on: map, hue: maps.hue, besides: red, expected).map { ($0, true) }
        }
        let wanted = expected.count { $0.required && SealRoles.fits(.round, $0.shape) }
        // Where every seal was found in red, or nothing red is there and nothing wanted, they are not looked for.
        if rings.count < max(1, wanted), !(maps.red == nil && expected.isEmpty) {
            rings += RingFinder(map: maps.total.withoutPrint()).rings(besides: rings.map(\.ring)).map { ($0, false) }
            // A seal as dark as the print is not seen there; on a photocopy any may be.
            if maps.red == nil || rings.count(where: { $0.ring.support > SealFinder.surelyRing }) < max(1, wanted) {
                rings = all(rings, and: maps.total)
            }
        }
        return rings.map { (scaled($0.ring, by: maps.total.factor), $0.isRed) }
    }

    /// Rings of a photocopy that are hardly there, in places of the form where none of the seals `written` is; in pixels of
    /// the straightened picture.
    func faintCopies(
        on total: SealInkMap, besides written: [RingRefinement.Ring], _ expected: [ExpectedSeal]
    ) -> [Found] {
        let places = expected.filter { place in
            place.required && SealRoles.fits(.round, place.shape)
                && !written.contains { place.area.contains($0.ellipse.center) }
        }
        guard !places.isEmpty else { return [] }
        let known = written.map { scaled($0, by: 1 / total.factor) }
        let pale = total.withoutPrint()
        for map in [pale.faint, pale.faintest] {
            let rings = RingFinder(map: map).rings(besides: known).map { scaled($0, by: total.factor) }
                .filter { ring in places.contains { $0.area.contains(ring.ellipse.center) } }
            if !rings.isEmpty { return rings.map { ($0, false) } }
        }
        return []
    }

    /// Those found and what else is on the map. A doubtful ring, as a cup's left of a photocopy, gives way to a better one
    /// that it lies over.
    private func all(_ found: [Found], and map: SealInkMap) -> [Found] {
        func isSure(_ ring: RingRefinement.Ring) -> Bool { ring.hasStar || ring.support > SealFinder.surelyRing }
        func share(_ one: RingRefinement.Ring, _ other: RingRefinement.Ring) -> Bool {
            one.ellipse.reach(other.ellipse.x, other.ellipse.y) < SealFinder.sameMiddle
        }
        let sure = found.map(\.ring).filter(isSure)
        let others = RingFinder(map: map).rings(besides: sure)
        let kept = found.filter { one in
            isSure(one.ring) || !others.contains { share(one.ring, $0) && $0.support > one.ring.support }
        }
        let added = others.filter { other in !kept.contains { share($0.ring, other) } }
        return kept + added.map { ($0, false) }
    }

    /// Where the middles of two rings are no two seals', radii.
    private static let sameMiddle = 0.45

    /// Those of the rings that are seals, with what they say.
    func written(
        _ rings: [Found], _ maps: SealInkMaps, on sheet: SealSheet
    ) throws(IntakeError) -> [(ring: RingRefinement.Ring, text: SealReader.Text?)] {
        let reader = SealReader(lines: lines, lexicon: SealLexicon(places: places, names: names))
        var texts: [(ring: RingRefinement.Ring, text: SealReader.Text?)] = []
        for (ring, isRed) in rings {
            let hasStar = ring.hasStar || reader.hasStar(ring.ellipse, isRed: isRed, on: sheet)
            // Of print and rules an oval is made more easily than a circle.
            if ring.isWorn, ring.ellipse.isOval || !hasStar { continue }
            let text = try reader.read(ring.ellipse, isRed: isRed, on: sheet)
            if ring.isWorn, text == nil, !ring.hasStar { continue }
            let isWorded = text.map { reader.lexicon.says($0.text) && $0.text.count >= SealFinder.fewestWords } == true
            // What print and rules make on a photocopy has neither a star nor a word of a seal's. Inside a cup's ring
            // stand the form's own words, and of ovals so many are tried that some meet anything.
            if let text, !isWorded {
                let isDoubtful = ring.ellipse.isOval && ring.support < SealFinder.surelyRing && !ring.hasStar
                if !isRed, isDoubtful || !reader.lexicon.says(text.text) && !hasStar { continue }
                if isRed, isDoubtful || isStain(ring, maps) { continue }
            }
            // Rings without text are seals only when they have their star, or are whole and red.
            guard text != nil || !isStain(ring, maps) && (isRed && ring.support > 0.72 || hasStar) else { continue }
            texts.append((ring, text))
        }
        return texts
    }

    /// No office's name is shorter.
    private static let fewestWords = 4

    /// Rings too faint to stand out from the usual noise, in places of the form where red ink stands without a seal.
    private func faintRings(
        on red: SealInkMap, hue: InkHue?, besides known: [RingRefinement.Ring], _ expected: [ExpectedSeal]
    ) -> [RingRefinement.Ring] {
        let rings = known.map { scaled($0, by: red.factor).ellipse }
        let round = expected.filter { place in
            SealRoles.fits(.round, place.shape) && !rings.contains { place.area.contains($0.center) }
        }
        guard !round.isEmpty else { return [] }
        let inked = InkedPlaces(map: red.faint, hue: hue).roles(round, besides: rings.map(\.box))
        guard !inked.isEmpty else { return [] }
        return RingFinder(map: red.faintest).rings(besides: known).filter { ring in
            let center = scaled(ring, by: red.factor).ellipse.center
            return (ring.support > SealFinder.surelyRing || ring.hasStar)
                && round.contains { inked.contains($0.role) && $0.area.contains(center) }
        }
    }

    /// What a cup left, not a ring of red ink.
    private func isStain(_ ring: RingRefinement.Ring, _ maps: SealInkMaps) -> Bool {
        guard let red = maps.red, let hue = maps.hue else { return false }
        return hue.isStain(along: ring.ellipse.scaled(by: 1 / red.factor)) { Int(red.ink.values[$0]) > red.noise }
    }
}
