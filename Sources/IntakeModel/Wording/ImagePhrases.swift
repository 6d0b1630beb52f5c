/// Sentences about image files.
extension Phrase {
    public static let imageEmpty = Phrase("文件“%1”是空的。", "The file “%1” is empty.")
    public static let imageUnknownFormat = Phrase(
        "文件“%1”不是可识别的图像。", "The file “%1” is not an image of a known kind.")
    public static let imageUnknownFormatRemedy = Phrase(
        "请提供 JPEG、PNG、TIFF、HEIC、PNM 图像或 PDF 文件。", "Provide a JPEG, PNG, TIFF, HEIC or PNM image or a PDF file.")
    public static let imageLocked = Phrase("文件“%1”设有密码，无法打开。", "The file “%1” is locked with a password.")
    public static let imageLockedRemedy = Phrase(
        "请向提供者索取没有密码的文件，或打印后扫描。", "Ask for a file without a password, or print and scan it.")
    public static let imageTooManyPages = Phrase(
        "文件“%1”的页数超出上限 %2 页。", "The file “%1” has more than %2 pages.")
    public static let imageTooManyPagesRemedy = Phrase(
        "请按学生或按案卷拆成较小的文件再导入。", "Split it by student or by case and import the parts.")
    public static let imageProgramMissing = Phrase(
        "打开文件“%1”需要软件包 %2，本机没有安装。", "Opening “%1” needs the package %2, which is not installed here.")
    public static let imageTruncated = Phrase(
        "图像“%1”不完整，后面的内容缺失。", "The image “%1” is cut short; its end is missing.")
    public static let imageDamaged = Phrase("图像“%1”已损坏，无法解码。", "The image “%1” is damaged and cannot be decoded.")
    public static let imageTooLarge = Phrase(
        "图像“%1”尺寸异常：%2×%3 像素，超出上限。",
        "The image “%1” has an absurd size, %2 × %3 pixels, beyond the limit.")
    public static let imageTooManyBytes = Phrase(
        "文件“%1”有 %2 MB，超出上限 64 MB。", "The file “%1” has %2 MB, beyond the limit of 64 MB.")
    public static let imageTooLargeRemedy = Phrase(
        "请用 300 dpi 重新扫描这一页。", "Scan the page again at 300 dpi.")
    public static let imageUnsupported = Phrase(
        "图像“%1”的编码方式不支持：%2。", "The image “%1” is coded in a way that is not supported: %2.")
    public static let scanAgain = Phrase(
        "请重新扫描或重新导出这一页；原文件未作改动。",
        "Scan or export the page again; the original file was not changed.")
}
