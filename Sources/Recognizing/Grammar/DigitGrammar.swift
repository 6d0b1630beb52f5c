internal import Foundation
internal import IntakeModel
internal import IntakeResources

/// Numbers of a known length: citizen IDs, student numbers, phones.
struct DigitGrammar {
    let name: FieldGrammarName
    let facts: IntakeFacts

    var alphabet: String {
        switch name {
        case .studentNumber: "0123456789XGJL"
        case .phone: "0123456789-"
        case .height, .age: "0123456789"
        default: "0123456789X"
        }
    }

    /// Characters that recognizers give for a digit.
    static let lookalikes: [Character: String] = [
        "0": "OoQD〇○", "1": "lI|丨i", "2": "Zz", "5": "Ss", "6": "b", "8": "B", "9": "gq", "X": "x×乂Ⅹ", "-": "—－一~",
        "G": "Cc", "7": "フ",
    ]

    /// Natural-log credit or debit for how well a candidate fits what such numbers look like; `nil` rules it out.
    ///
    /// Check digit and region are soft: a paper that is wrong stays readable and becomes a finding.
    func plausibility(_ text: String) -> Double? {
        switch name {
        case .citizenID:
            guard let id = CitizenID(text) else { return nil }
            return plausibility(id)
        case .studentNumber:
            guard let number = StudentNumber(text) else { return nil }
            return number.citizenID.map(plausibility) ?? -1
        case .phone:
            let digits = text.filter { $0 != "-" }
            let mobile = digits.count == 11 && digits.hasPrefix("1") && !text.contains("-")
            let local = !digits.hasPrefix("0") && (7...8).contains(digits.count) && !text.contains("-")
            return mobile ? 0 : local ? -1.5 : landline(text)
        case .age:
            guard let years = Int(text) else { return nil }
            return (1...110).contains(years) ? 0 : nil
        case .height:
            guard let centimetres = Int(text) else { return nil }
            return (40...230).contains(centimetres) ? 0 : nil
        default:
            return nil
        }
    }

    /// 固定电话: 010 and 02x have two digits behind the 0 and numbers of eight; other areas three, and numbers of seven or
    /// eight (电信网编号计划). `nil` for what has another length, or its hyphen elsewhere.
    ///
    /// The rule of a cell beside a number of seven digits reads as a 1: such a one is weighed down and proves nothing.
    private func landline(_ text: String) -> Double? {
        let digits = text.filter { $0 != "-" }
        guard digits.hasPrefix("0") else { return nil }
        let isShort = digits.hasPrefix("010") || digits.hasPrefix("02")
        let area = isShort ? 3 : 4
        let number = digits.count - area
        guard isShort ? number == 8 : (7...8).contains(number) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 2 && parts[0].count == area else { return nil }
        return !isShort && number == 8 && digits.hasSuffix("1") ? -2 : -0.5
    }

    private func plausibility(_ id: CitizenID) -> Double {
        (id.hasValidCheckCharacter ? 0 : -4) + (facts.areaCodes.contains(id.areaCode) ? 0 : -1.5)
            + (id.birthDate.map { (1900...2100).contains($0.year) ? 0 : -2 } ?? -3)
    }

    /// Whether the number proves itself.
    func isChecked(_ text: String) -> Bool {
        switch name {
        case .citizenID: CitizenID(text)?.hasValidCheckCharacter == true
        case .studentNumber: StudentNumber(text)?.citizenID?.hasValidCheckCharacter == true
        default: (plausibility(text) ?? -9) >= -0.5
        }
    }
}
