internal import Foundation
internal import IntakeModel

/// Which cell formats show a number as a date, by `xl/styles.xml`.
struct NumberFormats {
    /// For each cell format, whether it is one of a date.
    private var isDate: [Bool] = []

    init() {}

    init(_ data: Data) throws {
        var custom: [Int: String] = [:]
        var inside = false
        var formats: [Int] = []
        try SheetXML.read(
            data,
            open: { name, attributes in
                switch name {
                case "numFmt":
                    if let number = attributes["numFmtId"].flatMap({ Int($0) }) {
                        custom[number] = attributes["formatCode"] ?? ""
                    }
                case "cellXfs": inside = true
                case "xf" where inside: formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
                default: break
                }
            },
            close: { name, _ in if name == "cellXfs" { inside = false } })
        isDate = formats.map { number in
            custom[number].map(NumberFormats.showsDate) ?? NumberFormats.builtIn(number)
        }
    }

    func isDate(style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

    /// ECMA-376 part 1, 18.8.30: dates 14 to 17 and 22, those of East Asian editions 27 to 36 and 50 to 58 (32 to 35
    /// and 55, 56 show a time of day or part of a date; the day is there all the same).
    private static func builtIn(_ number: Int) -> Bool {
        (14...17).contains(number) || number == 22 || (27...36).contains(number) || (50...58).contains(number)
    }

    /// A year or a day outside quotes, brackets and escapes.
    private static func showsDate(_ code: String) -> Bool {
        var quoted = false
        var bracketed = false
        var escaped = false
        for character in code.lowercased() {
            if escaped {
                escaped = false
            } else if character == "\"" {
                quoted.toggle()
            } else if quoted {
                continue
            } else if character == "\\" || character == "_" {
                escaped = true
            } else if character == "[" {
                bracketed = true
            } else if character == "]" {
                bracketed = false
            } else if !bracketed, character == "y" || character == "d" || character == "e" {
                return character != "e" || code.lowercased().contains("m")
            }
        }
        return false
    }

    /// A day number as an ISO date. The calendar of 1900 has a 29 February that never was.
    static func date(_ text: String, since1904: Bool) -> (text: String, fault: Phrase?) {
        guard let number = Double(text), number >= 1, number < 2_958_466 else { return (text, .sheetBadDate) }
        var days = Int(number)
        if since1904 {
            days += 1462
        } else if days == 60 {
            return (text, .sheetBadDate)
        } else if days < 60 {
            days += 1
        }
        // Day 25569 is 1970-01-01.
        let moment = Date(timeIntervalSince1970: Double(days - 25_569) * 86_400)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: moment)
        let (year, month, day) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        return (CalendarDate(year: year, month: month, day: day)?.iso ?? text, nil)
    }
}
