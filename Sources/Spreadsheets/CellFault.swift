internal import IntakeModel

/// Why the text of a cell cannot be trusted, whatever kind of file it stood in.
enum CellFault {
    static func of(_ text: String) -> Phrase? {
        if CellNumber.hasLostDigits(text) { return .sheetLostDigits }
        return text.unicodeScalars.contains(where: isPrivate) ? .sheetPrivateCharacter : nil
    }

    /// 自造字: characters that only the machine they were typed on knows; another shows nothing or a wrong one.
    private static func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
        (0xE000...0xF8FF).contains(scalar.value) || scalar.value >= 0xF0000
    }
}
