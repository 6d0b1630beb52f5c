/// Sentences about templates, facts and models.
extension Phrase {
    public static let resourcesMissing = Phrase(
        "找不到表单模板和数据文件夹 models（从“%1”找起）。",
        "The folder “models” with form templates and facts was not found (looked from “%1”).")
    public static let resourcesMissingRemedy = Phrase(
        "请在软件目录中运行，或用环境变量 XUEJI_RESOURCES 指明 models 文件夹。",
        "Run from the package folder, or name the models folder in XUEJI_RESOURCES.")
    public static let resourceBroken = Phrase(
        "数据文件“%1”内容有误：%2。", "The resource file “%1” is not as it should be: %2.")
    public static let resourceBrokenRemedy = Phrase(
        "请恢复软件自带的原文件。", "Put back the file that came with the software.")
}
