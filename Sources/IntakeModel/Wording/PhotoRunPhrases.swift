/// Sentences about runs over many photos.
extension Phrase {
    public static let photoPass = Phrase("✓ 合格", "✓ pass")
    public static let photoReview = Phrase("? 待人工复核", "? for a person to decide")
    public static let photoFail = Phrase("✗ 不合格", "✗ fail")
    public static let photosChecked = Phrase(
        "共 %1 张：合格 %2，待复核 %3，不合格 %4。", "%1 photos: %2 pass, %3 to be reviewed, %4 fail.")
    public static let photoSheetTitle = Phrase("照片问题一览", "Photos that need attention")
    public static let photoSheetSummary = Phrase(
        "共 %1 张，合格 %2 张，下面 %3 张需要处理。", "%1 photos, %2 pass, %3 below need attention.")
}
