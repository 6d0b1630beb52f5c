/// Sentences of `xueji store`: checking, backing up, restoring, moving, keys.
extension Phrase {
    public static let careFinding = Phrase("%1  原件 %2  %3", "%1  original %2  %3")
    public static let careChecked = Phrase(
        "核对了 %1 份原件和 %2 条审计记录：缺失 %3，损坏 %4，行与页不符 %5，无人引用 %6。",
        "Checked %1 originals and %2 audit entries: %3 missing, %4 damaged, %5 rows unlike their page, %6 that no row names."
    )
    public static let careWhole = Phrase("数据库与原件库一致、完整。", "Store and vault agree and are whole.")
    public static let careNotWhole = Phrase("数据库与原件库有问题。", "Something is wrong with store or vault.")
    public static let careNotWholeRemedy = Phrase(
        "请保留现场，从备份中找回缺失或损坏的原件（xueji store restore 到新的位置，再取出原件）。",
        "Keep everything as it is and fetch missing or damaged originals from a backup (xueji store restore to a new place)."
    )
    public static let careBackedUp = Phrase(
        "已备份 %1 行、%2 份原件，写入后全部读回核对。", "Backed up %1 rows and %2 originals, all read back and checked.")
    public static let careRestored = Phrase(
        "已恢复 %1 行、%2 份原件，逐行与备份比对无误。", "Restored %1 rows and %2 originals, every row compared with the backup.")
    public static let careMovedRows = Phrase(
        "已迁移 %1 行，逐行比对一致。", "Moved %1 rows, every one compared.")
    public static let careMovedOriginals = Phrase(
        "已迁移 %1 份原件（另有 %2 份已在目标处），逐份核对校验值。",
        "Moved %1 originals (%2 more were there already), every hash checked.")
    public static let careLost = Phrase("%1 份原件在来源处缺失或损坏：%2", "%1 originals are missing or damaged at the source: %2")
    public static let careLostRemedy = Phrase(
        "请运行 xueji store check 查看是哪些页，并从备份找回。",
        "See with xueji store check which pages they are, and fetch them from a backup.")
    public static let careNothingToMove = Phrase("没有说明迁到哪里。", "It was not said where to.")
    public static let careNothingToMoveRemedy = Phrase(
        "请给出 --to-store 或 --to-vault，或两者。", "Give --to-store, --to-vault or both.")
    public static let careNoKeys = Phrase("没有给出加密密钥。", "No keys to seal with were given.")
    public static let careRekeyed = Phrase(
        "%1 份原件改用密钥“%2”加密，%3 份本来就是。", "%1 originals were sealed with the key “%2”, %3 were already.")
}
