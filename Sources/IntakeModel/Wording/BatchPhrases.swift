/// 批次: pages that came in together.
extension Phrase {
    public static let batchChanged = Phrase(
        "这个批次在您看过之后有了变化，未改动。", "The batch has changed since you saw it; nothing was done.")
    public static let batchChangedRemedy = Phrase("请刷新页面，看清后再试。", "Reload the page, look, and try again.")
    public static let batchSplitFirst = Phrase(
        "不能从第一页拆分，或这一页不在批次中。", "A batch is not split before its first page, or the page is not in it.")
    public static let batchSplitRemedy = Phrase(
        "请选第二页以后的一页，它和其后各页成为新批次。", "Choose a later page; it and all after it become a new batch.")
    public static let batchMergeOthers = Phrase(
        "只能合并同一单位的两个不同批次。", "Only two different batches of one organization are merged.")
    public static let batchMergeRemedy = Phrase("请另选一个批次。", "Choose another batch.")
    public static let batchCollateOdd = Phrase(
        "批次有 %1 页，分不成正反面。", "The batch has %1 pages and cannot be fronts and backs.")
    public static let batchCollateRemedy = Phrase(
        "正面、反面的页数必须相同：补扫缺的一面，或把多出的页拆分出去，再试。",
        "There must be as many backs as fronts: scan the missing side or split off what is too many.")
    public static let batchLine = Phrase(
        "批次 %1　%2　%3　%4 页，搁置 %5，待识别 %6，待复核 %7", "batch %1  %2  %3  %4 pages, %5 aside, %6 to read, %7 to review")
    public static let batchEntryLine = Phrase("%1. 页 %2（条目 %3）%4", "%1. page %2 (entry %3)%4")
    public static let batchAsideNote = Phrase(" · 搁置：%1", " · aside: %1")
    public static let batchTurnNote = Phrase(" · 转 %1°", " · turned %1°")
    public static let batchKnownNote = Phrase(" · 以前收过", " · had come before")
    public static let batchCameNote = Phrase(" · 来时第 %1 页", " · came as page %1")
    public static let batchNone = Phrase("没有批次。", "There are no batches.")
    public static let batchMade = Phrase("新批次：%1", "new batch: %1")
    public static let batchUndone = Phrase("已撤销：%1", "taken back: %1")
    public static let batchNotScanned = Phrase(
        "批次 %1 不是扫描来的，或没有记下扫描设置，不能接着扫描。",
        "Batch %1 was not scanned, or its settings are not on record; it cannot go on.")
    public static let batchNotScannedRemedy = Phrase("请新扫一批，再合并。", "Scan a new batch and merge the two.")
    public static let batchGoesOn = Phrase("批次 %1 从第 %2 页继续。", "Batch %1 goes on at page %2.")
    public static let queueReadAgain = Phrase("重新识别", "read again")
    public static let queueLine = Phrase(
        "%1　排队 %2，识别中 %3，无法识别 %4，已取消 %5%6", "%1  %2 waiting, %3 being read, %4 unreadable, %5 cancelled%6")
    public static let queueSince = Phrase("，最早 %1 分钟前", ", the oldest for %1 min")
    public static let queueLeft = Phrase("，约需 %1", ", about %1")
    public static let queueEmptyNow = Phrase("队列是空的。", "The queue is empty.")
    public static let queueChanged = Phrase("%1 页", "%1 pages")
    public static let deskQueued = Phrase("待识别 %1 页，识别中 %2 页%3", "%1 pages wait to be read, %2 are being read%3")
    public static let separatorTitle = Phrase("分隔页", "Separator")
    public static let separatorLine = Phrase(
        "以下各页另为一份。本页不作凭据，可重复使用。", "What follows belongs together. This sheet can be used again.")
    public static let separatorCase = Phrase("案卷 %1 · %2", "Case %1 · %2")
    public static let twinNote = Phrase("可能与第 %1 号页相同", "perhaps the same as page %1")
}

extension DeskWords {
    static let batches: [String: Phrase] = [
        "batch": Phrase("批次", "Batch"),
        "batches": Phrase("批次", "Batches"),
        "batchPages": Phrase("页数", "Pages"),
        "batchAside": Phrase("搁置", "Set aside"),
        "batchReading": Phrase("待识别", "To read"),
        "batchDoubtful": Phrase("待复核", "To review"),
        "batchDevice": Phrase("来源", "From"),
        "batchBy": Phrase("经手", "By"),
        "batchOrigin.scanner": Phrase("扫描", "scanned"),
        "batchOrigin.file": Phrase("导入", "imported"),
        "batchState.done": Phrase("完成", "done"),
        "batchState.broken": Phrase("中断", "broken off"),
        "batchState.open": Phrase("未结束", "not ended"),
        "batchKeys": Phrase(
            "方向键移动，Shift+方向键挪动该页（也可拖动），X 搁置或取回，O 转 90°，S 从此页起拆成新批次，Z 撤销，Enter 看大图。",
            "Arrows move, Shift+arrows move the page (or drag it), X sets aside or brings back, O turns, S splits before this page, Z takes back, Enter enlarges."
        ),
        "batchIntro": Phrase(
            "一次扫描或导入的页面，按来时的次序。空白页搁置而不删除；改动都可撤销。",
            "Pages of one scan or import in the order they came. Blank ones are set aside, never deleted; every change can be taken back."
        ),
        "batchGoOn": Phrase("继续扫描", "Go on scanning"),
        "batchMerge": Phrase("并入此批次", "Merge into this"),
        "batchMergeWith": Phrase("把另一批次并到末尾", "Put another batch at the end"),
        "batchHistory": Phrase("经过", "History"),
        "batchAct.end": Phrase("结束", "ended"),
        "batchAct.order": Phrase("排序", "ordered"),
        "batchAct.turn": Phrase("转页", "turned"),
        "batchAct.aside": Phrase("搁置或取回", "set aside or brought back"),
        "batchAct.split": Phrase("拆分", "split"),
        "batchAct.merge": Phrase("合并", "merged"),
        "batchAct.undo": Phrase("撤销", "taken back"),
        "batchReason.blank": Phrase("空白页", "blank"),
        "batchReason.separator": Phrase("分隔页", "separator"),
        "batchReason.person": Phrase("人工搁置", "by a person"),
        "batchKnown": Phrase("以前收过", "had come before"),
        "batchTurn": Phrase("转", "turn"),
        "batchSplit": Phrase("从此页拆分", "Split here"),
        "batchCollate": Phrase("前半正面、后半倒序反面：交错", "Fronts, then backs in reverse: collate"),
        "batchCancel": Phrase("取消待识别的页", "Do not read what waits"),
        "batchAgain": Phrase("重新识别", "Read again"),
        "batchAll": Phrase("全部批次", "All batches"),
        "batchCase": Phrase("案卷", "Case"),
    ]
}
