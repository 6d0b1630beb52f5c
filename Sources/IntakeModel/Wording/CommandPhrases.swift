/// Sentences of the command line.
extension Phrase {
    public static let internalFault = Phrase("程序内部出错。", "An internal error occurred.")
    public static let pageTaken = Phrase("已收件：第 %1 号页（%2）", "Taken in: page %1 (%2)")
    public static let pageDuplicate = Phrase(
        "重复：与第 %1 号页完全相同（%2），未重复收件", "Duplicate: the same as page %1 (%2), not taken in again")
    public static let importNotYet = Phrase(
        "暂不支持监视文件夹。", "Watching folders is not supported yet.")
    public static let importNotYetRemedy = Phrase("请直接给出图像文件或文件夹。", "Name image files or folders.")
    public static let workerIdle = Phrase("队列已空：完成 %1 页，失败 %2 页。", "The queue is empty: %1 pages done, %2 failed.")
    public static let pageRead = Phrase("第 %1 号页已识别", "Page %1 read")
    public static let nothingToReview = Phrase("没有待复核的文书。", "Nothing waits for review.")
    public static let reviewDocument = Phrase("文书 %1（%2），第 %3 号页", "Document %1 (%2), page %3")
    public static let reviewVerified = Phrase("文书 %1 已核实。", "Document %1 is verified.")
    public static let reviewLeft = Phrase("文书 %1 还有待复核：%2", "Document %1 still has doubtful: %2")
    public static let reviewRejected = Phrase("文书 %1 已退回。", "Document %1 is rejected.")
    public static let reviewCrop = Phrase("图样：%1", "picture: %1")
    public static let registryValue = Phrase("登记值：%1", "on record: %1")
    public static let caseLine = Phrase("案卷 %1  %2  %3", "Case %1  %2  %3")
    public static let caseOpened = Phrase("已立案：案卷 %1（%2）", "Opened: case %1 (%2)")
    public static let caseAttached = Phrase("第 %1 号页已附到案卷 %2", "Page %1 attached to case %2")
    public static let caseSubmitted = Phrase("案卷 %1 已提交，轮到：%2", "Case %1 submitted; next: %2")
    public static let caseDecided = Phrase("案卷 %1：%2", "Case %1: %2")
    public static let caseChange = Phrase("  更正 %1：%2 → %3", "  correction of %1: %2 → %3")
    public static let caseEvidence = Phrase("  凭据 %1：第 %2 号页，SHA-256 %3…，%4", "  evidence %1: page %2, SHA-256 %3…, %4")
    public static let caseMissing = Phrase("  尚缺 %1〔%2〕", "  missing: %1 [%2]")
    public static let caseDecisionLine = Phrase("  核办 第%1步 %2 %3", "  decision, step %1: %2 by %3")
    public static let statusVerified = Phrase("已核实", "verified")
    public static let statusPending = Phrase("待复核", "to be reviewed")
    public static let statusRejected = Phrase("已退回", "rejected")
    public static let statusPresent = Phrase("已收", "present")
    public static let studentLine = Phrase("学生 %1  %2  %3  %4  %5", "Student %1  %2  %3  %4  %5")
    public static let debugLegend = Phrase(
        "蓝 文书、格  橙 表框  绿/橙/红 栏名和内容（可靠/存疑/不可信）  灰 空栏  紫 文字行  品红 印章",
        "blue papers, cells · orange tables · green/orange/red labels and values (sure/doubtful/bad) · grey empty · purple lines · magenta seals"
    )
    public static let added = Phrase("已登记：%1", "Added: %1")
    public static let doctorPresent = Phrase("已就绪", "present")
    public static let doctorMissing = Phrase("缺少", "missing")
    public static let doctorNothingMissing = Phrase("一切就绪。", "Everything is in place.")
    public static let reviewNothingToAccept = Phrase(
        "栏目 %1 没有读出内容，不能直接认可。", "Nothing was read in %1; it cannot be accepted as it is.")
    public static let reviewTypeIt = Phrase(
        "请对照原件，用 review correct 录入。", "Look at the paper and type it with review correct.")
    public static let caseNothingMissing = Phrase("没有障碍，可以提交。", "Nothing stands in the way.")
    public static let caseNeedsCare = Phrase("  须写明理由 %1〔%2〕", "  needs a reason: %1 [%2]")
    public static let caseNotice = Phrase("  提示 %1〔%2〕", "  notice: %1 [%2]")
    public static let caseDue = Phrase("  期限 %1", "  due %1")
    public static let caseDueProvisional = Phrase(
        "  期限 %1（暂定：该年放假安排尚未公布）", "  due %1 (provisional: that year's holidays are not announced)")
    public static let casePack = Phrase("  依据 %1 %2（现行：%3）", "  under %1 %2 (in force: %3)")
    public static let caseStep = Phrase("  %1 第%2步 %3（%4）〔%5〕", "  %1 step %2: %3 (%4) [%5]")
    public static let caseOtherPack = Phrase("  若按规则包 %1：", "  under rule pack %1:")
    public static let statusSuperseded = Phrase("已更替", "superseded")
    public static let passwordPrompt = Phrase("请输入口令（不回显）：", "Password (not shown): ")
    public static let passwordShort = Phrase("口令至少 %1 个字符。", "A password has %1 characters at least.")
    public static let passwordSet = Phrase("已设置口令：%1", "Password set: %1")
}
