internal import IntakeModel
internal import IntakeResources

/// A value as lists and people write it, as the record keeps it.
enum RosterValue {
    /// `nil` when it does not fit the field.
    static func normalized(_ text: String, as field: StudentField, codes: CodeLists) -> String? {
        switch field {
        case .citizenID:
            guard let id = CitizenID(text), id.hasValidCheckCharacter, id.birthDate != nil else { return nil }
            return id.text
        case .studentNumber: return StudentNumber(text)?.text
        case .birthDate: return DateText(text)?.date?.iso
        case .sex: return ["男": "男", "女": "女", "1": "男", "2": "女"][text]
        case .name: return text.count <= 40 ? text : nil
        case .ethnicGroup:
            if let value = codes.value(text, of: .ethnicGroup) { return value }
            // A number is a code, and one that the list does not have.
            return text.contains(where: \.isNumber) ? nil : text
        default: return text
        }
    }

    static func reason(for field: StudentField) -> Phrase {
        switch field {
        case .citizenID: .rosterBadID
        case .studentNumber: .findingStudentNumberShape
        case .birthDate: .findingDateImpossible
        case .sex: .rosterBadSex
        default: .rosterBadCell
        }
    }
}

extension StudentRoster {
    /// A value as the record keeps it; `nil` when it does not fit the field.
    public static func normalized(_ text: String, as field: StudentField) -> String? {
        RosterValue.normalized(text, as: field, codes: CodeLists(lists: [:]))
    }
}
