internal import Foundation
public import IntakeModel
public import IntakeResources
internal import Normalizing
internal import Recognizing

/// 单行识别: a picture that shows one text line and little else, read by a field's grammar.
extension PageExtractor {
    /// Red ink is lifted and the line trimmed to its ink before it is read.
    ///
    /// Throws `line.empty` when there is no ink, `line.not-a-line` for pictures that cannot be a line. The value is
    /// `nil` when nothing readable stands there. Regions are pixels of the picture.
    public func readLine(_ picture: PageImage, as grammar: FieldGrammarName, name: String) throws(IntakeError)
        -> FieldReading
    {
        lines.budget = processorSeconds.map { WorkBudget(processor: $0) }
        let strange = IntakeError("line.not-a-line", .lineNotALine.with(name), remedy: .lineNotALineRemedy)
        guard min(picture.width, picture.height) >= 8, picture.height <= 4 * picture.width,
            picture.width <= 120 * picture.height
        else { throw strange }
        let sheet = PageExtractor.lineSheet(of: picture)
        let boxes = sheet.lines.lines(in: sheet.paper.table, reachX: 0, reachY: 0)
        guard !boxes.isEmpty else {
            throw IntakeError("line.empty", .lineEmpty.with(name), remedy: .scanAgain)
        }
        guard boxes.count <= 4 else { throw strange }
        let field = FormField(key: "line", grammar: grammar, critical: true, writing: .printed)
        let reader = FieldReader(lines: lines, calibration: calibration)
        guard var reading = try reader.read(boxes, of: field, on: sheet) else { throw strange }
        // Nothing that this grammar reads: the cell is not empty, there is ink in it.
        if reading.value?.isEmpty == true { reading = reader.unreadable(reading.region, on: sheet, raw: reading.raw) }
        return reading
    }

    /// The picture as it is, its red lifted, with the height of its text.
    private static func lineSheet(of picture: PageImage) -> InkSheet {
        let level = StraightenedPaper(
            picture, skewDegrees: 0, quarterTurns: 0, longestSide: Double(max(picture.width, picture.height)))
        // Text is about two thirds of the picture's height and four millimetres high, until the ink says better.
        let inks = InkSeparation(level.image, pixelsPerMillimetre: max(2, Double(picture.height) / 6))
        var sheet = InkSheet(level, inks: inks, cells: [], textHeight: Double(picture.height) * 0.6)
        let rows = sheet.lines.lines(in: level.table, reachX: 0, reachY: 0)
        if let tallest = rows.map(\.height).max() { sheet.textHeight = max(8, tallest * 0.8) }
        return sheet
    }
}
