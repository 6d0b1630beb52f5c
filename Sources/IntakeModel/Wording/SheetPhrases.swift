/// Sentences about spreadsheet files.
extension Phrase {
    public static let sheetEmpty = Phrase("文件“%1”是空的。", "“%1” is empty.")
    public static let sheetRemedy = Phrase(
        "请另存为 .xlsx 工作簿或 CSV（UTF-8）后重试。", "Save it as an .xlsx workbook or as CSV (UTF-8) and try again.")
    public static let sheetEncoding = Phrase(
        "文件“%1”的编码无法识别（应为 UTF-8 或 GB18030 文本）。",
        "The encoding of “%1” is not known (it should be UTF-8 or GB18030 text).")
    public static let sheetEncodingRemedy = Phrase(
        "请在表格软件中另存为 .xlsx 或 CSV（UTF-8）后重试。", "Save the sheet as .xlsx or CSV (UTF-8) and try again.")
    public static let sheetTooLarge = Phrase(
        "文件“%1”过大（解压后超过 64 MB、20 万行或 500 列），未读取。",
        "“%1” is too large (over 64 MB unpacked, 200,000 rows or 500 columns) and was not read.")
    public static let sheetTooLargeRemedy = Phrase(
        "请分成几个文件，删去空白的行和列。", "Split it into several files and delete blank rows and columns.")
    public static let sheetDamaged = Phrase(
        "工作簿“%1”已损坏或不合规范，未读取。", "The workbook “%1” is damaged or irregular and was not read.")
    public static let sheetDamagedRemedy = Phrase(
        "请用表格软件打开并另存为新的 .xlsx 后重试。", "Open it in a spreadsheet program, save it anew as .xlsx and try again.")
    public static let sheetNoWorkbook = Phrase("“%1”是压缩包，不是工作簿。", "“%1” is an archive, not a workbook.")
    public static let sheetOldExcel = Phrase(
        "“%1”是旧版 Excel（.xls）文件或设有密码，不能读取。", "“%1” is an old Excel file (.xls) or has a password and cannot be read.")
    public static let sheetOldExcelRemedy = Phrase(
        "请去掉密码并另存为 .xlsx 后重试。", "Remove the password, save it as .xlsx and try again.")
    public static let sheetQuote = Phrase(
        "“%1”第 %2 行的引号没有结束。", "“%1”: a quote in row %2 is not closed.")
    public static let sheetQuoteRemedy = Phrase("请补上引号后重试。", "Close the quote and try again.")
    public static let sheetFormat = Phrase(
        "不支持写出“%1”这种文件。", "A file like “%1” cannot be written.")
    public static let sheetFormatRemedy = Phrase("请用 .csv 或 .xlsx 结尾的文件名。", "Use a name that ends in .csv or .xlsx.")
    public static let sheetLostDigits = Phrase(
        "长号码被表格软件存成了数字，后几位已丢失；请把该列设为“文本”后重新录入。",
        "a long number was stored as a number and lost its last digits; set the column to text and type it again.")
    public static let sheetPrivateCharacter = Phrase(
        "含有自造字（非国家标准编码），在别的电脑上会变；请改用 GB 18030 标准汉字。",
        "holds a private character that other computers do not know; use the standard one (GB 18030).")
    public static let sheetBadNumber = Phrase("不是有效的数字。", "is no valid number.")
    public static let sheetBadDate = Phrase("不是有效的日期。", "is no valid date.")
    public static let sheetBadCell = Phrase("单元格内容有误。", "the cell holds an error.")
    public static let sheetLongCell = Phrase("单元格内容过长。", "the cell's content is too long.")
}
