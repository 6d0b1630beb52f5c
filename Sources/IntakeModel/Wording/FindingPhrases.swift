/// Sentences of findings.
extension Phrase {
    public static let findingRequiredEmpty = Phrase("必填栏为空，请补填。", "A required field is empty; have it filled in.")
    public static let findingIDShape = Phrase(
        "公民身份号码不是18位，请对照原件。", "The citizen ID does not have 18 characters; compare with the paper.")
    public static let findingIDChecksum = Phrase(
        "公民身份号码校验码不符，请对照原件逐位核对。",
        "The check digit of the citizen ID does not fit; compare every digit with the paper.")
    public static let findingIDRegion = Phrase(
        "公民身份号码前6位不是已知的行政区划代码。", "The first six digits of the citizen ID are no known area code.")
    public static let findingIDDate = Phrase(
        "公民身份号码中的出生日期不存在。", "The birth date inside the citizen ID does not exist.")
    public static let findingIDBirth = Phrase(
        "出生日期与公民身份号码不一致。", "The birth date does not agree with the citizen ID.")
    public static let findingIDSex = Phrase("性别与公民身份号码不一致。", "The sex does not agree with the citizen ID.")
    public static let findingStudentNumberShape = Phrase(
        "学籍号不是19位或格式不符。", "The student number does not have 19 characters or the right form.")
    public static let findingStudentNumberMismatch = Phrase(
        "学籍号与公民身份号码不一致（更正过号码的学生可能如此）。",
        "The student number does not agree with the citizen ID (it may keep an old ID after a correction).")
    public static let findingDateImpossible = Phrase("日期不存在，请对照原件。", "There is no such date; compare with the paper.")
    public static let findingNotInList = Phrase("内容不在代码表（%1）中。", "The value is not in the code list (%1).")
    public static let findingSealMissing = Phrase("缺少印章：%1。", "A seal is missing: %1.")
    public static let findingRegistryMismatch = Phrase(
        "与学籍登记信息不一致，请对照原件。", "It differs from the registry; compare with the paper.")
    public static let findingCrossDocument = Phrase(
        "%1与另一份文书（%2，第%3号页）不一致，请对照两份原件。",
        "%1 differs from another paper (%2, page %3); compare both papers.")
    public static let findingPageCut = Phrase(
        "纸张有一部分不在图像内，请把整张放入后重新扫描。", "Part of the paper is outside the picture; lay it down whole and scan again.")
    public static let findingPageIllegible = Phrase(
        "页面无法辨认，请重新扫描（建议300 dpi）。", "The page cannot be made out; scan it again (300 dpi recommended).")
    public static let findingRowsUnread = Phrase(
        "表格没有认出，各行未能逐行识别，请重新扫描，或对照原图逐行录入。",
        "The table was not made out and its rows were not read; scan it again, or key every row from the picture.")
    public static let findingPageTooComplex = Phrase(
        "页面内容过于杂乱，已停止识别，请检查图像是否为所需文书。",
        "The page is too cluttered and reading was stopped; check that the image shows the paper that is meant.")
    public static let sealPoliceHousehold = Phrase("户口登记机关户口专用章", "household seal of the police station")
    public static let sealReceivingSchool = Phrase("转入学校学籍专用章", "registry seal of the receiving school")
    public static let sealReleasingSchool = Phrase("转出学校学籍专用章", "registry seal of the releasing school")
    public static let sealRegistrarName = Phrase("承办人签章", "name stamp of the registrar")
    public static let sealOther = Phrase("公章", "official seal")
}
