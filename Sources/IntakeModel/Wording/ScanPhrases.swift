/// Sentences about scanners and scanning.
extension Phrase {
    public static let scanJammed = Phrase("第 %1 页卡纸。", "Page %1 is jammed.")
    public static let scanJammedRemedy = Phrase(
        "请取出卡住的纸，从第 %1 页起放回，再继续扫描；之前的页已保存。",
        "Remove the jammed sheet, put the papers back from page %1 on and scan again; earlier pages are safe.")
    public static let scanDoubleFeed = Phrase("第 %1 页进纸时重张，进了不止一张纸。", "More than one sheet went in at page %1.")
    public static let scanDoubleFeedRemedy = Phrase(
        "请取出这些纸、分开，从第 %1 页起放回，再继续扫描；之前的页已保存。",
        "Take the sheets out, part them, put the papers back from page %1 on and scan again; earlier pages are safe.")
    public static let scanCoverOpen = Phrase("扫描第 %1 页时盖板打开了。", "The cover was open at page %1.")
    public static let scanCoverOpenRemedy = Phrase(
        "请合上盖板，从第 %1 页起继续扫描。", "Close the cover and go on from page %1.")
    public static let scanOutOfPaper = Phrase("进纸器里没有纸。", "There is no paper in the feeder.")
    public static let scanOutOfPaperRemedy = Phrase("请放入要扫描的纸。", "Put in the papers to be scanned.")
    public static let scanBusy = Phrase("扫描仪“%1”正被占用。", "The scanner “%1” is in use.")
    public static let scanBusyRemedy = Phrase(
        "请等待当前扫描结束，或关闭占用它的程序后重试。", "Wait for the other scan, or close the program that uses it, and try again.")
    public static let scanAsleep = Phrase(
        "扫描仪“%1”没有应答，可能在休眠或已关机。", "The scanner “%1” does not answer; it may be asleep or off.")
    public static let scanAsleepRemedy = Phrase(
        "请按一下扫描仪上的键把它唤醒，检查电源和网线，再试一次。", "Wake it by a key of its own, check power and network, and try again.")
    public static let devicesFromCache = Phrase(
        "（%1 分钟前查到的；正在后台重新查找，--look 立即查找）", "(found %1 min ago; looking again behind, --look looks now)")
    public static let scanAccessDenied = Phrase("没有使用扫描仪“%1”的权限。", "You may not use the scanner “%1”.")
    public static let scanAccessDeniedRemedy = Phrase(
        "请让管理员把您加入 scanner 用户组；网络扫描仪要口令的，请管理员设置 XUEJI_SCANNER_USER 和 XUEJI_SCANNER_PASSWORD。",
        "Ask your administrator to add you to the scanner group; for a network scanner with a password, to set XUEJI_SCANNER_USER and XUEJI_SCANNER_PASSWORD."
    )
    public static let scanDeviceGone = Phrase("找不到扫描仪“%1”。", "The scanner “%1” was not found.")
    public static let scanDeviceGoneRemedy = Phrase(
        "请检查电源和连接线，用 xueji devices 查看可用的扫描仪。",
        "Check power and cable; xueji devices lists the scanners at hand.")
    public static let scanConnectionLost = Phrase(
        "扫描第 %2 页时与网络扫描仪“%1”的连接中断。", "The connection to the network scanner “%1” was lost at page %2.")
    public static let scanConnectionLostRemedy = Phrase(
        "请检查网络，并确认扫描仪和共享它的电脑都开着（共享程序 saned 在运行），再从第 %1 页起放回、继续扫描；之前的页已保存。",
        "Check the network, and that the scanner and the computer that shares it are on (with saned running); then put the papers back from page %1 on and scan again. Earlier pages are safe."
    )
    public static let scanInputOutput = Phrase("读取第 %1 页时与扫描仪的通信出错。", "Talking to the scanner failed at page %1.")
    public static let scanTryAgain = Phrase(
        "请把第 %1 页重新放好再扫描；之前的页已保存。", "Put page %1 back and scan again; earlier pages are safe.")
    public static let scanNoMemory = Phrase("扫描仪报告内存不足。", "The scanner ran out of memory.")
    public static let scanLowerResolution = Phrase("请降低分辨率后重试。", "Try again at a lower resolution.")
    public static let scanCancelled = Phrase("第 %1 页的扫描被取消。", "The scan of page %1 was cancelled.")
    public static let scanUnsupportedOption = Phrase(
        "扫描仪没有选项“%1”。可用的选项：%2。", "The scanner has no option “%1”. It has: %2.")
    public static let scanBadValue = Phrase("选项“%1”的值不可用。允许：%2。", "The value of “%1” is not available. Allowed: %2.")
    public static let scanOptionsRemedy = Phrase("请改用扫描仪支持的值，再试一次。", "Choose what the scanner offers and try again.")
    public static let scanTruncatedPage = Phrase(
        "第 %1 页没有完整传来，已丢弃不完整的部分。", "Page %1 did not arrive whole; the fragment was dropped.")
    public static let scanEmptyPage = Phrase("第 %1 页没有传来任何数据。", "No data came for page %1.")
    public static let scanNoProgress = Phrase(
        "扫描仪“%1”在第 %2 页长时间没有反应，已中止。", "The scanner “%1” did not respond at page %2; the scan was ended.")
    public static let scanNoProgressRemedy = Phrase(
        "请关闭再打开扫描仪，从第 %1 页起重新扫描；之前的页已保存。",
        "Switch the scanner off and on, then scan again from page %1; earlier pages are safe.")
    public static let scanWorkerDied = Phrase("扫描程序在第 %1 页异常退出。", "The scanning process died at page %1.")
    public static let scanNoBackend = Phrase("系统的扫描组件 SANE 无法启动。", "SANE, the system's scanning library, cannot start.")
    public static let scanNoBackendRemedy = Phrase(
        "请安装 sane-utils（或运行 scripts/setup）。", "Install sane-utils (or run scripts/setup).")
    public static let scanOther = Phrase("扫描第 %1 页时出错（%2）。", "Scanning page %1 failed (%2).")
    public static let scanProgress = Phrase("正在扫描第 %1 页", "Scanning page %1")
    public static let scanGoOn = Phrase("继续：xueji scan --continue %1", "To go on: xueji scan --continue %1")
    public static let scanFound = Phrase(
        "上次中断的扫描留下的 %1 页已收入批次 %2；接着扫那一批：xueji scan --continue %2",
        "%1 pages that a broken-off scan had left are taken into batch %2; to go on with it: xueji scan --continue %2")
    public static let scanDone = Phrase("已扫描 %1 页。", "%1 pages scanned.")
    public static let scanNoDevices = Phrase("没有找到扫描仪。", "No scanner was found.")
    public static let scanProfileUnknown = Phrase(
        "没有名为“%1”的扫描方案。可用：%2。", "There is no scan profile “%1”. There are: %2.")
    public static let scanProfileName = Phrase("“%1”不能作为方案的名称。", "“%1” cannot be a profile's name.")
    public static let scanProfileNameRemedy = Phrase(
        "请用 1 至 40 个字，只含文字、数字、空格、- 和 _。", "Use 1 to 40 letters, digits, blanks, - and _.")
    public static let scanProfileBrokenRemedy = Phrase(
        "请改正或移走 scan-profiles 文件夹中的这个文件；数值的写法见 docs/desk.md。",
        "Correct this file of the folder scan-profiles or take it away; docs/desk.md says what may stand in it.")
    public static let scanProfileKept = Phrase("已存为方案“%1”。", "Kept as profile “%1”.")
    public static let scanKept = Phrase(
        "已扫描但未能收件的页保存在“%1”；下次运行 xueji scan 时先收下它们，也可用 xueji import 导入。",
        "Pages that were scanned but not taken in lie in “%1”; the next xueji scan takes them in first, and so does xueji import."
    )
}
