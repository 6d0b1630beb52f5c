/// 页归何案: papers proposed for cases.
extension Phrase {
    public static let proposalNone = Phrase(
        "没有可以归入在办案卷的文书。", "No paper of the pool belongs to a case that is under way.")
    public static let proposalLine = Phrase("第 %1 号页（%2）→ 案卷 %3", "page %1 (%2) → case %3")
    public static let proposalAsk = Phrase("？%1", "? %1")
    public static let proposalByName = Phrase("只有姓名和出生日期相符，没有号码", "only name and birth date agree, no number")
    public static let proposalUnverified = Phrase("还有存疑的栏目待复核", "fields still wait for a reviewer")
    public static let proposalNumbersDisagree = Phrase(
        "身份证号与学籍号不是同一学生的", "citizen ID and student number are not one student's")
    public static let proposalNameDiffers = Phrase(
        "号码是这名学生的，姓名或出生日期不同", "the number is the student's, the name or birth date is not")
    public static let proposalSeveralCases = Phrase("该学生有几份未结案卷", "the student has several open cases")
    public static let proposalNotAsked = Phrase("该案卷不需要这种文书", "the case asks for no such paper")
    public static let proposalScannedForAnother = Phrase(
        "这一页是为另一案卷扫描的", "the page was scanned for another case")
    public static let proposalNamesAnother = Phrase(
        "文书上没有该案卷学生的号码，也没有其姓名和出生日期",
        "neither a number nor name and birth date of the case's student stand on it")
    public static let proposalPerhapsThere = Phrase(
        "案卷中已有一页可能就是这张纸", "a page that may be the same sheet is on the case already")
}
