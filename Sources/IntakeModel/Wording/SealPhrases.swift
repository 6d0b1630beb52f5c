/// Sentences about official seals.
extension Phrase {
    public static let findingSealIllegible = Phrase(
        "印章无法辨认：%1，请对照原件。", "A seal cannot be read: %1; compare with the paper.")
    public static let findingSealName = Phrase(
        "印章单位与表中填写的单位不一致：%1，请对照原件。",
        "A seal names another organization than the form: %1; compare with the paper.")
    public static let findingSealOrderDates = Phrase(
        "盖章次序有误：%1的日期早于%2。", "Seals out of order: the date of %1 is before that of %2.")
    public static let findingSealOrderEmpty = Phrase(
        "盖章次序有误：%1尚未签署，%2已经签署。", "Seals out of order: %2 is signed while %1 is still empty.")
    public static let sealBox = Phrase("%1栏盖章", "seal in box %1")
    public static let sealProvincialPolice = Phrase(
        "省级公安机关户口专用章", "household seal of the provincial police")
    public static let sealSchool = Phrase("学校学籍专用章", "registry seal of the school")
    public static let sealDepartment = Phrase("教育主管部门公章", "seal of the education department")
    public static let sealHospital = Phrase("医院公章", "seal of the hospital")
    public static let sealPolice = Phrase("公安机关公章", "seal of the police")
    public static let sealUndertakingUnit = Phrase("承办单位公章", "seal of the undertaking unit")
}
