internal import Foundation
internal import IntakeModel

/// A number in a cell, as the text a person would see, or as one whose digits are gone.
enum CellNumber {
    /// A double keeps 15 decimal digits for certain; an 18-digit ID typed as a number has lost its last ones.
    private static let certain = 1e15

    /// What `text`, a number as a workbook writes it, says.
    static func text(_ text: String) -> (text: String, fault: Phrase?) {
        guard let number = Double(text), number.isFinite else { return (text, .sheetBadNumber) }
        guard abs(number) < certain else { return (text, .sheetLostDigits) }
        if number == number.rounded() { return (String(Int64(number)), nil) }
        return (String(number), nil)
    }

    /// `5.10727E+17`: what a spreadsheet program leaves of an ID number when it saves a CSV file.
    static func hasLostDigits(_ text: String) -> Bool {
        guard text.utf8.contains(where: { $0 == 0x45 || $0 == 0x65 }) else { return false }
        return text.wholeMatch(of: /\s*[0-9](\.[0-9]+)?[Ee]\+?[0-9]{1,3}\s*/) != nil
    }
}
