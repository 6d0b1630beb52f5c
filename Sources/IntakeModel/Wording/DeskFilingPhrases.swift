/// 归档: putting papers of the pool on cases.
extension Phrase {
    public static let filingChanged = Phrase(
        "这份文书或案卷在您看过之后有了变化，未归入。", "The paper or the case has changed since you saw it; nothing was done.")
    public static let filingChangedRemedy = Phrase("请看清现在的提示后再决定。", "Look at what it says now, then decide.")
    public static let filingReason = Phrase("这样归档须写明理由。", "This needs a reason.")
    public static let filingReasonRemedy = Phrase("请写明理由后再试。", "Give a reason and try again.")
    public static let filingSealed = Phrase(
        "案卷 %1 已提交，或这份凭据已被更替、已存档，不能撤下。",
        "Case %1 was submitted, or the item was superseded or put in the archive; it cannot be taken off.")
    public static let filingSealedRemedy = Phrase(
        "请在案卷页用新的凭据更替它，并写明理由。", "Supersede it on the case's page, with a reason.")
    public static let filingDidAttach = Phrase("文书 %1 已归入案卷 %2。", "Paper %1 is on case %2.")
    public static let filingDidKeepOut = Phrase("文书 %1 不归入案卷。", "Paper %1 goes to no case.")
    public static let filingTakenBack = Phrase("已撤销：文书 %1 回到待归档。", "Taken back: paper %1 waits again.")
    public static let filingWaiting = Phrase("共 %1 份待归档，其中 %2 份把握十足。", "%1 wait, %2 of them beyond doubt.")
}

extension DeskWords {
    static let filing: [String: Phrase] = [
        "filing": Phrase("归档", "Filing"),
        "toFile": Phrase("待归档", "To file"),
        "filingIntro": Phrase(
            "已核实、还不在任何案卷中的文书。号码与案卷学生一致、别无矛盾的可以一键归入；其余先看清疑问再定。",
            "Verified papers that are on no case. Where a number is the case's student's and nothing disagrees, one key puts them there; the rest is a question first."
        ),
        "filingEmpty": Phrase("没有待归档的文书。", "No paper waits for its case."),
        "filingKeys": Phrase(
            "Enter 归入首选案卷，1–9 归入第几个，↓ ↑ 下一份、上一份，C 查找别的案卷，N 立新案，O 已见原件，K 不归案卷，Z 撤销。",
            "Enter files on the first case, 1–9 on that one, ↓ ↑ next and previous, C finds another case, N opens a new one, O original seen, K keeps out, Z takes back."
        ),
        "filingInto": Phrase("归入案卷", "Put on case"),
        "filingAnyway": Phrase("仍然归入", "Put it there all the same"),
        "filingAgainst": Phrase("疑问", "What speaks against it"),
        "filingNoCase": Phrase("没有找到它所指学生的未结案卷。", "No open case of a student whom it names was found."),
        "filingNobody": Phrase("登记册中没有它所指的学生。", "No student on record is named by it."),
        "filingSearch": Phrase("别的案卷（案卷号、学生姓名或号码）", "Another case (its number, or the student's name or number)"),
        "filingFind": Phrase("查找", "Find"),
        "filingNotFound": Phrase("没有这样的未结案卷。", "There is no such open case."),
        "filingKeepOut": Phrase("不归入案卷", "Keep it out of cases"),
        "filingUndo": Phrase("撤销上一步", "Take back"),
        "filingNewCase": Phrase("为该学生立案", "Open a case for"),
        "filingCertain": Phrase("可归入", "beyond doubt"),
        "filingQuestion": Phrase("有疑问", "a question"),
        "filingUnplaced": Phrase("无案卷", "no case"),
        "filingRow": Phrase("第几行", "Row"),
    ]
}
