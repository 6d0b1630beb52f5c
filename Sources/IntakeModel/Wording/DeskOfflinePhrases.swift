/// Sentences of reviewing while the store is away, and of what comes of it.
extension Phrase {
    public static let deskHeld = Phrase(
        "暂时连不上学籍库。本机留有 %1 份文书可继续复核；已决定的 %2 份保存在本机，恢复连接后提交。",
        "The store cannot be reached for the moment. %1 documents held here can be reviewed; %2 that were decided are kept on this desk and are submitted when it is back."
    )
    public static let deskConflicts = Phrase(
        "断开期间您的复核有 %1 份与他人的决定冲突，请处理",
        "%1 of your decisions made while the store was away conflict with somebody else's: settle them")
    public static let deskUndelivered = Phrase(
        "%1 份保存在本机，尚待提交（可能正由他人处理）。",
        "%1 kept on this desk are still to be submitted (somebody else may have them open).")
}

extension DeskWords {
    static let offline: [String: Phrase] = [
        "keptHere": Phrase("保存在本机，恢复连接后提交。", "Kept on this desk; submitted when the store is back."),
        "keptShort": Phrase("已决定，保存在本机", "decided, kept here"),
        "heldNote": Phrase(
            "暂时连不上学籍库：这是本机留存的文书，可以照常复核。决定保存在本机，恢复连接后提交；若他人已先作决定，会请您处理。",
            "The store cannot be reached: this is a document held by this desk, to be reviewed as usual. Decisions are kept here and submitted when it is back; where somebody else was faster you are asked."
        ),
        "goOnReviewing": Phrase("继续复核本机留存的文书", "Go on with the documents held here"),
        "conflicts": Phrase("复核冲突", "Conflicts"),
        "conflictIntro": Phrase(
            "断开期间的决定提交时，他人已对同一栏目作出决定，或规则不允许。他人的决定未被改动；请对照图像选定。",
            "When decisions made while the store was away were submitted, somebody else had decided the same field, or a rule stood against it. Nothing of theirs was changed; look at the picture and choose."
        ),
        "conflictNone": Phrase("没有待处理的冲突。", "There is nothing to settle."),
        "conflictCause": Phrase("规则不允许", "A rule stands against it"),
        "mine": Phrase("断开期间的决定", "Decided while away"),
        "theirs": Phrase("现在的决定", "What holds now"),
        "keepTheirs": Phrase("保留现在的决定", "Keep what holds now"),
        "submitMine": Phrase("以断开期间的决定更正", "Enter mine as corrections"),
        "hiddenKeying": Phrase("另一人已录入（不显示）", "keyed by another person (not shown)"),
        "settleIt": Phrase("处理", "Settle"),
        "deliveredAt": Phrase("提交时间", "Submitted"),
    ]
}
