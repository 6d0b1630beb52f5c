internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 成文: reads a paper that was found and puts fields, seals and findings together.
final class PaperAssembler {
    private let lines: LineReader
    private let calibration: Calibration
    private let facts: IntakeFacts
    private let language: Language
    private let clock: StageClock
    var observe: ((ObservedField) -> Void)?
    /// Organizations of the registry, whose seals are likely; may be empty.
    var organizations: [String] = []

    /// Below this likeness of its labels every value of the paper goes to a person.
    static let certainLikeness = 0.75

    init(lines: LineReader, calibration: Calibration, facts: IntakeFacts, language: Language, clock: StageClock) {
        self.lines = lines
        self.calibration = calibration
        self.facts = facts
        self.language = language
        self.clock = clock
    }

    /// `text` is the whole page's, for a paper that has it to itself.
    func document(
        of found: FoundPaper, on image: PageImage, overview: PageOverview, text: PageTextSource?
    ) throws(IntakeError) -> DocumentReading {
        var paper = found
        let reader = FieldReader(lines: lines, calibration: calibration, observe: observe)
        let isCut = paper.isCut(on: image, overview: overview)
        var (fields, rows) = try clock.time(.fields) { () throws(IntakeError) in
            try read(&paper, isCut: isCut, text: text, reader)
        }
        var found = SealFinder.Search(seals: [], inked: [])
        var sealsWereSearched = true
        do throws(IntakeError) {
            found = try clock.time(.seals) { () throws(IntakeError) in
                try SealFinder(
                    lines: lines, names: organizations + PaperAssembler.organizations(in: [fields] + rows),
                    places: facts.areaCodes, labels: paper.template.announcingWordings
                ).search(
                    paper.sealSheet(of: image), expected: paper.expectedSeals)
            }
        } catch {
            // A page that costs too much keeps the fields that were read; its seals are for a person.
            guard error.code == WorkBudget.code else { throw error }
            sealsWereSearched = false
        }
        let seals = found.seals.filter { paper.owns($0, on: image) }
        do throws(IntakeError) {
            try clock.time(.fields) { () throws(IntakeError) in
                switch paper {
                case .table(let registered):
                    guard !isCut, registered.likeness >= PaperAssembler.certainLikeness else { break }
                    try readUnder(seals, of: registered, into: &fields, &rows, reader)
                case .text(let labelled): try readUnder(seals, of: labelled, into: &fields, reader)
                }
            }
        } catch {
            // What was read before stays.
            guard error.code == WorkBudget.code else { throw error }
        }
        // Where a registrar signs by stamp, the stamp's name is the field's value.
        if let stamp = seals.first(where: { $0.role == .registrarName }), let text = stamp.text,
            let written = fields["registrar"],
            // A printed or written name stays, except where the stamp itself was read as one.
            written.value?.isEmpty != false || written.confidence < stamp.confidence
                || written.region.intersection(stamp.region) != nil
        {
            let name = facts.surnames.name(onStamp: text)
            // Print under a stamp and a frame cut at its end leave readings that look whole: none is certain.
            let most = facts.surnames.isPlausible(text) ? FormReader.clipped : FormReader.doubtful
            let confidence = min(most, stamp.confidence)
            fields["registrar"] = FieldReading(
                value: name, raw: text, confidence: confidence, region: stamp.region, source: lines.source)
        }
        let kept = Set(
            (paper.template.fields + paper.template.rowFields).filter { $0.required == true }.map(\.key)
                + SealChecks.issuers(of: paper.template.documentType).map(\.1))
        SealInk.clear(&fields, under: seals, kept: kept)
        let dates = Set((paper.template.fields + paper.template.rowFields).filter { $0.grammar == .date }.map(\.key))
        SealInk.trim(&fields, dates: dates, under: seals)
        rows.removeAll { SealInk.isAll($0, under: seals) }
        for index in rows.indices { SealInk.trim(&rows[index], dates: dates, under: seals) }
        for index in rows.indices { SealInk.clear(&rows[index], under: seals, kept: kept) }
        let signatures = Set(paper.template.fields.filter { $0.writing == .signature }.map(\.key))
        SealInk.clearSignatures(&fields, of: signatures, under: seals, on: paper.sheet)
        let words = Set(
            (paper.template.fields + paper.template.rowFields).filter {
                [.name, .text].contains(Calibration.Family($0.grammar))
            }.map(\.key))
        SealInk.distrust(&fields, of: words, under: seals, on: paper.sheet)
        for index in rows.indices { SealInk.distrust(&rows[index], of: words, under: seals, on: paper.sheet) }
        let checks = FieldChecks(template: paper.template, facts: facts, language: language)
        var findings = checks.findings(
            fields, rows: rows, rowsWereRead: paper.isTable, seals: seals, inkedPlaces: found.inked,
            sealsWereSearched: sealsWereSearched, isCut: isCut)
        if isCut {
            findings.append(
                Finding(code: .pageCut, severity: .error, message: Phrase.findingPageCut.text(language)))
        }
        return DocumentReading(
            documentType: paper.template.documentType, confidence: paper.typeConfidence,
            region: paper.region(on: image), fields: fields, rows: rows, seals: seals, findings: findings)
    }

    /// Names of organizations that the paper itself writes: its seals are likely theirs.
    private static func organizations(in readings: [FieldReadings]) -> [String] {
        readings.flatMap(\.values).compactMap { reading in
            guard let value = reading.value, value.count >= 5, reading.confidence >= FormReader.doubtful,
                SealLexicon.endings.contains(where: { value.hasSuffix($0) })
            else { return nil }
            return value
        }
    }

    private func read(
        _ paper: inout FoundPaper, isCut: Bool, text: PageTextSource?, _ reader: FieldReader
    ) throws(IntakeError) -> (fields: FieldReadings, rows: [FieldReadings]) {
        switch paper {
        case .table(var registered):
            var own = reader
            own.labels = registered.template.labelWordings
            var (fields, rows) = try FormReader(reader: own).read(registered)
            if registered.labelled == nil, PaperAssembler.lacksLines(fields, registered.template),
                let page = try text?.page(
                    besides: { [registered] in registered.isAmongLabels($0) },
                    quarterTurns: registered.sheet.paper.quarterTurns)
            {
                let spotter = LabelSpotter(page.lines, normalizer: lines.decoder.normalizer)
                let kind = PaperKind(registered.template, spotter: spotter, normalizer: lines.decoder.normalizer)
                registered.labelled = .init(kind, page: page, lines: page.lines, spotter: spotter)
                paper = .table(registered)
            }
            if let labelled = registered.labelled { try complete(&fields, by: labelled, reader) }
            // Labels that read badly, or a paper that is not whole, mean cells that may lie wrongly: no value is certain.
            if registered.likeness < PaperAssembler.certainLikeness || isCut {
                for key in fields.keys { FormReader.distrust(&fields, key, FormReader.doubtful) }
                for index in rows.indices {
                    for key in rows[index].keys { FormReader.distrust(&rows[index], key, FormReader.doubtful) }
                }
            }
            return (fields, rows)
        case .text(let labelled):
            var own = reader
            own.announcing = labelled.kind.template.announcingWordings
            return (try LabelledReader(reader: own, paper: labelled).read(), [])
        }
    }

    /// 章下之字: what stands under the seals of a photocopy, read without their ink where the print is clearly darker. It is
    /// taken where nothing was read before, or less surely; never for certain.
    private func readUnder(
        _ seals: [OfficialSeal], of paper: RegisteredPaper, into fields: inout FieldReadings,
        _ rows: inout [FieldReadings], _ reader: FieldReader
    ) throws(IntakeError) {
        guard let toSheet = paper.sheet.paper.toFile.inverse,
            let (rings, sheet) = SealInk.lifted(seals, from: paper.sheet)
        else { return }
        var own = reader
        own.labels = paper.template.labelWordings
        let form = FormReader(reader: own)
        func isUnder(_ box: Region) -> Bool { rings.contains { $0.box.intersection(box) != nil } }
        let required = Set(paper.template.rowFields.filter { $0.required == true }.map(\.key))
        for index in rows.indices {
            for (key, old) in rows[index] where old.value != "" && old.confidence < FormReader.clipped {
                let place = toSheet.apply(old.region)
                guard isUnder(place), let reading = try form.readRow(key, at: place.center, of: paper, on: sheet),
                    reading.value == ""
                        ? old.value == nil && !required.contains(key) : reading.confidence > old.confidence
                else { continue }
                rows[index][key] = reading
                // Nothing but the seal stood there: a person should see that.
                let most = reading.value == "" ? FormReader.doubtful : FormReader.clipped
                FormReader.distrust(&rows[index], key, most)
            }
        }
        let unsure = Set(fields.filter { $0.value.confidence < FormReader.clipped }.keys)
        let found = try form.read(unsure, of: paper, on: sheet, where: isUnder)
        for (key, reading) in found where unsure.contains(key) && reading.value?.isEmpty == false {
            guard let old = fields[key], reading.confidence > old.confidence, isUnder(toSheet.apply(reading.region))
            else { continue }
            fields[key] = reading
            FormReader.distrust(&fields, key, FormReader.clipped)
        }
    }

    /// The same on a paper without a table: its lines under the seals are read anew.
    private func readUnder(
        _ seals: [OfficialSeal], of paper: FoundPaper.LabelledPaper, into fields: inout FieldReadings,
        _ reader: FieldReader
    ) throws(IntakeError) {
        let template = paper.kind.template
        let lacking = template.fields.map(\.key).filter { (fields[$0]?.value ?? nil) == nil }
        guard !lacking.isEmpty, let (rings, sheet) = SealInk.lifted(seals, from: paper.sheet) else { return }
        var known: [TextLine] = []
        for line in paper.lines {
            guard rings.contains(where: { $0.box.intersection(line.box) != nil }), !line.isColumn else {
                known.append(line)
                continue
            }
            // The ink that is left of it; of a line of the seal's own none is.
            let reach = sheet.textHeight
            for box in sheet.lines.lines(in: line.box, reachX: reach, reachY: 0) {
                let area = box.inset(dx: -0.15 * box.height, dy: -0.15 * box.height)
                let picture = InkSheet.crop(sheet.text, area)
                let lattice = try lines.quickLattice(of: picture)
                let characters = lattice.plainReading().characters
                guard !characters.isEmpty else { continue }
                known.append(TextLine(box: area, lattice: lattice, characters: characters, picture: picture))
            }
        }
        known = Region.inReadingOrder(known.map { ($0, $0.box) })
        var own = reader
        own.announcing = template.announcingWordings
        let lifted = FoundPaper.LabelledPaper(
            paper.kind, page: paper.page, lines: known,
            spotter: LabelSpotter(known, normalizer: lines.decoder.normalizer), sheet: sheet)
        let found = try LabelledReader(reader: own, paper: lifted).read()
        for key in lacking {
            guard let reading = found[key], reading.value?.isEmpty == false else { continue }
            fields[key] = reading
            FormReader.distrust(&fields, key, FormReader.clipped)
        }
    }

    /// Fields that the form's cells did not give, read beside their labels elsewhere on the page: above and below a
    /// table offices print other lines than we know of. Ink that already belongs to a field says nothing new.
    private func complete(
        _ fields: inout FieldReadings, by labelled: FoundPaper.LabelledPaper, _ reader: FieldReader
    ) throws(IntakeError) {
        let missing = labelled.kind.template.fields.map(\.key).filter { fields[$0]?.value == nil }
        guard !missing.isEmpty else { return }
        let found = try LabelledReader(reader: reader, paper: labelled).read(wanted: Set(missing))
        let known = fields.values.filter { $0.value?.isEmpty == false }.map(\.region)
        let labels = labelled.kind.template.labelWordings
        for (key, reading) in found
        where reading.value?.isEmpty == false
            && !LabelMatch.isWhole(reading.value ?? "", ofOne: labels, normalizer: lines.decoder.normalizer)
        {
            if !known.contains(where: { $0.overlap(with: reading.region) > PaperAssembler.sameInk }) {
                fields[key] = reading
            }
        }
    }

    private static let sameInk = 0.3

    /// Whether a line above or under the table was not where the form has it.
    private static func lacksLines(_ fields: FieldReadings, _ template: FormTemplate) -> Bool {
        ((template.head ?? []) + template.foot).flatMap(\.fields).contains {
            $0.required == true && fields[$0.key]?.value == nil
        }
    }
}
