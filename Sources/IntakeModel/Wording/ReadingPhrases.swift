/// Sentences about the reading process.
extension Phrase {
    public static let readingCrashed = Phrase(
        "处理“%1”时识别进程异常退出，该文件可能已损坏。", "The reading process died on “%1”; the file is probably damaged.")
    public static let readingTimedOut = Phrase(
        "识别“%1”超时，已放弃这一文件。", "Reading “%1” took too long; it was given up.")
    public static let lineEmpty = Phrase("图像“%1”上没有墨迹。", "There is no ink on the image “%1”.")
    public static let lineNotALine = Phrase(
        "图像“%1”不是一行文字。", "The image “%1” does not show one line of text.")
    public static let lineNotALineRemedy = Phrase(
        "请把要识别的一行裁成单独的图像；整页请用 xueji extract。",
        "Cut the line out into an image of its own; for whole pages use xueji extract.")
}
