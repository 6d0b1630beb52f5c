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
        let maps = SealInkMaps(sheet)
        let red = maps.red.map { RingFinder(map: $0).rings(besides: []) } ?? []
        let stamps = stamps(on: maps, outside: red.map(\.ellipse), expected, sheet)
        let rings = rings(on: maps, red: red, expected)
        let roles = SealRoles(
            expected: expected, paper: sheet.paper.image.bounds, pixelsPerMillimetre: sheet.pixelsPerMillimetre)
        var written = try written(rings, maps, on: sheet)
        if maps.red == nil {
            written += try self.written(
                faintCopies(on: maps.total, besides: written.map(\.ring), expected), maps, on: sheet)
        }
        let legible = written.count { $0.text != nil }
        var seals: [OfficialSeal] = []
        for (ring, text) in written {
            let shape: SealShape = ring.ellipse.isOval ? .oval : .round
            seals.append(
                seal(
                    ring.ellipse.box, on: sheet, shape: shape,
                    role: roles.role(
                        of: shape, at: ring.ellipse.center,
                        isOnly: written.count == 1 || text != nil && legible == 1),
                    text: text?.text, serial: text?.serial,
                    confidence: text?.confidence ?? min(0.95, ring.support * ring.visible)))
        }
        seals += try signed(
            stamps, beside: written.map { ($0.ring.ellipse, $0.text?.text) }, roles, expected, on: sheet)
        let known = rings.map(\.ring.ellipse.box) + stamps.compactMap { Region(enclosing: $0.corners) }
        let found = roles.settled(seals, names: names, toSheet: sheet.paper.toFile.inverse)
        let missing = expected.filter { place in !found.contains { $0.role == place.role } }
        return Search(
            seals: found, inked: inked(missing, on: maps, besides: known, seals: written.map(\.ring.ellipse)))
    }

    /// The missing places where ink of a seal stands that was not made out. On a grey page print is ink as well: there it must
    /// be a ring, though it has no star and nothing in it can be read. `known` is what else was seen, `seals` what is one.
    private func inked(
        _ missing: [ExpectedSeal], on maps: SealInkMaps, besides known: [Region], seals: [SealEllipse]
    ) -> Set<SealRole> {
        guard !missing.isEmpty else { return [] }
        if let red = maps.red {
            return InkedPlaces(map: red, hue: maps.hue).roles(missing, besides: known)
        }
        let round = missing.filter { SealRoles.fits(.round, $0.shape) }
        guard !round.isEmpty else { return [] }
        let factor = maps.total.factor
        let faint = RingFinder(map: maps.total.withoutPrint().faint).rings(besides: [])
            .filter { $0.support > SealFinder.wholeRing }.map { scaled($0, by: factor).ellipse.center }
            .filter { center in !seals.contains { $0.reach(center.x, center.y) < 0.3 } }
        return Set(round.filter { place in faint.contains(where: place.area.contains) }.map(\.role))
    }

    /// Share of its edge that a ring shows when it is surely one.
    static let surelyRing = 0.8
    /// … and when it is one though it is black, has no star and says nothing.
    private static let wholeRing = 0.9

    func scaled(_ ring: RingRefinement.Ring, by factor: Double) -> RingRefinement.Ring {
        var ring = ring
        ring.ellipse = ring.ellipse.scaled(by: factor)
        return ring
    }

    func seal(
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
