/// Sentences about drawing forms and samples.
extension Phrase {
    public static let fontMissing = Phrase("没有安装字体“%1”。", "The font “%1” is not installed.")
    public static let samplesMade = Phrase("已绘制 %1 张样张到“%2”。", "%1 samples drawn into “%2”.")
    public static let noSuchForm = Phrase("没有版式“%1”。", "There is no form “%1”.")
}
