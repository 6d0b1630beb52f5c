internal import IntakeModel

/// Seal roles in words.
enum SealRoleNames {
    static func text(_ role: SealRole, _ language: Language) -> String {
        let phrase: Phrase =
            switch role {
            case .policeHousehold: .sealPoliceHousehold
            case .provincialPolice: .sealProvincialPolice
            case .receivingSchool: .sealReceivingSchool
            case .releasingSchool: .sealReleasingSchool
            case .registrarName: .sealRegistrarName
            case .school: .sealSchool
            case .department: .sealDepartment
            case .hospital: .sealHospital
            case .police: .sealPolice
            case .undertakingUnit: .sealUndertakingUnit
            case .boxA, .boxB, .boxC, .boxD, .box1, .box2, .box3, .box4: .sealBox.with(box(role))
            case .other: .sealOther
            }
        return phrase.text(language)
    }

    /// A…D, ①…④.
    static func box(_ role: SealRole) -> String {
        switch role {
        case .boxA: "A"
        case .boxB: "B"
        case .boxC: "C"
        case .boxD: "D"
        case .box1: "①"
        case .box2: "②"
        case .box3: "③"
        case .box4: "④"
        default: ""
        }
    }
}
