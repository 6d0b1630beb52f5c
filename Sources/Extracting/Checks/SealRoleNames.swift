internal import IntakeModel

/// Seal roles in words.
enum SealRoleNames {
    static func text(_ role: SealRole, _ language: Language) -> String {
        let phrase: Phrase =
            switch role {
            case .policeHousehold: .sealPoliceHousehold
            case .receivingSchool: .sealReceivingSchool
            case .releasingSchool: .sealReleasingSchool
            case .registrarName: .sealRegistrarName
            default: .sealOther
            }
        return phrase.text(language)
    }
}
