internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 表格路线: forms laid over the rules of one table, the best believed by its labels.
struct TableRoute {
    let fitter: FormFitter
    let lines: LineReader
    let sheets: PaperSheets

    /// A form is looked at when its rules fit at least this well (of 80 right ones on tuning pages the worst had 0.62) …
    static let leastFit = 0.5
    /// … looked for with other sides when it fits less well than this …
    static let goodFit = 0.9
    /// … with sides that are not as likely the table's when it then fits better by this much …
    private static let clearGain = 0.04
    /// … and less likely when the rules go on beyond a side: it is a fold's.
    private static let sideDebit = 0.1
    /// Above this a form has all its rules in the frame.
    private static let surelyWhole = 0.92
    /// Such frames that are tried at most.
    private static let mostOthers = 6
    /// … and taken when the labels read are at least this much like its own. Wrong forms stay below 0.35.
    static let leastLikeness = 0.5
    /// At a glance at a few labels a right one may look a little worse.
    private static let leastGlance = 0.35

    /// A table with the forms that fit its rules, best first.
    struct Fitted {
        let frame: TableFrame
        let fits: [FormFit]
        /// Whether the table may go on beyond one of its sides, as far as its own rules tell.
        let mayGoOn: Bool
        /// What speaks against the frame's sides.
        var debit = 0.0
        var best: Double { (fits.first?.score ?? 0) - debit }
    }

    /// Tables that fit best come first: the paper's edge around a table fits worse than the table. Where no frame fits well,
    /// other sides are tried: without one that no rule reaches; and, where that is clearly better, without one behind
    /// writing, or with some sides of a frame that lies inside.
    func fitted(_ frames: [TableFrame], overview: PageOverview) -> [Fitted] {
        var found: [Fitted] = []
        var poor: [(frame: TableFrame, rules: RuleRidges)] = []
        for frame in frames {
            guard let rules = frame.rules(on: overview) else { continue }
            let own = fitted(frame, rules)
            if let own { found.append(own) }
            if (own?.best ?? 0) < TableRoute.goodFit { poor.append((frame, rules)) }
        }
        let good = found.filter { $0.best >= TableRoute.goodFit }.map(\.frame)
        for (frame, rules) in poor where !good.contains(where: { $0.overlaps(frame) }) {
            let trimmed = frame.trimmed(on: overview, by: rules)
            found += trimmed.bare.compactMap { fitted($0, overview) }
            let known = [frame] + trimmed.bare
            let own = found.filter { one in known.contains { $0.corners == one.frame.corners } }
            guard let best = own.map(\.best).max(), best < TableRoute.goodFit else { continue }
            var others: [TableFrame] = []
            let ends = [frame.endingWithItsSides(by: rules)].compactMap { $0 }
            for other in ends + trimmed.throughWriting + frames.flatMap({ frame.mixed(with: $0) })
            where !(frames + trimmed.bare + others).contains(where: { $0.isNearly(other) }) { others.append(other) }
            found += frame.ruled(others, by: rules).prefix(TableRoute.mostOthers)
                .compactMap { fitted($0, overview, better: best + TableRoute.clearGain) }
        }
        // Of frames of one table that fit about as well, one whose rules go on beyond a side ends at a fold.
        let first = found.map(\.best).max() ?? 0
        let near = found.indices.filter { found[$0].best > first - TableRoute.sideDebit }
        let rivals = near.filter { one in
            near.contains { $0 != one && found[$0].frame.overlaps(found[one].frame) }
        }
        for index in rivals where found[index].mayGoOn {
            let sides = found[index].frame.sidesGoingOn(on: overview)
            found[index].debit = TableRoute.sideDebit * Double(sides)
        }
        addGrown(to: &found, overview)
        return found.sorted { $0.best > $1.best }
    }

    /// A table whose rules go on beyond a side is larger: where that was found, it is the likelier one.
    private func addGrown(to found: inout [Fitted], _ overview: PageOverview) {
        var seen: [TableFrame] = []
        for index in found.indices.sorted(by: { found[$0].best > found[$1].best })
        where found[index].best < TableRoute.surelyWhole && !seen.contains(where: { $0.overlaps(found[index].frame) }) {
            seen.append(found[index].frame)
            guard found[index].mayGoOn, let larger = found[index].frame.grown(on: overview),
                let fitted = fitted(larger, overview)
            else { continue }
            found[index].debit = max(found[index].debit, TableRoute.sideDebit)
            found.append(fitted)
        }
    }

    /// `nil` where no form fits better than `better`.
    private func fitted(_ frame: TableFrame, _ overview: PageOverview, better: Double? = nil) -> Fitted? {
        guard let rules = frame.rules(on: overview) else { return nil }
        // That one does is rare, and soon told.
        if let better, fitter.fits(rules, most: 1, least: better).isEmpty { return nil }
        return fitted(frame, rules)
    }

    private func fitted(_ frame: TableFrame, _ rules: RuleRidges) -> Fitted? {
        let fits = fitter.fits(rules, most: TableRoute.mostForms, least: TableRoute.leastFit)
        return fits.isEmpty ? nil : Fitted(frame: frame, fits: fits, mayGoOn: TableFrame.mayGoOn(rules))
    }

    /// Labels in tall cells are not looked at, so the right frame may show one less.
    private static let asMuch = 0.8

    /// Forms that are looked at in one table.
    private static let mostForms = 4

    /// The paper in a frame, or in one that lies over it and fits about as well, where one of the labels is in doubt: a
    /// frame that ends a row too early has nearly all of them. `nil` when no form's labels stand in the table.
    func paper(in fitted: Fitted, rivals: ArraySlice<Fitted>) throws(IntakeError) -> RegisteredPaper? {
        guard let paper = try paper(in: fitted) else { return nil }
        guard paper.isCertain, paper.labels.values.contains(where: { $0 < FormReader.sureLabel }),
            let rival = rivals.first(where: {
                $0.best > fitted.best - TableRoute.sideDebit && $0.frame.overlaps(fitted.frame)
            }),
            let other = try self.paper(in: rival), other.isCertain, other.likeness > paper.likeness,
            other.explained > TableRoute.asMuch * paper.explained
        else { return paper }
        return other
    }

    /// The paper whose title stands on the page, where its rules lie in a table as they must: its labels may have faded.
    func paper(named type: DocumentType, in fits: [Fitted]) throws(IntakeError) -> RegisteredPaper? {
        guard
            let fitted = fits.first(where: {
                $0.best >= TableRoute.goodFit && $0.fits.first?.template.documentType == type
            }), let fit = fitted.fits.first,
            let placement = sheets.placement(of: fitted.frame, quarterTurns: fit.quarterTurns)
        else { return nil }
        let confirmation = FormConfirmation(lines: lines)
        var paper = try confirmation.confirm(fit, on: sheets.sheet(placement), frame: fitted.frame)
        try confirmation.confirmAll(&paper)
        return paper
    }

    /// `nil` when no form's labels stand in the table.
    private func paper(in fitted: Fitted) throws(IntakeError) -> RegisteredPaper? {
        let confirmation = FormConfirmation(lines: lines)
        var best: RegisteredPaper?
        for fit in fitted.fits {
            guard let placement = sheets.placement(of: fitted.frame, quarterTurns: fit.quarterTurns) else { continue }
            // A form that fits well is most likely the right one: its sheet is needed anyhow.
            let isLikely = best == nil && fit.score >= TableRoute.goodFit
            let glance = isLikely ? nil : try confirmation.glance(fit, placement, on: sheets)
            guard glance.map({ $0.likeness > TableRoute.leastGlance }) ?? true else { continue }
            let confirmed = try confirmation.confirm(
                fit, seen: glance, on: sheets.sheet(placement), frame: fitted.frame)
            if confirmed.likeness > (best?.likeness ?? TableRoute.leastLikeness) { best = confirmed }
            if confirmed.likeness > 0.85 { break }
        }
        guard var paper = best else { return nil }
        try confirmation.confirmAll(&paper)
        return paper
    }
}
