/// Names of seals by the place they belong to.
extension SealRole {
    public var title: Phrase {
        switch self {
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
        case .boxA, .boxB, .boxC, .boxD, .box1, .box2, .box3, .box4: .sealBox.with(box ?? "")
        case .other: .sealOther
        }
    }

    /// Of the boxes of annex 4: A…D, ①…④.
    public var box: String? {
        switch self {
        case .boxA: "A"
        case .boxB: "B"
        case .boxC: "C"
        case .boxD: "D"
        case .box1: "①"
        case .box2: "②"
        case .box3: "③"
        case .box4: "④"
        default: nil
        }
    }

    /// The field that holds the date of a box of annex 4 (`boxADate`).
    public var dateField: FieldKey? { box == nil ? nil : FieldKey(rawValue: rawValue + "Date") }
}
