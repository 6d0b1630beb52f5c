internal import IntakeModel
internal import IntakeResources
internal import Recognizing

extension SealFinder {
    /// Frames that can be stamps, in pixels of the straightened picture; `rings` in pixels of the map.
    func stamps(
        on maps: SealInkMaps, outside rings: [SealEllipse], _ expected: [ExpectedSeal], _ sheet: SealSheet
    ) -> [StampFinder.Stamp] {
        let red = maps.red.map { map in
            StampFinder(map: map, total: maps.total).stamps(outside: rings).map { $0.scaled(by: map.factor) }
        }
        return (red ?? []) + expectedStamps(on: maps, besides: red ?? [], rings: rings, expected, sheet)
    }

    /// Of frames that could be a signer's stamp the best read one is; `rings` are the seals found, in pixels of the
    /// straightened picture.
    func signed(
        _ stamps: [StampFinder.Stamp], beside rings: [(ellipse: SealEllipse, text: String?)], _ roles: SealRoles,
        _ expected: [ExpectedSeal], on sheet: SealSheet
    ) throws(IntakeError) -> [OfficialSeal] {
        let places = SealStampPlaces(roles: roles, expected: expected, surnames: lines.facts.surnames)
        var read: [(stamp: StampFinder.Stamp, text: StampReader.Text?)] = []
        for stamp in stamps { read.append((stamp, try StampReader(lines: lines).read(stamp, on: sheet))) }
        read.sort { places.standing($0.stamp, $0.text) > places.standing($1.stamp, $1.text) }
        var seals: [OfficialSeal] = []
        var signed: Set<SealRole> = []
        for (stamp, text) in read {
            guard places.isBelievable(stamp, text, pixelsPerMillimetre: sheet.pixelsPerMillimetre),
                !places.isPart(stamp, text, of: rings), !isLabel(text), let box = Region(enclosing: stamp.corners)
            else { continue }
            let shape: SealShape =
                stamp.isVertical || stamp.height < 0.72 * stamp.width ? .rectangle : .square
            var role = places.role(of: stamp, isOnly: rings.isEmpty && read.count == 1, on: sheet)
            if role == .registrarName, !signed.insert(role).inserted { role = .other }
            seals.append(
                seal(
                    box, on: sheet, shape: shape, role: role, text: text?.text, serial: nil,
                    confidence: text.map { StampReader.confidence($0) } ?? stamp.support * 0.9))
        }
        return seals
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
            // Paler than the print as a rule, whose rules and words make frames of their own.
            let pale = maps.total.withoutPrint()
            for map in [pale, maps.total, maps.total.levelled] where stamps.isEmpty {
                stamps = StampFinder(map: map, total: maps.total).stamps(outside: rings, in: areas).filter {
                    max($0.width, $0.height) < 27 * map.scale && min($0.width, $0.height) < 17 * map.scale
                }
            }
        }
        return stamps.prefix(3).map { $0.scaled(by: factor) }
    }

    /// Whether a frame's text is a part of one of the form's labels, of four characters with one misread.
    private func isLabel(_ text: StampReader.Text?) -> Bool {
        guard let text, text.text.count >= 3 else { return false }
        let normalizer = lines.decoder.normalizer
        let least = text.text.count < 4 ? 1 : 0.75
        return labels.contains {
            (LabelMatch.find([text.text], in: Array($0), normalizer: normalizer)?.similarity ?? 0) >= least
        }
    }
}
