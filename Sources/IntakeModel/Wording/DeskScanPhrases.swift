/// Sentences about scanning at the desk.
extension Phrase {
    public static let scanLooking = Phrase("正在查找扫描仪…", "Looking for scanners…")
    public static let scanHolding = Phrase(
        "等待进纸器里的纸或扫描仪上的按钮…", "Waiting for paper in the feeder or the device's button…")
    public static let scanYours = Phrase("您的上一次扫描还在进行。", "Your last scan is still under way.")
    public static let scanYoursRemedy = Phrase("请等它结束，或先停止。", "Wait for its end, or stop it.")
    public static let scanWaiting = Phrase(
        "上一批的第 %1 页已经扫描，但还没有收下。", "Page %1 of the last batch is scanned and not yet taken in.")
    public static let scanWaitingRemedy = Phrase("请先按“继续”收下它。", "Go on with that batch first.")
    public static let scanHeld = Phrase(
        "暂时连不上数据库或原件库，%1 页存放在本机，没有丢失。", "Store or vault are away; %1 pages are kept on this computer and not lost.")
    public static let scanHeldRemedy = Phrase(
        "恢复后会自动收下，不用做什么；请不要删除工作台的文件夹。",
        "They are taken in by themselves when it is back; leave the desk's folder as it is.")
    public static let scanNoBatch = Phrase("没有可以继续的扫描。", "There is no scan to go on with.")
    public static let scanNoBatchRemedy = Phrase("请选择扫描仪后重新扫描。", "Choose a scanner and scan anew.")
    public static let scanAreaBad = Phrase("扫描范围不可用。", "The area cannot be scanned.")
    public static let scanAreaBadRemedy = Phrase(
        "请填写全部四个数，单位毫米，宽和高至少 5；或全部留空。",
        "Give all four numbers in millimetres, width and height at least 5; or leave all empty.")
    public static let scanFormRemedy = Phrase(
        "请选择扫描仪、来源、分辨率和颜色后再试。", "Choose scanner, source, resolution and colours and try again.")
}

/// Words of the scan page.
extension DeskWords {
    static let scanning: [String: Phrase] = [
        "scan": Phrase("扫描", "Scan"),
        "scanNow": Phrase("扫描", "Scan"),
        "scanStop": Phrase("停止", "Stop"),
        "scanPreview": Phrase("预览平板", "Preview the glass"),
        "scanner": Phrase("扫描仪", "Scanner"),
        "lookAgain": Phrase("重新查找", "Look again"),
        "scanProfile": Phrase("方案", "Profile"),
        "ownChoice": Phrase("自选", "my own choice"),
        "scanSource": Phrase("来源", "Source"),
        "scanResolution": Phrase("分辨率", "Resolution"),
        "scanMode": Phrase("颜色", "Colours"),
        "scanSize": Phrase("纸张", "Paper"),
        "size.auto": Phrase("自动", "as the device sees it"),
        "size.card": Phrase("证卡", "Card"),
        "scanBrightness": Phrase("亮度（-100 至 100）", "Brightness (-100…100)"),
        "saveProfile": Phrase("存为方案", "Keep as a profile"),
        "profileName": Phrase("方案名称", "Name of the profile"),
        "saveProfileHint": Phrase(
            "把上面的设置存为方案；与已有方案同名时只对这台扫描仪起作用。",
            "Keeps the settings above; under the name of a profile that is there they hold for this scanner alone."),
        "scanFor": Phrase("归入", "For"),
        "scanBegins": Phrase("开始", "Begin"),
        "scanWait.now": Phrase("立即", "at once"),
        "scanWait.paper": Phrase("进纸器里有纸时", "when there is paper in the feeder"),
        "scanWait.button": Phrase("按扫描仪上的按钮时", "when the device's button is pressed"),
        "scanPool": Phrase("收件库", "the pool"),
        "scanArea": Phrase("扫描范围（毫米）", "Area (millimetres)"),
        "areaLeft": Phrase("左", "Left"),
        "areaTop": Phrase("上", "Top"),
        "areaWidth": Phrase("宽", "Width"),
        "areaHeight": Phrase("高", "Height"),
        "areaAll": Phrase("全部范围", "Everything"),
        "areaHint": Phrase(
            "留空即全部；可在预览图上拖出范围。", "Empty means everything; drag over the preview to choose."),
        "scannedPages": Phrase("本批各页", "Pages of this batch"),
        "scanIdle": Phrase(
            "选好扫描仪，放好纸，按“扫描”。", "Choose a scanner, put the papers in, and press Scan."),
        "scanContinue": Phrase("从第 %1 页继续", "Continue at page %1"),
        "scanNextGlass": Phrase("扫描下一页（第 %1 页）", "Scan the next page (page %1)"),
        "scanMore": Phrase("再放纸，从第 %1 页继续", "More paper: go on at page %1"),
        "scanPageNumber": Phrase("第 %1 页", "Page %1"),
        "scanKnown": Phrase("此前已收", "known already"),
        "scanLost": Phrase("与工作台的连接中断，正在重新连接；扫描不受影响。", "The desk is out of reach, trying again; the scan goes on."),
        "scanReplaced": Phrase(
            "扫描页在别处打开过多；刷新本页可在此继续。", "Too many scan pages are open elsewhere; reload to go on here."),
        "previewAlt": Phrase("平板上的纸", "What lies on the glass"),
        "source.flatbed": Phrase("平板", "Flatbed"),
        "source.adf": Phrase("进纸器（单面）", "Feeder, one side"),
        "source.adf-duplex": Phrase("进纸器（双面）", "Feeder, both sides"),
        "mode.color": Phrase("彩色", "Colour"),
        "mode.gray": Phrase("灰度", "Grey"),
        "mode.lineart": Phrase("黑白", "Black and white"),
        "profile.forms": Phrase("表格（进纸器，300 dpi，彩色）", "Forms (feeder, 300 dpi, colour)"),
        "profile.forms-both-sides": Phrase(
            "双面表格（进纸器，300 dpi，彩色）", "Forms, both sides (feeder, 300 dpi, colour)"),
        "profile.cards": Phrase(
            "身份证等证卡（平板，300 dpi，彩色；可同时放几张）", "Cards (flatbed, 300 dpi, colour; several at once)"),
        "profile.photo-prints": Phrase("纸质照片（平板，600 dpi，彩色）", "Printed photos (flatbed, 600 dpi, colour)"),
        "profile.household-register": Phrase(
            "户口簿（平板，300 dpi，彩色）", "Household register (flatbed, 300 dpi, colour)"),
    ]
}
