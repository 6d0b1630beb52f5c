/// Sentences about photo runs at the desk.
extension Phrase {
    public static let photoUnusable = Phrase(
        "这张照片没有成品，不能采用。", "Nothing finished could be made of this photo, so it cannot be accepted.")
    public static let photoUnusableRemedy = Phrase("请按 X 退回重拍。", "Press X to send it back to the studio.")
    public static let photoOverruleReason = Phrase(
        "检查不合格的照片，采用须写明理由。", "A photo that failed is accepted only with a reason.")
    public static let photoOverruleRemedy = Phrase("请输入理由后再采用。", "Type the reason, then accept it.")
    public static let photoFiled = Phrase(
        "这张照片已归入案卷，不能再改。", "This photo is evidence on a case and can no longer be decided here.")
    public static let photoFiledRemedy = Phrase("请在案卷中办理。", "Deal with it on the case.")
    public static let photoRole = Phrase("您的岗位只能查看照片批次。", "Your role may only look at photo runs.")
    public static let photoFolderMissing = Phrase(
        "没有这个照片文件夹，或里面没有照片。", "There is no such photo folder, or it holds no photos.")
    public static let photoFolderRemedy = Phrase(
        "请在服务器的照片目录中，本单位代码的文件夹下放好照片后再试。",
        "Put the photos into a folder under your organization's code in the desk's photo folder, then try again.")
    public static let photoRunBusy = Phrase("这个文件夹正在处理。", "This folder is being worked on.")
    public static let photoRunBusyRemedy = Phrase("请等它做完。", "Wait until it is done.")
    public static let photoArchiveUnfit = Phrase(
        "没有可用照片，或超过 2000 张、100 MB。", "There is no usable photo, or more than 2,000 or 100 MB of them.")
    public static let photoArchiveRemedy = Phrase("请先决定照片，或选一个班再下载。", "Decide photos first, or choose a class.")
    public static let deskPhotosFiled = Phrase(
        "已归入案卷 %1 张，未能归入 %2 张，还有 %3 张。", "%1 put on cases, %2 could not be, %3 left.")
    public static let deskPhotosRate = Phrase("每秒 %1 张", "%1 a second")
    public static let deskPhotosLeft = Phrase("还需约 %1", "about %1 left")
    public static let deskSeconds = Phrase("%1 秒", "%1 s")
    public static let deskPhotosShown = Phrase("第 %1–%2 张，共 %3 张", "%1–%2 of %3")
}

extension DeskWords {
    static let photos: [String: Phrase] = [
        "photos": Phrase("照片", "Photos"),
        "photoRuns": Phrase("照片批次", "Photo runs"),
        "photoRunsIntro": Phrase(
            "一个文件夹的照片是一批。合格的直接可用，待复核的由人决定，不合格的退回重拍，写明理由才可采用。",
            "The photos of one folder are a run. What passes is usable, what is doubtful is for a person, what fails goes back to the studio unless it is accepted with a reason."
        ),
        "photoStart": Phrase("开始检查", "Start"),
        "photoFolder": Phrase("照片文件夹", "Folder of photos"),
        "photoProfile": Phrase("照片规格", "Profile"),
        "photoProfile.national": Phrase("全国学籍系统", "National registry"),
        "photoProfile.id-card": Phrase("身份证（白底）", "ID card (white)"),
        "photoFoldersNone": Phrase(
            "没有待处理的照片文件夹。管理员用 xueji desk --photos 指定照片目录；照片放在其中以单位代码命名的文件夹下，每批一个文件夹。",
            "There are no folders of photos. An administrator names a place with xueji desk --photos; photos lie there under the organization's code, a folder a run."
        ),
        "photoRunsCLI": Phrase(
            "命令行 xueji photos prepare … --store 的批次也列在这里。", "Runs of xueji photos prepare … --store are listed too."),
        "photoStarted": Phrase("已开始。", "Started."),
        "photoRunState.running": Phrase("检查中", "under way"),
        "photoRunState.checked": Phrase("已检查", "checked"),
        "photoRunState.failed": Phrase("未能完成", "not done"),
        "photoBrokenOff": Phrase("中断，再次开始可接着做", "broken off; start it again to go on"),
        "photoRun": Phrase("批次", "Run"),
        "photoTotal": Phrase("张数", "Photos"),
        "photoVerdict.pass": Phrase("合格", "pass"),
        "photoVerdict.review": Phrase("待复核", "review"),
        "photoVerdict.fail": Phrase("不合格", "fail"),
        "photoOutcome.open": Phrase("待决定", "to decide"),
        "photoOutcome.usable": Phrase("可用", "usable"),
        "photoOutcome.returned": Phrase("退回重拍", "back to the studio"),
        "photoProgress": Phrase("进度", "Progress"),
        "photoWaiting": Phrase("待决定", "To decide"),
        "photoAll": Phrase("全部", "all"),
        "photoClass": Phrase("班级", "Class"),
        "photoReason": Phrase("原因", "Reason"),
        "photoEmpty": Phrase("没有这样的照片。", "No such photos."),
        "photoKeys": Phrase(
            "方向键移动，Enter 采用，X 退回重拍，Z 撤销，空格 放大，[ ] 翻页。",
            "Arrows move, Enter accepts, X sends back, Z takes back, space enlarges, [ ] turn pages."),
        "photoAccept": Phrase("采用", "Accept"),
        "photoReject": Phrase("退回重拍", "Send back"),
        "photoUndo": Phrase("撤销", "Undo"),
        "photoEnlarge": Phrase("放大", "Enlarge"),
        "photoClose": Phrase("关闭", "Close"),
        "photoPrevious": Phrase("上一页", "Previous page"),
        "photoNext": Phrase("下一页", "Next page"),
        "photoOverrule": Phrase("不合格仍采用的理由", "Why it is accepted although it failed"),
        "photoHandedIn": Phrase("原照片", "As handed in"),
        "photoFinished": Phrase("成品", "Finished"),
        "photoNoFinished": Phrase("未能制成成品", "nothing finished could be made"),
        "photoMeasured": Phrase("实测", "measured"),
        "photoLimit": Phrase("界限", "limit"),
        "photoFile": Phrase("归入案卷", "Put on cases"),
        "photoFileHint": Phrase(
            "可用照片逐人归入“照片采集、更新”案卷；归入后不能再改。",
            "Every usable photo of a known student becomes evidence on a photo case; it cannot be changed after that."),
        "photoZip": Phrase("下载可用照片", "Download usable photos"),
        "photoDone": Phrase("全部决定完毕。", "Everything is decided."),
        "photoOnCase": Phrase("案卷", "case"),
        "photoNoStudent": Phrase("不知是谁的", "whose it is is not known"),
        "photoTrail": Phrase("经过", "History"),
        "photoAction.accept": Phrase("采用", "accepted"),
        "photoAction.reject": Phrase("退回重拍", "sent back"),
        "photoAction.undo": Phrase("撤销", "taken back"),
    ]
}
