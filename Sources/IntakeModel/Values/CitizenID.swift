/// 公民身份号码 (GB 11643-1999): six digits of area, eight of birth date, three of sequence, one check character.
public struct CitizenID: Sendable, Hashable {
    /// 18 characters, upper case.
    public let text: String

    /// Weights of ISO 7064 MOD 11-2 for places 1…17, and the check characters for the remainders 0…10.
    public static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    public static let checkCharacters: [Character] = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"]

    /// Takes any 17 digits followed by a digit or X; whether they make sense is asked separately.
    public init?(_ text: String) {
        let characters = Array(text.uppercased())
        guard characters.count == 18, characters.dropLast().allSatisfy(CitizenID.isDigit),
            CitizenID.isDigit(characters[17]) || characters[17] == "X"
        else { return nil }
        self.text = String(characters)
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    /// The check character that belongs to 17 digits; `nil` for anything else.
    public static func checkCharacter(for digits: some StringProtocol) -> Character? {
        let values = digits.compactMap { isDigit($0) ? $0.wholeNumberValue : nil }
        guard values.count == 17, digits.count == 17 else { return nil }
        return checkCharacters[zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11]
    }

    public var hasValidCheckCharacter: Bool { CitizenID.checkCharacter(for: text.dropLast()) == text.last }

    /// GB/T 2260 code of the county that issued it, six digits.
    public var areaCode: String { String(text.prefix(6)) }

    /// `nil` when digits 7…14 are no real day.
    public var birthDate: CalendarDate? {
        let digits = Array(text)
        guard let year = Int(String(digits[6..<10])), let month = Int(String(digits[10..<12])),
            let day = Int(String(digits[12..<14]))
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// 男 when the 17th digit is odd, else 女.
    public var sex: Sex {
        let digits = Array(text)
        return (digits[16].wholeNumberValue ?? 0) % 2 == 1 ? .male : .female
    }
}

/// 性别.
public enum Sex: String, Sendable, Codable, CaseIterable {
    case male = "男"
    case female = "女"
}
