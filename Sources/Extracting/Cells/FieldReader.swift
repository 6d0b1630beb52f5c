public import IntakeModel
public import IntakeResources
public import Recognizing

/// 读一栏: from line boxes on a sheet to a calibrated field reading.
struct FieldReader {
    let lines: LineReader
    let calibration: Calibration
    /// Sees the evidence of every value, for calibration and explanation.
    var observe: ((ObservedField) -> Void)?

    /// An empty cell: nothing but paper.
    func empty(_ box: Region, on sheet: InkSheet) -> FieldReading {
        FieldReading(value: "", raw: "", confidence: 0.97, region: sheet.fileRegion(box), source: "ink")
    }

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
        var lattices: [CTCLattice] = []
        var pictures: [PageImage] = []
        for box in boxes {
            let picture = tight ? InkSheet.crop(sheet.text, box) : sheet.picture(of: box)
            pictures.append(picture)
            lattices.append(try lines.lattice(of: picture))
        }
        guard let lattice = CTCLattice.joined(lattices), let box = union(boxes) else { return nil }
        return reading(of: lattice, pictures: pictures, box: box, field: field, sheet: sheet)
    }

    /// Turns a lattice into a reading; `pictures` go to the second engine when the first is not sure.
    func reading(
        of lattice: CTCLattice, pictures: [PageImage], box: Region, field: FormField, sheet: InkSheet
    ) -> FieldReading {
        var decoded = lines.decoder.decode(lattice, as: field.grammar)
        decoded.evidence.handwritten = field.writing != .printed
        guard let value = decoded.value else { return unreadable(box, on: sheet, raw: decoded.raw) }
        if value.isEmpty { return empty(box, on: sheet) }
        var source = lines.source
        let unsure = decoded.evidence.lowest < 0.98 || decoded.evidence.margin < 0.98 || field.critical == true
        if unsure, !pictures.isEmpty, let second = lines.secondOpinion(on: pictures, as: field.grammar) {
            let agrees = comparable(second, as: field.grammar) == value
            decoded.evidence.secondAgrees = agrees
            if agrees { source += "+tesseract" }
        }
        observe?(
            ObservedField(key: field.key, grammar: field.grammar, value: value, evidence: decoded.evidence))
        return FieldReading(
            value: value, raw: decoded.raw,
            confidence: calibration.confidence(decoded.evidence, family: .init(field.grammar)),
            region: sheet.fileRegion(box), alternatives: decoded.alternatives.filter { $0 != value }, source: source)
    }

    private func comparable(_ text: String, as grammar: FieldGrammarName) -> String {
        let folded = lines.decoder.normalizer.fold(text)
        switch grammar {
        case .date: return DateText(folded)?.date?.iso ?? folded
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
