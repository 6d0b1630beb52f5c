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
            let landline = digits.hasPrefix("0") && (10...12).contains(digits.count)
            let local = !digits.hasPrefix("0") && (7...8).contains(digits.count)
            return mobile ? 0 : landline ? -0.5 : local ? -1.5 : nil
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
