/// Sentences about files that come to the desk in pieces.
extension Phrase {
    public static let uploadEmpty = Phrase("文件“%1”是空的。", "The file “%1” is empty.")
    public static let uploadAgain = Phrase("请重新选择这个文件。", "Choose the file again.")
    public static let uploadTooMany = Phrase(
        "您有太多文件正在上传（50 个或 6 GB）。", "You have too many files under way (50, or 6 GB).")
    public static let uploadTooManyRemedy = Phrase(
        "请等先前的上传完成，或取消不要的。", "Wait for the others to end, or give up those you do not need.")
    public static let uploadFull = Phrase(
        "工作台所在磁盘的空间不足，未开始上传。", "The desk's disk has no room; the upload was not begun.")
    public static let uploadFullRemedy = Phrase("请联系管理员清理磁盘后再试。", "Ask an administrator to make room, then try again.")
    public static let uploadGone = Phrase(
        "这次上传已不在了：已取消，或超过一天没有动静。", "This upload is gone: given up, or silent for a day.")
    public static let uploadOffset = Phrase(
        "这个文件正从别处上传，或先前的数据没有到齐。", "The file is being sent from elsewhere, or earlier bytes are missing.")
    public static let uploadTooLong = Phrase(
        "收到的数据比文件的大小还多，未收件。", "More bytes came than the file has; nothing was taken in.")
    public static let uploadTaking = Phrase("文件已传完，正在收件，不能取消。", "All bytes are here and are being taken in.")
    public static let uploadDamaged = Phrase(
        "文件在传输中损坏，未收件。", "The file was damaged on its way; nothing was taken in.")
}

/// Words of the intake page.
extension DeskWords {
    static let uploading: [String: Phrase] = [
        "dropHere": Phrase("把文件拖到这里，或选择文件", "Drop files here, or choose them"),
        "dropHint": Phrase(
            "图像（JPEG、PNG、TIFF、HEIC、PNM）和 PDF，每个不超过 64 MB；ZIP 压缩包，不超过 2 GB。断网后自动续传；页面关闭后再选同一文件也会续传。",
            "Pictures (JPEG, PNG, TIFF, HEIC, PNM) and PDF, up to 64 MB each; ZIP archives up to 2 GB. A broken connection goes on by itself, and so does the same file chosen again after the page was closed."
        ),
        "chooseFiles": Phrase("选择文件", "Choose files"),
        "uploadWaits": Phrase("等待", "waiting"),
        "uploadSending": Phrase("上传中", "being sent"),
        "uploadResumed": Phrase("接着上次上传", "going on where it ended"),
        "uploadTaking": Phrase("正在收件", "being taken in"),
        "uploadDone": Phrase("已收件", "taken in"),
        "uploadPages": Phrase("%1 份", "%1 files"),
        "uploadKnown": Phrase("重复，未再收件", "known already"),
        "uploadFailed": Phrase("未收件", "not taken in"),
        "uploadBroken": Phrase("网络中断，正在自动重试", "The network broke; trying again by itself"),
        "uploadNetwork": Phrase("网络中断，请重试", "The network broke; try again"),
        "uploadCancel": Phrase("取消", "Give up"),
        "uploadCancelled": Phrase("已取消", "given up"),
    ]
}
