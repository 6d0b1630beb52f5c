/// Sentences about the reading process.
extension Phrase {
    public static let readingCrashed = Phrase(
        "处理“%1”时识别进程异常退出，该文件可能已损坏。", "The reading process died on “%1”; the file is probably damaged.")
    public static let readingTimedOut = Phrase(
        "识别“%1”超时，已放弃这一文件。", "Reading “%1” took too long; it was given up.")
}
