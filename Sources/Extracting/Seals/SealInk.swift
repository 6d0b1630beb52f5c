internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 印文入栏: cells in which nothing stands but the ink of a seal, as black on a photocopy as any print.
enum SealInk {
    /// Values surer than this are no seal's.
    private static let unsure = 0.75
    /// Characters that most seals have.
    private static let usual = Set("户口户籍学籍专用章公安局派出所教育业务印")
    /// No cell has one of its own.
    private static let star: Character = "★"

    /// Such a cell becomes empty, never certainly; what was read there stays as an alternative. Cells that must not be
    /// empty, or that name whose seal it is, are left to a person: `kept`.
    static func clear(_ fields: inout FieldReadings, under seals: [OfficialSeal], kept: Set<FieldKey>) {
        let rings = seals.filter { $0.shape == .round || $0.shape == .oval }
        for (key, reading) in fields
        where reading.value != "" && !kept.contains(key) {
            let isOfSeal =
                reading.confidence < unsure || isOfLine(reading.value ?? "")
                || rings.contains { isWholeSerial(reading.raw, $0.serial) }
            guard isOfSeal, rings.contains(where: { says($0, reading) }) else { continue }
            var empty = reading
            empty.value = ""
            empty.confidence = FormReader.doubtful
            if let value = reading.value, !value.isEmpty { empty.alternatives.insert(value, at: 0) }
            fields[key] = empty
        }
    }

    /// A line under the star, or a piece of one that says what it is: 学籍专, but not 学生 of 学生处.
    private static func isOfLine(_ text: String) -> Bool {
        SealLexicon.lines.contains(text)
            || text.count >= 3 && text.contains { "专章".contains($0) }
                && SealLexicon.lines.contains { $0.contains(text) }
    }

    /// 栏尾印文: a seal's line or number that was read behind a value is none of it; never certainly.
    static func trim(_ fields: inout FieldReadings, dates: Set<FieldKey>, under seals: [OfficialSeal]) {
        for (key, reading) in fields {
            let over = seals.filter { $0.region.intersection(reading.region) != nil }
            guard !over.isEmpty else { continue }
            if let value = reading.value,
                let line = SealLexicon.lines.filter({ $0.count >= wholeLine && value.hasSuffix($0) })
                    .max(by: { $0.count < $1.count }), value.count > line.count + 1
            {
                fields[key]?.value = String(value.dropLast(line.count))
                fields[key]?.alternatives.insert(value, at: 0)
                FormReader.distrust(&fields, key, FormReader.clipped)
            } else if reading.value == nil, dates.contains(key),
                let date = over.compactMap(\.serial).compactMap({ date(in: reading.raw, before: $0) }).first
            {
                fields[key]?.value = date.iso
                fields[key]?.confidence = FormReader.doubtful
            }
        }
    }

    /// A date with the end of a seal's number behind it.
    private static func date(in raw: String, before serial: String) -> CalendarDate? {
        guard serial.count >= fewestOfSerial else { return nil }
        return (fewestOfSerial...serial.count).reversed().lazy
            .filter { raw.hasSuffix(serial.suffix($0)) }
            .compactMap { DateText(String(raw.dropLast($0)))?.date }
            .first
    }

    /// Lines shorter than this may end a value of its own.
    private static let wholeLine = 5
    /// So many digits at a text's end are no chance.
    private static let fewestOfSerial = 6

    /// Whether a row of a ledger was left blank and a seal lies over some of its cells: nothing was read surely, nothing
    /// stands beside the seal, and the cells there are surely empty.
    static func isAll(_ row: FieldReadings, under seals: [OfficialSeal]) -> Bool {
        let rings = seals.filter { $0.shape == .round || $0.shape == .oval }.map { SealEllipse(around: $0.region) }
        let inked = row.values.filter { $0.value != "" }
        return !inked.isEmpty
            && inked.allSatisfy { reading in
                let at = reading.region.center
                return reading.confidence < unsure && rings.contains { $0.reach(at.x, at.y) < 1 }
            }
            && row.values.count { $0.value == "" && $0.confidence >= FieldReader.certain } > inked.count
    }

    /// 签章处: where a stamp was expected because of red ink, and all of it is the rim of a round seal put down near by,
    /// nobody signed; never certainly.
    static func clearSignatures(
        _ fields: inout FieldReadings, of signatures: Set<FieldKey>, under seals: [OfficialSeal], on sheet: InkSheet
    ) {
        guard let toSheet = sheet.paper.toFile.inverse else { return }
        let rings = seals.filter { $0.shape == .round || $0.shape == .oval }.map { seal in
            let box = toSheet.apply(seal.region)
            return box.inset(dx: -0.05 * box.width, dy: -0.05 * box.height)
        }
        for (key, reading) in fields where signatures.contains(key) && reading.value == nil && reading.raw.isEmpty {
            let box = toSheet.apply(reading.region)
            guard rings.contains(where: { $0.intersection(box) != nil }),
                sheet.redShare(in: box, outside: rings) < strayRed
            else { continue }
            var empty = reading
            empty.value = ""
            empty.confidence = FormReader.doubtful
            fields[key] = empty
        }
    }

    /// On a photocopy a seal is as black as the words it lies over, and its own may be read with them: no such word is certain.
    static func distrust(
        _ fields: inout FieldReadings, of words: Set<FieldKey>, under seals: [OfficialSeal], on sheet: InkSheet
    ) {
        let black = black(seals, on: sheet)
        for (key, reading) in fields where words.contains(key) && reading.value?.isEmpty == false {
            let isUnder = black.contains { seal in
                let ring = SealEllipse(around: seal.region)
                let box = reading.region
                return [box.x, box.center.x, box.maxX].contains { ring.reach($0, box.center.y) < 1 }
                    || [box.y, box.maxY].contains { ring.reach(box.center.x, $0) < 1 }
            }
            if isUnder { FormReader.distrust(&fields, key, FormReader.clipped) }
        }
    }

    /// Round seals without red ink: those of a photocopy.
    static func black(_ seals: [OfficialSeal], on sheet: InkSheet) -> [OfficialSeal] {
        guard let toSheet = sheet.paper.toFile.inverse else { return [] }
        return seals.filter { seal in
            (seal.shape == .round || seal.shape == .oval)
                && (sheet.isGrey || sheet.redShare(in: toSheet.apply(seal.region)) <= leastRed)
        }
    }

    /// The sheet without the ink of its black seals, with their rings on it; `nil` where none can be lifted.
    static func lifted(_ seals: [OfficialSeal], from sheet: InkSheet) -> (rings: [SealEllipse], sheet: InkSheet)? {
        guard let toSheet = sheet.paper.toFile.inverse else { return nil }
        let rings = black(seals, on: sheet).map { SealEllipse(around: toSheet.apply($0.region)) }
        return rings.isEmpty ? nil : sheet.lifting(rings).map { (rings, $0) }
    }

    /// Share of a seal's box that its red ink covers at least.
    private static let leastRed = 0.02

    /// Share of a signature's place that specks of red cover; the smallest stamp has five times as much.
    private static let strayRed = 0.004

    /// Whether digits are those of the number at a seal's foot, or a part of them that is no chance.
    private static func isSerial(_ digits: String, _ serial: String) -> Bool {
        // What stands beside the whole of it may be a number of the cell's own.
        digits.count >= fewestDigits
            && (isWholeSerial(digits, serial) || serial.contains(digits)
                || digits.contains(serial) && digits.count < serial.count + fewestDigits)
    }

    /// The whole number and nothing else, as two readings of the same digits say it.
    private static func isWholeSerial(_ digits: String, _ serial: String?) -> Bool {
        guard let serial, serial.count >= wholeSerial, digits.allSatisfy(\.isNumber) else { return false }
        return editDistance(Array(digits), Array(serial)) <= misreadDigits
    }

    private static let wholeSerial = 10
    private static let misreadDigits = 2

    /// The first four are a city's, and many numbers begin with them.
    private static let fewestDigits = 5

    /// The reading lies under the seal and has hardly a word that is not the seal's; one without any word is its ink.
    private static func says(_ seal: OfficialSeal, _ reading: FieldReading) -> Bool {
        let shared = reading.region.intersection(seal.region)?.area ?? 0
        let words = reading.raw.filter { $0.isLetter && !$0.isASCII || $0 == star }
        let digits = reading.raw.count { $0.isNumber }
        // A line of the seal's own is told wherever its cell ends.
        let isOwn = isOfLine(reading.raw) || isWholeSerial(reading.raw, seal.serial)
        if isOwn, shared > 0 { return true }
        guard shared > 0.5 * reading.region.area else { return false }
        if let serial = seal.serial, isSerial(reading.raw.filter(\.isNumber), serial) { return true }
        guard digits <= 1 else { return false }
        if words.isEmpty { return reading.value == nil && digits == 0 }
        let known = usual.union(seal.text ?? "").union([star])
        return 10 * words.count(where: { known.contains($0) }) >= 7 * words.count
    }
}
