/// Sentences about taking files in.
extension Phrase {
    public static let zipTooLarge = Phrase(
        "压缩包“%1”里的内容超出上限（2000 个文件、2 GB）。", "The archive “%1” holds more than the limit (2,000 files, 2 GB).")
    public static let zipDamaged = Phrase("压缩包“%1”已损坏，无法打开。", "The archive “%1” is damaged and cannot be opened.")
    public static let zipRemedy = Phrase(
        "请解压后导入文件夹，或分成较小的压缩包。", "Unpack it and import the folder, or make smaller archives.")
    public static let watchNeedsFolder = Phrase("“%1”不是文件夹，无法监视。", "“%1” is not a folder and cannot be watched.")
    public static let watchNeedsFolderRemedy = Phrase(
        "请给出要监视的文件夹；单个文件请去掉 --watch。", "Name the folders to watch; for single files leave --watch out.")
    public static let watching = Phrase(
        "正在监视 %1，按 Ctrl-C 结束。原文件不会被改动或删除。", "Watching %1; press Ctrl-C to end. Files are not changed or deleted.")
}
