/// Sentences about recognition engines.
extension Phrase {
    public static let engineMissing = Phrase("识别组件“%1”尚未安装。", "The recognition component “%1” is not installed.")
    public static let engineBroken = Phrase("识别组件“%1”无法装载。", "The recognition component “%1” cannot be loaded.")
    public static let engineFailed = Phrase("识别引擎运行出错。", "The recognition engine failed.")
    public static let runSetup = Phrase("请运行 scripts/setup。", "Run scripts/setup.")
    public static let installTesseract = Phrase(
        "请安装 tesseract-ocr 和 tesseract-ocr-chi-sim（或运行 scripts/setup）。",
        "Install tesseract-ocr and tesseract-ocr-chi-sim (or run scripts/setup).")
    public static let readingWithTesseractOnly = Phrase(
        "未找到 PP-OCR 模型，仅用 Tesseract 识别，准确率较低。运行 scripts/setup 可安装模型。",
        "The PP-OCR models are missing; reading with Tesseract alone, less accurately. scripts/setup installs them.")
    public static let noEngine = Phrase(
        "没有可用的文字识别引擎。", "No text recognition engine is available.")
}
