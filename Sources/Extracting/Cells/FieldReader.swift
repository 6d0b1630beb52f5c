public import IntakeModel
public import IntakeResources
public import Recognizing

/// 读一栏: from line boxes on a sheet to a calibrated field reading.
struct FieldReader {
    let lines: LineReader
    let calibration: Calibration
    /// Lattices of numbers and dates, for reading fields together.
    final class Notes {
        var lattices: [FieldKey: [CTCLattice]] = [:]
    }

    let notes = Notes()
    /// Wordings of the form's labels, which are no part of a value.
    var labels: [String] = []
    /// Wordings of labels whose ends a value may begin with.
    var announcing: [String] = []
    /// Sees the evidence of every value, for calibration and explanation.
    var observe: ((ObservedField) -> Void)?

    /// Probability below which words are not proposed. On the tuning set one of nine was right.
    private static let leastProposal = 0.3

    /// An empty cell: nothing but paper.
    func empty(_ box: Region, on sheet: InkSheet) -> FieldReading {
        FieldReading(value: "", raw: "", confidence: 0.97, region: sheet.fileRegion(box), source: FieldReader.byInk)
    }

    /// The source of what is known without reading.
    static let byInk = "ink"

    /// Emptiness that a person should see.
    func nothing(_ box: Region, on sheet: InkSheet) -> FieldReading {
        var reading = empty(box, on: sheet)
        reading.confidence = FormReader.doubtful
        return reading
    }

    /// Ink that is narrower than this share of its height is the rest of a rule or a mark: no word and no date.
    private static let thin = 0.3

    private static func isStroke(_ text: String) -> Bool { text.count == 1 && "1Il|i!一ー—-_".contains(text) }

    /// A cell that is there but whose content could not be told.
    func unreadable(_ box: Region, on sheet: InkSheet, raw: String = "") -> FieldReading {
        FieldReading(value: nil, raw: raw, confidence: 0.05, region: sheet.fileRegion(box), source: lines.source)
    }

    /// Reads the lines of one cell; several lines are one value. `nil` without lines.
    ///
    /// `tight` boxes are cut as they are: their neighbours in the line belong to something else.
    func read(
        _ boxes: [Region], of field: FormField, on sheet: InkSheet, tight: Bool = false
    ) throws(IntakeError) -> FieldReading? {
        guard let box = union(boxes) else { return nil }
        if boxes.count == 1, box.width < FieldReader.thin * box.height, Calibration.Family(field.grammar) != .number {
            return nothing(box, on: sheet)
        }
        let pictures = boxes.map { tight ? InkSheet.crop(sheet.text, $0) : sheet.picture(of: $0) }
        let reading = try reading(of: pictures, box: box, field: field, sheet: sheet, tight: tight)
        guard reading.value != "", reading.confidence < FieldReader.certain,
            let front = try ShowThrough(lines: lines).front(of: pictures)
        else { return reading }
        var own = front.isEmpty ? nil : try self.reading(of: front, box: box, field: field, sheet: sheet, tight: true)
        // A single character beside print of the back is as likely a piece of it.
        if own?.value?.count == 1, [.text, .name].contains(Calibration.Family(field.grammar)) { own = nil }
        if let list = lines.facts.codeLists[field.grammar], let value = own?.value, !list.spellings.contains(value) {
            own = nil
        }
        guard var own else {
            return field.required == true ? unreadable(box, on: sheet, raw: reading.raw) : nothing(box, on: sheet)
        }
        // Digits among words are as likely a seal's, and its other ones no print of the back.
        let isNumber = Calibration.Family(field.grammar) == .text && own.value?.contains { $0.isHan } != true
        own.confidence = min(isNumber ? reading.confidence : FormReader.clipped, own.confidence)
        return own
    }

    /// Values surer than this need no second look, and prove that somebody wrote.
    static let certain = 0.9

    /// Reads pictures of lines that are one value: the quick engine first, once more where that is clear and not sure, then
    /// the best one, the third as a vote where it still is not. Names go to the best one at once: the quick engine knows a
    /// third of the characters, and takes a rare one for a common one without any doubt.
    private func reading(
        of pictures: [PageImage], box: Region, field: FormField, sheet: InkSheet, tight: Bool
    ) throws(IntakeError) -> FieldReading {
        func losesDigits(_ read: [ReadCharacter]) -> Bool {
            guard field.grammar == .date, pictures.count == 1 else { return false }
            let (width, left) = (Double(pictures[0].width), box.center.x - Double(pictures[0].width) / 2)
            return LostDigits(on: sheet).areThere(
                beside: read.map { ($0.character, left + $0.position * width) }, in: box)
        }
        // A digit read twice is as sure as any: in a number without a check their count must be that of the ink.
        func countsOtherwise(_ decoded: DecodedField) -> Bool {
            guard let value = decoded.value, !value.isEmpty, value.allSatisfy(\.isNumber), value == decoded.raw,
                field.grammar == .text && value.count > 1 || [.age, .height].contains(field.grammar),
                pictures.count == 1, let digits = InkRuns(pictures[0]).digits
            else { return false }
            return digits != value.count
        }
        var first: DecodedField?
        if lines.recognizer.quick != nil, field.grammar != .name {
            var (decoded, read) = try decode(pictures, tight: tight, as: field) { (picture) throws(IntakeError) in
                try lines.quickLattice(of: picture)
            }
            decoded.evidence.quick = true
            if !losesDigits(read), !countsOtherwise(decoded) {
                if FieldReader.isSure(decoded, field) {
                    return delivered(decoded, box: box, field: field, sheet: sheet)
                }
                if FieldReader.isClear(decoded, field) {
                    let again = try decode(pictures, tight: tight, as: field) { (picture) throws(IntakeError) in
                        try lines.quickLattice(of: picture, breadth: 1)
                    }
                    if again.field.value == decoded.value, FieldReader.isClear(again.field, field),
                        !losesDigits(again.read)
                    {
                        decoded.evidence.secondAgrees = true
                        return delivered(decoded, box: box, field: field, sheet: sheet)
                    }
                }
            }
            first = decoded
        }
        var (best, read) = try decode(pictures, tight: tight, as: field) { (picture) throws(IntakeError) in
            try lines.lattice(of: picture)
        }
        if field.grammar == .name, lines.recognizer.quick != nil, !FieldReader.isSure(best, field) {
            first = try decode(pictures, tight: tight, as: field) { (picture) throws(IntakeError) in
                try lines.quickLattice(of: picture)
            }.field
        }
        if let first { vote(first.value, for: &best) }
        var reading = delivered(
            best, box: box, field: field, sheet: sheet, pictures: best.evidence.secondAgrees == true ? [] : pictures)
        // Nor does anything in it tell that its last one is missing.
        let isBareNumber =
            field.grammar == .text && reading.value.map { $0.count > 1 && $0.allSatisfy(\.isNumber) } == true
        if losesDigits(read) || countsOtherwise(best) || isBareNumber && sheet.isSealed(beside: box) {
            reading.confidence = min(FormReader.clipped, reading.confidence)
        }
        return reading
    }

    /// The value, and what was read plainly along the first picture.
    private func decode(
        _ pictures: [PageImage], tight: Bool, as field: FormField,
        by read: (PageImage) throws(IntakeError) -> CTCLattice
    ) throws(IntakeError) -> (field: DecodedField, read: [ReadCharacter]) {
        var lattices: [CTCLattice] = []
        for picture in pictures { lattices.append(try read(picture)) }
        guard let whole = CTCLattice.joined(lattices) else { return (.nothing, []) }
        let trimming = LabelTrimming(labels: labels, announcing: announcing, normalizer: lines.decoder.normalizer)
        let bare = trimming.trimmed(whole)
        let lattice = bare ?? whole
        note(lattice, field)
        var decoded = decoded(lattice, as: field)
        if bare != nil { decoded.evidence.repaired = true }
        // Boxes are drawn around ink: where a line ends in what was read as nothing, something was lost.
        if !tight, [.name, .text].contains(Calibration.Family(field.grammar)) {
            decoded.evidence.endsUnread = zip(pictures, lattices).contains { picture, lattice in
                UnreadInk(lattice.plainReading(), on: picture).isThere
            }
        }
        return (decoded, field.grammar == .date ? lattices[0].plainReading().characters : [])
    }

    private func decoded(_ lattice: CTCLattice, as field: FormField) -> DecodedField {
        var decoded = lines.decoder.decode(lattice, as: field.grammar)
        decoded.evidence.handwritten = field.writing != .printed
        if let value = decoded.value, PlaceReading.applies(to: field, value) {
            decoded = PlaceReading(facts: lines.facts, decoder: lines.decoder).mended(decoded, by: lattice)
        }
        return decoded
    }

    private func note(_ lattice: CTCLattice, _ field: FormField) {
        if [.citizenID, .studentNumber, .birthDate].contains(field.key) {
            notes.lattices[field.key, default: []].append(lattice)
        }
    }

    /// Nothing speaks against the value. A number must prove itself, a text be read without any doubt; what a pen wrote
    /// must be clearer than print, because the quick engine is worse on hands.
    private static func isSure(_ decoded: DecodedField, _ field: FormField) -> Bool {
        let evidence = decoded.evidence
        guard decoded.value?.isEmpty == false, evidence.margin > 0.98, evidence.plainAgrees, !evidence.repaired else {
            return false
        }
        let isPrint = field.writing == .printed
        switch Calibration.Family(field.grammar) {
        case .number, .date, .list: return evidence.checked && evidence.lowest > (isPrint ? 0.9 : 0.97)
        case .name: return field.critical != true && evidence.checked && evidence.lowest > 0.985
        case .text:
            // A number that proves nothing wants the better engine.
            let isNumber = decoded.value?.contains { $0.isLetter && !$0.isASCII } == false
            return !isNumber && evidence.lowest > (isPrint ? 0.985 : 0.99) && evidence.margin > 0.995
        }
    }

    /// Nothing speaks against the value, but it is not beyond doubt. Where the quick engine says the same of the line in
    /// another breadth, the better one never said otherwise (290 values of tuning pages).
    private static func isClear(_ decoded: DecodedField, _ field: FormField) -> Bool {
        let evidence = decoded.evidence
        guard evidence.checked || Calibration.Family(field.grammar) == .text else { return false }
        return decoded.value?.isEmpty == false && evidence.plainAgrees && !evidence.repaired && !evidence.endsUnread
            && evidence.lowest > FieldReader.clear
    }

    /// Confidence of the weakest character from which two readings of the quick engine are enough.
    static let clear = 0.95

    /// Another engine's value: the same one speaks for it, another one against it and becomes an alternative.
    private func vote(_ value: String?, for decoded: inout DecodedField) {
        guard let value, decoded.value?.isEmpty == false else { return }
        decoded.evidence.secondAgrees = value == decoded.value
        if value != decoded.value, !value.isEmpty, !decoded.alternatives.contains(value) {
            decoded.alternatives.insert(value, at: 0)
        }
    }

    /// 意见: the usual opinion that stands in what was read together with other ink, a seal's as a rule; for a person to see.
    private func opinion(
        in raw: String, insteadOf value: String?, _ box: Region, _ form: FormField, _ sheet: InkSheet
    ) -> FieldReading? {
        guard form.key.isOpinion, let opinion = lines.facts.opinions.opinion(within: raw), opinion != value else {
            return nil
        }
        return FieldReading(
            value: opinion, raw: raw, confidence: FieldReader.amidOthers, region: sheet.fileRegion(box),
            alternatives: [value].compactMap(\.self), source: lines.source)
    }

    /// Confidence of an opinion read amid other ink.
    private static let amidOthers = 0.5

    private static let fewDigits = 5

    /// Turns a lattice into a reading.
    func reading(of lattice: CTCLattice, box: Region, field: FormField, sheet: InkSheet) -> FieldReading {
        note(lattice, field)
        return delivered(decoded(lattice, as: field), box: box, field: field, sheet: sheet)
    }

    /// `pictures` go to Tesseract when the value is not sure; it reads print only.
    private func delivered(
        _ field: DecodedField, box: Region, field form: FormField, sheet: InkSheet, pictures: [PageImage] = []
    ) -> FieldReading {
        var decoded = field
        guard let value = decoded.value else {
            // A lone stroke is the rest of a rule: no number or date is that short.
            if FieldReader.isStroke(decoded.raw) { return nothing(box, on: sheet) }
            return opinion(in: decoded.raw, insteadOf: nil, box, form, sheet)
                ?? unreadable(box, on: sheet, raw: decoded.raw)
        }
        if value.isEmpty { return empty(box, on: sheet) }
        if form.grammar == .text, let number = SerialNumber.cut(from: value) {
            var cut = delivered(
                DecodedField(value: number, raw: decoded.raw, alternatives: [value], evidence: decoded.evidence),
                box: box, field: form, sheet: sheet)
            cut.confidence = min(FormReader.clipped, cut.confidence)
            return cut
        }
        // Marks without a word are dirt in an empty cell, or writing that no engine makes out.
        guard value.contains(where: { $0.isLetter || $0.isNumber }) else { return nothing(box, on: sheet) }
        // A lone stroke in a cell for words is a rest of a rule.
        let family = Calibration.Family(form.grammar)
        let isWords = family == .text
        if isWords || family == .list, FieldReader.isStroke(value) {
            return nothing(box, on: sheet)
        }
        var source = lines.source
        let unsure = decoded.evidence.lowest < 0.98 || decoded.evidence.margin < 0.98
        if unsure, form.writing == .printed, !pictures.isEmpty,
            let second = lines.secondOpinion(on: pictures, as: form.grammar)
        {
            let agrees = comparable(second, as: form.grammar) == value
            decoded.evidence.secondAgrees = agrees
            if agrees { source += "+tesseract" }
        }
        observe?(ObservedField(key: form.key, grammar: form.grammar, value: value, evidence: decoded.evidence))
        var confidence = calibration.confidence(decoded.evidence, family: family)
        if form.grammar == .place,
            PlaceReading(facts: lines.facts, decoder: lines.decoder).breaksOff(value)
        {
            confidence = min(FormReader.clipped, confidence)
        }
        if isWords && LostDigits.lacksYear(value) || family == .date && LostDigits.lacksDay(decoded.raw) {
            confidence = min(FormReader.clipped, confidence)
        }
        // Every such number is as possible as any other.
        if [.age, .height].contains(form.grammar), decoded.evidence.lowest < FieldReader.leastDigit {
            confidence = min(FormReader.clipped, confidence)
        }
        if confidence < FormReader.doubtful,
            let opinion = opinion(in: decoded.raw, insteadOf: value, box, form, sheet)
        {
            return opinion
        }
        // A single character is hardly ever what an address, an opinion or an occupation says; it may be any mark. So may
        // one that is none of a closed list.
        let isASCII = value.first?.isASCII == true
        let isUnlisted = family == .list && !decoded.evidence.checked
        let isMark = value.count == 1 && (isWords || isUnlisted || isASCII && family != .number)
        if isMark, form.grammar != .bloodType, confidence < FormReader.clipped || isWords && isASCII {
            return unreadable(box, on: sheet, raw: decoded.raw)
        }
        // Nor does a pen write a few digits where words belong: they are of a seal or a rule.
        let isWordless = isWords && form.writing == .handwritten && !value.contains { $0.isHan }
        if isWordless, value.count <= FieldReader.fewDigits, confidence < FormReader.clipped {
            return unreadable(box, on: sheet, raw: decoded.raw)
        }
        // Words that are almost surely not what stands there are no proposal: rests of rules and seals in an empty cell.
        // Nor is a number that nothing can be compared with.
        let isComparable = family == .date || family == .number && ![.age, .height].contains(form.grammar)
        if confidence < FieldReader.leastProposal, !isComparable {
            return unreadable(box, on: sheet, raw: decoded.raw)
        }
        return FieldReading(
            value: value, raw: decoded.raw, confidence: confidence,
            region: sheet.fileRegion(box), alternatives: decoded.alternatives.filter { $0 != value }, source: source)
    }

    /// Probability of its weakest digit from which on a number without a check is believed.
    private static let leastDigit = 0.7

    private func comparable(_ text: String, as grammar: FieldGrammarName) -> String {
        let folded = lines.decoder.normalizer.fold(text)
        switch grammar {
        case .date: return DateText(folded)?.isoShaped ?? folded
        case .citizenID, .studentNumber: return folded.uppercased()
        case .name: return folded.filter { $0.isLetter && !$0.isASCII || $0 == "·" }
        default: return folded
        }
    }

    private func union(_ boxes: [Region]) -> Region? {
        boxes.dropFirst().reduce(boxes.first) { $0?.union($1) }
    }
}

/// What the reader saw of one field.
public struct ObservedField: Sendable {
    public let key: FieldKey
    public let grammar: FieldGrammarName
    public let value: String
    public let evidence: ReadingEvidence
}
