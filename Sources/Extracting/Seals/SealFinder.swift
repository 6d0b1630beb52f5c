internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 找公章: every seal on a sheet, whose it is by its place, and what it says.
struct SealFinder {
    let lines: LineReader
    /// Organizations whose names are likely; empty when none are known.
    var names: [String] = []
    /// Names of places, for the beginnings of seals.
    var places = AreaCodes(names: [:])

    /// Wordings of the form's labels, whose characters stand between rules as if in a frame.
    var labels: [String] = []

    /// What was found, and the form's places where red ink stands without a seal.
    struct Search {
        var seals: [OfficialSeal]
        var inked: Set<SealRole>
    }

    func seals(on sheet: SealSheet, expected: [ExpectedSeal]) throws(IntakeError) -> [OfficialSeal] {
        try search(sheet, expected: expected).seals
    }

    func search(_ sheet: SealSheet, expected: [ExpectedSeal]) throws(IntakeError) -> Search {
        var rings: [(ring: RingRefinement.Ring, isRed: Bool)] = []
        var stamps: [StampFinder.Stamp] = []
        let maps = SealInkMaps(sheet)
        if let red = maps.red {
            let found = RingFinder(map: red).rings(besides: [])
            rings = found.map { ($0, true) }
            stamps = StampFinder(map: red, total: maps.total).stamps(outside: found.map(\.ellipse))
                .map { $0.scaled(by: red.factor) }
        }
        stamps += expectedStamps(on: maps, besides: stamps, rings: rings.map(\.ring.ellipse), expected, sheet)
        if let red = maps.red {
            rings += faintRings(on: red, hue: maps.hue, besides: rings.map(\.ring), expected).map { ($0, true) }
        }
        // Photocopied seals, and seals of another ink.
        let wantedRings = expected.count { $0.required && SealRoles.fits(.round, $0.shape) }
        // Where every seal was found in red, or nothing red is there and nothing wanted, they are not looked for.
        if rings.count < max(1, wantedRings), !(maps.red == nil && expected.isEmpty) {
            rings += RingFinder(map: maps.total.withoutPrint()).rings(besides: rings.map(\.ring)).map { ($0, false) }
            // A seal as dark as the print is not seen there; on a photocopy any may be.
            if maps.red == nil || rings.count(where: { $0.ring.support > SealFinder.surelyRing }) < max(1, wantedRings)
            {
                rings += RingFinder(map: maps.total).rings(besides: rings.map(\.ring)).map { ($0, false) }
            }
        }
        rings = rings.map { (scaled($0.ring, by: maps.total.factor), $0.isRed) }
        let roles = SealRoles(
            expected: expected, paper: sheet.paper.image.bounds, pixelsPerMillimetre: sheet.pixelsPerMillimetre)
        var seals: [OfficialSeal] = []
        let reader = SealReader(lines: lines, lexicon: SealLexicon(places: places, names: names))
        var texts: [(ring: RingRefinement.Ring, text: SealReader.Text?)] = []
        for (ring, isRed) in rings {
            let hasStar = ring.hasStar || reader.hasStar(ring.ellipse, isRed: isRed, on: sheet)
            // Of print and rules an oval is made more easily than a circle.
            if ring.isWorn, ring.ellipse.isOval || !hasStar { continue }
            let text = try reader.read(ring.ellipse, isRed: isRed, on: sheet)
            if ring.isWorn, text == nil, !ring.hasStar { continue }
            // What print and rules make on a photocopy has neither a star nor a word of a seal's.
            if !isRed, let text, !reader.lexicon.says(text.text), !hasStar { continue }
            // Rings without text are seals only when they have their star, or are whole and red.
            guard text != nil || !isStain(ring, maps) && (isRed && ring.support > 0.72 || hasStar) else { continue }
            texts.append((ring, text))
        }
        let legible = texts.count { $0.text != nil }
        for (ring, text) in texts {
            let shape: SealShape = ring.ellipse.isOval ? .oval : .round
            seals.append(
                seal(
                    ring.ellipse.box, on: sheet, shape: shape,
                    role: roles.role(
                        of: shape, at: ring.ellipse.center,
                        isOnly: texts.count == 1 || text != nil && legible == 1),
                    text: text?.text, serial: text?.serial,
                    confidence: text?.confidence ?? min(0.95, ring.support * ring.visible)))
        }
        // Of frames that could be a signer's stamp the best read one is.
        let places = SealStampPlaces(roles: roles, expected: expected, surnames: lines.facts.surnames)
        var signed: Set<SealRole> = []
        var read: [(stamp: StampFinder.Stamp, text: StampReader.Text?)] = []
        for stamp in stamps { read.append((stamp, try StampReader(lines: lines).read(stamp, on: sheet))) }
        read.sort { places.standing($0.stamp, $0.text) > places.standing($1.stamp, $1.text) }
        for (stamp, text) in read {
            guard places.isBelievable(stamp, text, pixelsPerMillimetre: sheet.pixelsPerMillimetre),
                !places.isPart(stamp, text, of: texts.map(\.ring.ellipse)), !isLabel(text),
                let box = Region(enclosing: stamp.corners)
            else { continue }
            let shape: SealShape =
                stamp.isVertical || stamp.height < 0.72 * stamp.width ? .rectangle : .square
            var role = places.role(of: stamp, isOnly: texts.isEmpty && read.count == 1, on: sheet)
            if role == .registrarName, !signed.insert(role).inserted { role = .other }
            seals.append(
                seal(
                    box, on: sheet, shape: shape, role: role, text: text?.text, serial: nil,
                    confidence: text.map { StampReader.confidence($0) } ?? stamp.support * 0.9))
        }
        let known = rings.map(\.ring.ellipse.box) + stamps.compactMap { Region(enclosing: $0.corners) }
        let found = roles.settled(seals, names: names, toSheet: sheet.paper.toFile.inverse)
        let missing = expected.filter { place in !found.contains { $0.role == place.role } }
        return Search(
            seals: found, inked: inked(missing, on: maps, besides: known, seals: texts.map(\.ring.ellipse)))
    }

    /// Rings too faint to stand out from the usual noise, in places of the form where red ink stands without a seal.
    private func faintRings(
        on red: SealInkMap, hue: InkHue?, besides known: [RingRefinement.Ring], _ expected: [ExpectedSeal]
    ) -> [RingRefinement.Ring] {
        let boxes = known.map { scaled($0, by: red.factor).ellipse.box }
        let round = expected.filter { SealRoles.fits(.round, $0.shape) }
        let inked = InkedPlaces(map: red.faint, hue: hue).roles(round, besides: boxes)
        guard !inked.isEmpty else { return [] }
        return RingFinder(map: red.faintest).rings(besides: known).filter { ring in
            let center = scaled(ring, by: red.factor).ellipse.center
            return (ring.support > SealFinder.surelyRing || ring.hasStar)
                && round.contains { inked.contains($0.role) && $0.area.contains(center) }
        }
    }

    /// The missing places where ink of a seal stands that was not made out. On a grey page print is ink as well: there it must
    /// be a ring, though it has no star and nothing in it can be read. `known` is what else was seen, `seals` what is one.
    private func inked(
        _ missing: [ExpectedSeal], on maps: SealInkMaps, besides known: [Region], seals: [SealEllipse]
    ) -> Set<SealRole> {
        if let red = maps.red {
            return InkedPlaces(map: red.faint, hue: maps.hue).roles(missing, besides: known)
        }
        let round = missing.filter { SealRoles.fits(.round, $0.shape) }
        guard !round.isEmpty else { return [] }
        let factor = maps.total.factor
        let faint = RingFinder(map: maps.total.withoutPrint().faint).rings(besides: [])
            .filter { $0.support > SealFinder.surelyRing }.map { scaled($0, by: factor).ellipse.center }
            .filter { center in !seals.contains { $0.reach(center.x, center.y) < 0.3 } }
        return Set(round.filter { place in faint.contains(where: place.area.contains) }.map(\.role))
    }

    /// Stamps where one is expected and none was found anywhere: without sides, with worn ones, or not red.
    private func expectedStamps(
        on maps: SealInkMaps, besides known: [StampFinder.Stamp], rings: [SealEllipse], _ expected: [ExpectedSeal],
        _ sheet: SealSheet
    ) -> [StampFinder.Stamp] {
        let factor = maps.total.factor
        let areas = expected.filter { $0.shape == .rectangle || $0.shape == .square }.map { place in
            let reach = (place.size.max() ?? 18) * 0.7 * sheet.pixelsPerMillimetre
            let area = place.area.inset(dx: -reach, dy: -reach)
            return Region(
                x: area.x / factor, y: area.y / factor, width: area.width / factor, height: area.height / factor)
        }
        // What was found inside a ring is mostly the ring's own writing.
        let isKnown = known.contains { stamp in
            let at = Point(x: stamp.center.x / factor, y: stamp.center.y / factor)
            return !rings.contains { $0.reach(at.x, at.y) < 1 }
        }
        guard !areas.isEmpty, !isKnown else { return [] }
        var stamps = maps.red.map { OpenStamps(map: $0, total: maps.total).stamps(outside: rings, in: areas) } ?? []
        if stamps.isEmpty, known.isEmpty {
            stamps = StampFinder(map: maps.total, total: maps.total).stamps(outside: rings, in: areas).filter {
                max($0.width, $0.height) < 27 * maps.total.scale && min($0.width, $0.height) < 17 * maps.total.scale
            }
        }
        return stamps.prefix(3).map { $0.scaled(by: factor) }
    }

    /// Share of its edge that a ring shows when it is surely one.
    private static let surelyRing = 0.8

    /// Whether a frame's text is a part of one of the form's labels.
    private func isLabel(_ text: StampReader.Text?) -> Bool {
        guard let text, text.text.count >= 3 else { return false }
        let normalizer = lines.decoder.normalizer
        return labels.contains { normalizer.skeleton($0).contains(normalizer.skeleton(text.text)) }
    }

    /// What a cup left, not a ring of red ink.
    private func isStain(_ ring: RingRefinement.Ring, _ maps: SealInkMaps) -> Bool {
        guard let red = maps.red, let hue = maps.hue else { return false }
        return hue.isStain(along: ring.ellipse.scaled(by: 1 / red.factor)) { Int(red.ink.values[$0]) > red.noise }
    }

    private func scaled(_ ring: RingRefinement.Ring, by factor: Double) -> RingRefinement.Ring {
        var ring = ring
        ring.ellipse = ring.ellipse.scaled(by: factor)
        return ring
    }

    private func seal(
        _ box: Region, on sheet: SealSheet, shape: SealShape, role: SealRole, text: String?, serial: String?,
        confidence: Double
    ) -> OfficialSeal {
        let inside = box.intersection(sheet.paper.image.bounds) ?? box
        return OfficialSeal(
            role: role, text: text.map(lines.decoder.normalizer.fold), serial: serial, confidence: confidence,
            region: sheet.paper.toFile.apply(inside),
            shape: shape)
    }
}
