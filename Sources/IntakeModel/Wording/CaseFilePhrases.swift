/// Words of a case's page and of its printed file.
extension DeskWords {
    static let caseFile: [String: Phrase] = [
        "printFile": Phrase("打印案卷（PDF）", "Print the case file (PDF)"),
        "sealChain": Phrase("盖章次序", "Chain of seals"),
        "sealThere": Phrase("已盖", "sealed"),
        "sealMissing": Phrase("未盖", "missing"),
        "supersede": Phrase("更替凭据", "Supersede evidence"),
        "supersedes": Phrase("更替哪一项", "Which item"),
        "supersededBy": Phrase("更替理由", "Why"),
        "until": Phrase("至", "until"),
    ]
}

extension Phrase {
    public static let caseFileTitle = Phrase("案卷 %1 · %2", "Case %1 · %2")
    public static let caseFilePrinted = Phrase("打印于 %1，经办 %2", "Printed %1 by %2")
    public static let caseFileEvidenceList = Phrase("凭据目录", "List of evidence")
    public static let caseFileHash = Phrase("原件 SHA-256：%1", "SHA-256 of the original: %1")
    public static let caseFilePage = Phrase("第 %1 页 / 共 %2 页", "Page %1 of %2")
    public static let caseFileMasked = Phrase("其他学生的行已遮盖", "Rows of other students are covered")
    public static let caseFileNoScan = Phrase("图像无法显示", "The picture cannot be shown")
    public static let caseFileEvidence = Phrase("凭据 %1：%2（页 %3，%4）", "Evidence %1: %2 (page %3, %4)")
}
