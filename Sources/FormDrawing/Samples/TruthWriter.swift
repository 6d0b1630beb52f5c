internal import IntakeModel

/// 写真值: a drawn paper's truth in the pixels of the picture it ended up on.
struct TruthWriter {
    let plan: DamagePlan
    /// Sheet pixels to picture pixels.
    let map: PlaneTransform
    let picture: Region

    /// Rotation, level, set and seed are left to the caller.
    func truth(of paper: DrawnPaper) -> SampleTruth {
        let sheet = map.apply(paper.sheet.bounds)
        var seals: [SampleTruth.Seal] = []
        for seal in paper.seals {
            let place = onPicture(seal.region)
            guard let seen = place.intersection(picture), seen.area > 0.4 * place.area else { continue }
            seals.append(
                .init(
                    role: seal.role, text: seal.text, serial: seal.serial, region: seen, shape: seal.shape,
                    legible: seal.legible && seen.area > 0.9 * place.area))
        }
        var damages = plan.damages.union(paper.damages)
        // Losing a blank margin is no loss.
        let cut = isCut(paper.content)
        if cut { damages.insert(.cut) } else { damages.remove(.cut) }
        return SampleTruth(
            documentType: paper.documentType, fields: written(paper.fields), rows: paper.rows.map(written),
            seals: seals,
            findings: (paper.findings + (cut ? [.pageCut] : [])).sorted { $0.rawValue < $1.rawValue }, rotation: 0,
            skewDegrees: (plan.skew * 100).rounded() / 100, dpi: plan.dpi, damage: 0,
            damages: PageDamage.allCases.filter(damages.contains), region: sheet.intersection(picture), set: "",
            seed: 0)
    }

    private func isCut(_ content: Region?) -> Bool {
        guard let place = content.map(onPicture) else { return false }
        return (place.intersection(picture)?.area ?? 0) < 0.99 * place.area
    }

    private func onPicture(_ box: Region) -> Region {
        let scale = plan.dpi / 25.4
        return map.apply(
            Region(x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale))
    }

    /// What lies beyond the picture's edge is not on the page.
    private func written(_ fields: [FieldKey: DrawnPaper.Written]) -> [FieldKey: SampleTruth.Field] {
        fields.compactMapValues { field in
            let place = onPicture(field.region)
            guard let seen = place.intersection(picture), seen.area > 0.97 * place.area else { return nil }
            return SampleTruth.Field(
                value: field.value.value, text: field.value.text, region: place, byHand: field.byHand)
        }
    }
}
