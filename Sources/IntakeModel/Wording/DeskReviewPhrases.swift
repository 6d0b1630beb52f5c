/// Sentences of reviewing by several people and of the desk's settings.
extension Phrase {
    public static let reviewBlind = Phrase(
        "另一人已录入此栏；请照图录入，不能只认可。", "Somebody else has keyed this field; type what you see, it cannot be waved through.")
    public static let reviewWaitsForSecond = Phrase(
        "文书 %1：您的部分已录入，等待另一人录入", "document %1: your part is keyed, another person is next")
    public static let reviewHeldBy = Phrase("正由 %1 处理", "with %1")
    public static let reviewCannotSplit = Phrase("这份文书不能这样拆分。", "This document cannot be split like that.")
    public static let reviewCannotSplitRemedy = Phrase(
        "登记表的各行不拆分；请换一个切分位置，或分别重新扫描。", "Ledgers are not split; cut elsewhere, or scan the papers one by one.")
    public static let reviewSealed = Phrase(
        "这份文书是已提交案卷的凭据，不能再改。", "This document is evidence on a submitted case and stays what it is.")
    public static let reviewSealedRemedy = Phrase(
        "请在案卷中写明理由，以新凭据更替。", "Supersede it on the case, with a reason.")
    public static let reviewNothingToUndo = Phrase("这份文书上没有您可撤销的处理。", "There is nothing of yours to take back here.")
    public static let reviewSplitUsed = Phrase("拆出的文书已有人处理，不能撤销拆分。", "The part that was split off has been worked on.")
    public static let reviewSplitUsedRemedy = Phrase("请先撤销对拆出文书的处理。", "Take back what was done to it first.")
    public static let reviewSplitUndone = Phrase("拆分已撤销", "The split was taken back")
    public static let deskNotAdministrator = Phrase("只有系统管理员可以设置。", "Only an administrator may set this.")
    public static let deskThresholdBad = Phrase(
        "界限须在 0.5 与 1 之间，比例须在 0 与 1 之间。", "Thresholds lie between 0.5 and 1, shares between 0 and 1.")
    public static let deskThresholdRemedy = Phrase("请改正后再保存；未作任何更改。", "Mend it and save again; nothing was changed.")
    public static let deskForecast = Phrase("待复核 %1 份，抽检 %2 份", "%1 to review, %2 samples")
    public static let deskForecastTime = Phrase(
        "约需 %1（最近所办文书的中位用时：每份 %2 秒）", "about %1 (half of the latest documents took at most %2 s)")
    public static let deskForecastTimeAtLeast = Phrase(
        "至少需 %1（最近所办文书的中位用时：每份 %2 秒）", "at least %1 (half of the latest documents took at most %2 s)")
    public static let countOrMore = Phrase("%1+", "%1+")
    public static let deskMinutes = Phrase("%1 分钟", "%1 min")
    public static let deskHours = Phrase("%1 小时 %2 分钟", "%1 h %2 min")
    public static let deskGroupAccepted = Phrase(
        "已认可 %1 份；挑出的 %2 份留待逐份复核。", "%1 accepted; %2 picked out are left for review.")
    public static let deskSamples = Phrase(
        "抽中 %1 份，已查 %2 份，其中 %3 份有误", "%1 drawn, %2 checked, %3 of them wrong")
    public static let deskCompanion = Phrase("%1（第 %2 页）", "%1 (page %2)")
}

extension DeskWords {
    static let reviewing: [String: Phrase] = [
        "differs": Phrase("不同", "differs"),
        "secondPerson": Phrase("第二人录入：请照图录入", "Second person: type what you see"),
        "thirdPerson": Phrase("两人所录不同，请裁定", "Two people differ: decide"),
        "waitsForSecond": Phrase(
            "您的部分已录入；等待另一人录入。按 Enter 取下一份。", "Your part is keyed; another person is next. Press Enter for the next."),
        "sample": Phrase("抽检", "Sample"),
        "sampleNote": Phrase(
            "抽检：这份文书未见疑点，随机抽中核对。全部无误时按 a。",
            "Sample: nothing was doubtful; it was drawn at random. Press a when all of it is right."),
        "sampleDone": Phrase("抽检完毕。按 Enter 取下一份。", "Sample done. Press Enter for the next."),
        "acceptAll": Phrase("全部认可", "Accept all"),
        "blank": Phrase("空白", "Blank"),
        "note": Phrase("备注", "Note"),
        "reassign": Phrase("改判种类", "Change kind"),
        "rotate": Phrase("转 90°", "Turn 90°"),
        "split": Phrase("拆成两份", "Split in two"),
        "splitAcross": Phrase("上下拆分", "one above the other"),
        "splitDown": Phrase("左右拆分", "side by side"),
        "splitAt": Phrase("切分位置（%）", "Cut at (%)"),
        "handOn": Phrase("移交", "Hand on"),
        "handOnTo": Phrase("移交给", "To"),
        "release": Phrase("放回队列", "Back to the queue"),
        "undoLast": Phrase("撤销", "Undo"),
        "undone": Phrase("已撤销", "Taken back"),
        "history": Phrase("处理经过", "History"),
        "allKeys": Phrase("全部快捷键", "All keys"),
        "groups": Phrase("成组核对", "Groups"),
        "groupsIntro": Phrase(
            "一栏多份，一眼认可；有疑问的挑出来逐份复核。", "One field of many documents at a glance; what is not right is picked out."),
        "groupKeys": Phrase(
            "←→↑↓ 移动 · 空格/x 挑出 · Enter 认可其余", "←→↑↓ move · space/x pick out · Enter accept the rest"),
        "groupAccept": Phrase("认可未挑出的", "Accept what is not picked out"),
        "groupPick": Phrase("挑出", "Pick out"),
        "groupNone": Phrase("没有可成组核对的栏目。", "Nothing to verify in groups."),
        "documents": Phrase("份", "documents"),
        "handedTo": Phrase("已移交给", "Handed on to"),
        "waitsForOther": Phrase("待另一人录入", "waits for a second person"),
        "field": Phrase("栏目", "Field"),
        "action.note": Phrase("备注", "noted"),
        "action.reassign": Phrase("已改判种类", "kind changed"),
        "action.rotate": Phrase("已转正", "turned"),
        "action.split": Phrase("已拆分", "split"),
        "action.undo": Phrase("已撤销", "taken back"),
        "action.keyed": Phrase("已录入，待另一人", "keyed, waits for another"),
    ]

    /// Keys of the review page and what they do.
    public static let keyTable: [(keys: String, phrase: Phrase)] = [
        ("Enter", Phrase("认可；已录入时保存", "accept, or store what was typed")),
        ("↓ / Tab", Phrase("下一存疑栏", "next doubtful field")),
        ("↑", Phrase("上一存疑栏", "previous doubtful field")),
        ("1–9", Phrase("取其他读法", "take another reading")),
        ("e / 空格", Phrase("录入、更正（直接打字也可）", "type a value (or just type)")),
        ("b", Phrase("此栏空白", "the field is blank")),
        ("u", Phrase("无法辨认", "unreadable")),
        ("a", Phrase("全部认可（抽检）", "accept all (samples)")),
        ("g", Phrase("一览无疑栏目", "glance at what is not doubtful")),
        ("r", Phrase("去红章 / 还原", "lift red ink, or show it")),
        ("w", Phrase("整页 / 放大", "whole page, or zoomed")),
        ("o", Phrase("页面转 90°", "turn the page by 90°")),
        ("t", Phrase("改判种类", "change the kind of paper")),
        ("s", Phrase("拆成两份", "split in two")),
        ("m", Phrase("备注", "note")),
        ("x", Phrase("退回本页", "reject the page")),
        ("z", Phrase("撤销上一处理", "take back the last decision")),
        ("h", Phrase("移交给某人", "hand on to somebody")),
        ("q", Phrase("放回队列", "back to the queue")),
        ("n", Phrase("下一份", "next document")),
        ("Esc", Phrase("离开输入框或关闭小窗", "leave the box, close a panel")),
    ]
}
