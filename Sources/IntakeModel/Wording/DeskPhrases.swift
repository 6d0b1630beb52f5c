/// Sentences of the desk that have a name of their own.
extension Phrase {
    public static let deskTaken = Phrase("这份文书正由另一位复核员处理。", "Another reviewer has this document.")
    public static let deskTakenRemedy = Phrase("请取下一份；占用会自动到期。", "Take the next one; the hold ends by itself.")
    public static let deskForeign = Phrase(
        "这不属于您的单位，也不属于您参与的案卷。", "This is neither your organization's nor on a case that you take part in.")
    public static let deskForeignRemedy = Phrase("请由有权的单位办理。", "Have the organization concerned deal with it.")
    public static let deskSetUpAlready = Phrase("已有人设置过口令，首次设置已结束。", "Somebody has a password already; set-up is over.")
    public static let deskSetUpAlreadyRemedy = Phrase(
        "请登录；忘记口令时由管理员运行 xueji person password。",
        "Sign in; an administrator resets passwords with xueji person password.")
    public static let deskSetUpLink = Phrase(
        "首次使用：请用此链接设置第一位管理员的口令（只能用一次）：\n  %1",
        "First use: set the first administrator's password by this link (good once):\n  %1")
    public static let deskListening = Phrase("工作台：%1", "Desk: %1")
    public static let deskLinkBad = Phrase("设置链接无效或已用过。", "The set-up link is not valid or was used.")
    public static let deskLinkBadRemedy = Phrase(
        "请重新启动 xueji desk 取得新的链接。", "Start xueji desk again for a new link.")
    public static let deskNoPicture = Phrase("图像无法显示。", "The picture cannot be shown.")
    public static let deskNoPictureRemedy = Phrase("原件仍在原件库中；请重新扫描后再试。", "The original is safe; scan the page again.")
    public static let deskForged = Phrase("表单已失效，未执行。", "The form is no longer valid; nothing was done.")
    public static let deskForgedRemedy = Phrase("请返回、刷新页面后重试。", "Go back, reload the page and try again.")
    public static let deskSignIn = Phrase("尚未登录，或登录已到期。", "You are not signed in, or your session is over.")
    public static let deskSignInRemedy = Phrase("请登录后继续。", "Sign in and go on.")
    public static let deskNotFound = Phrase("没有这个页面。", "There is no such page.")
    public static let deskNotFoundRemedy = Phrase("请从首页进入。", "Start from the first page.")
    public static let deskTooLarge = Phrase(
        "文件超过上限（ZIP 压缩包 2 GB，其他文件 64 MB），未收件。",
        "The file is over the limit (ZIP archives 2 GB, others 64 MB) and was not taken in.")
    public static let deskTooLargeRemedy = Phrase("请分成几个文件，或降低分辨率后重新扫描。", "Split it, or scan at a lower resolution.")
    public static let deskAddress = Phrase("监听地址“%1”不可用。", "The address “%1” cannot be used.")
    public static let deskAddressRemedy = Phrase(
        "请用 127.0.0.1:端口；对外服务须有证书（--tls-certificate、--tls-key），或置于 TLS 代理之后并加 --behind-tls。",
        "Use 127.0.0.1:PORT; to serve others give --tls-certificate and --tls-key, or a TLS proxy and --behind-tls.")
    public static let deskTLSBad = Phrase("证书或私钥无法使用。", "The certificate or its key cannot be used.")
    public static let deskTLSRemedy = Phrase(
        "请同时给出 PEM 格式的 --tls-certificate 与 --tls-key，并检查其可读。",
        "Give both --tls-certificate and --tls-key as readable PEM files.")
    public static let deskReasonMissing = Phrase("请写明理由。", "Give a reason.")
    public static let deskFieldMissing = Phrase("请填写全部必填项。", "Fill in everything that is required.")
    public static let deskPasswordsDiffer = Phrase("两次输入的口令不同。", "The two passwords differ.")
    public static let deskAssetsBroken = Phrase("工作台的界面文件缺失或损坏。", "The desk's own files are missing or damaged.")
}

/// 界面用语: the words of the desk's templates by name; `kind.`, `state.`, `role.`, `detail.`… name values of closed lists.
public enum DeskWords {
    public static func phrase(_ name: String) -> Phrase { all[name] ?? Phrase(name, name) }

    public static let all: [String: Phrase] = groups.reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    /// No word stands in two of them.
    static let groups: [[String: Phrase]] = [
        screens, review, cases, lists, reviewing, office, caseFile, scanning, uploading, photos, filing, batches,
        offline,
    ]

    private static let screens: [String: Phrase] = [
        "product": Phrase("学籍扫描收件", "Registry intake"),
        "start": Phrase("首页", "Start"),
        "intake": Phrase("收件", "Intake"),
        "reviewing": Phrase("复核", "Review"),
        "cases": Phrase("案卷", "Cases"),
        "signIn": Phrase("登录", "Sign in"),
        "signOut": Phrase("退出", "Sign out"),
        "otherLanguage": Phrase("English", "中文"),
        "skip": Phrase("跳到正文", "Skip to content"),
        "login": Phrase("登录名", "Login name"),
        "password": Phrase("口令", "Password"),
        "passwordAgain": Phrase("再输一次口令", "Password again"),
        "passwordHint": Phrase("至少 10 个字符", "10 characters at least"),
        "setup": Phrase("首次设置", "First set-up"),
        "setupIntro": Phrase(
            "为第一位管理员设置口令。第二十四条：学籍管理员须经培训并报上一级备案，方可登录。",
            "Set the first administrator's password. Article 24: registrars are trained and filed one level up before they sign in."
        ),
        "who": Phrase("人员", "Person"),
        "newPerson": Phrase("新建人员", "Somebody new"),
        "personName": Phrase("姓名", "Name"),
        "role": Phrase("岗位", "Role"),
        "organizationCode": Phrase("单位代码", "Organization code"),
        "organizationName": Phrase("单位名称（新单位）", "Organization name (if new)"),
        "organizationLevel": Phrase("单位层级", "Level"),
        "trainedOn": Phrase("培训日期", "Day of training"),
        "filingNumber": Phrase("备案号", "Filing number"),
        "save": Phrase("保存", "Save"),
        "today": Phrase("今日", "Today"),
        "pagesToday": Phrase("今日收件（页）", "Pages taken in today"),
        "beingRead": Phrase("识别中", "Being read"),
        "toReview": Phrase("待复核", "To be reviewed"),
        "underWay": Phrase("在办案卷", "Cases under way"),
        "overdue": Phrase("超期", "Overdue"),
        "beginReview": Phrase("开始复核", "Begin reviewing"),
        "recentPages": Phrase("最近收件", "Taken in lately"),
        "page": Phrase("页", "Page"),
        "file": Phrase("文件", "File"),
        "takenAt": Phrase("时间", "Time"),
        "state": Phrase("状态", "State"),
        "papers": Phrase("文书", "Papers"),
        "nothing": Phrase("没有。", "None."),
        "backToStart": Phrase("回到首页", "Back to the start"),
        "problem": Phrase("未能完成", "Not done"),
        "view": Phrase("查看图像", "Show picture"),
        "away": Phrase("暂时连不上数据库或原件库", "The store or the vault is away for a moment"),
        "awayCalm": Phrase(
            "已经保存的内容都在，什么也没有丢失。您正在输入的内容留在这台电脑上；正在扫描的页面留在扫描台，恢复后接着收。",
            "Everything that was stored is there; nothing is lost. What you are typing stays on this computer, and pages under scan wait and are taken in when it is back."
        ),
        "awayWait": Phrase(
            "请稍等，通常一两分钟就好。若一直这样，请告诉管理员下面的代码。",
            "Please wait; it usually takes a minute or two. If it stays so tell your administrator the code below."),
        "awayAgain": Phrase("再试一次", "Try again"),
        "noScript": Phrase("本页需要浏览器脚本。", "This page needs scripts."),
    ]

    private static let review: [String: Phrase] = [
        "queue": Phrase("待复核文书", "Documents to review"),
        "queueEmpty": Phrase("没有待复核的文书。", "Nothing waits for review."),
        "document": Phrase("文书", "Document"),
        "documentType": Phrase("种类", "Kind"),
        "doubtfulFields": Phrase("存疑栏目", "Doubtful fields"),
        "heldBy": Phrase("处理人", "With"),
        "takeNext": Phrase("取下一份", "Take the next"),
        "decideThese": Phrase("请核对", "To decide"),
        "settled": Phrase("无疑栏目", "Not doubtful"),
        "value": Phrase("内容", "Value"),
        "confidence": Phrase("把握", "Confidence"),
        "alternatives": Phrase("其他读法", "Other readings"),
        "findings": Phrase("疑点", "Findings"),
        "onRecord": Phrase("登记值", "On record"),
        "accept": Phrase("认可", "Accept"),
        "unreadable": Phrase("无法辨认", "Unreadable"),
        "rejectPage": Phrase("退回本页", "Reject the page"),
        "rejectReason": Phrase("退回理由", "Reason for rejecting"),
        "nextDocument": Phrase("下一份", "Next document"),
        "redInk": Phrase("去红章", "Lift red ink"),
        "wholePage": Phrase("整页", "Whole page"),
        "verified": Phrase("全部核定，已核实。按 Enter 取下一份。", "All decided: verified. Press Enter for the next."),
        "rejected": Phrase("已退回。按 Enter 取下一份。", "Rejected. Press Enter for the next."),
        "unknownPaper": Phrase(
            "未知文书：可退回，或在案卷中指明它是什么（如书面申请）。",
            "Unknown paper: reject it, or say on a case what it is (such as a written application)."),
        "sealsField": Phrase("印章", "Seals"),
        "unreadValue": Phrase("未能读出", "not read"),
        "emptyValue": Phrase("空白", "blank"),
        "notStored": Phrase("未能保存，所输内容仍在本机：", "Not stored; what you typed is kept on this computer: "),
        "draft": Phrase("已恢复未保存的输入", "Unsaved typing restored"),
        "action.accept": Phrase("已认可", "accepted"),
        "action.correct": Phrase("已更正", "corrected"),
        "action.reject": Phrase("已退回", "rejected"),
        "action.unreadable": Phrase("无法辨认", "unreadable"),
        "status.pending": Phrase("待复核", "to be reviewed"),
        "status.verified": Phrase("已核实", "verified"),
        "status.rejected": Phrase("已退回", "rejected"),
        "job.queued": Phrase("排队", "waiting"),
        "job.leased": Phrase("识别中", "being read"),
        "job.done": Phrase("已识别", "read"),
        "job.poisoned": Phrase("无法识别", "unreadable"),
        "job.cancelled": Phrase("已取消识别", "reading cancelled"),
    ]

    private static let cases: [String: Phrase] = [
        "case": Phrase("案卷", "Case"),
        "openCase": Phrase("立案", "Open a case"),
        "kind": Phrase("种类", "Kind"),
        "student": Phrase("学生", "Student"),
        "studentHint": Phrase("学籍号、身份证号、姓名或编号", "Student number, citizen ID, name or number"),
        "turn": Phrase("轮到", "Whose turn"),
        "due": Phrase("期限", "Due"),
        "provisional": Phrase("暂定", "provisional"),
        "steps": Phrase("步骤", "Steps"),
        "obstacles": Phrase("尚缺和不合之处", "What stands in the way"),
        "noObstacles": Phrase("没有障碍。", "Nothing stands in the way."),
        "evidence": Phrase("凭据", "Evidence"),
        "decisions": Phrase("核办记录", "Decisions"),
        "article": Phrase("依据", "Article"),
        "pack": Phrase("规则包", "Rule pack"),
        "change": Phrase("更正", "Correction"),
        "before": Phrase("原值", "Before"),
        "after": Phrase("新值", "After"),
        "fieldToCorrect": Phrase("更正栏目（信息更正）", "Field to correct (corrections)"),
        "receivingSchool": Phrase("转入学校（转学）", "Receiving school (transfers)"),
        "details": Phrase("案卷要素", "Details"),
        "detail": Phrase("要素", "Detail"),
        "addDetail": Phrase("补充要素", "Add a detail"),
        "attach": Phrase("附上", "Attach"),
        "attachPage": Phrase("附凭据", "Attach evidence"),
        "asRead": Phrase("按识别结果", "as it was read"),
        "paperKind": Phrase("作为", "As"),
        "original": Phrase("已见原件", "Original seen"),
        "keptAt": Phrase("纸质件存放处", "Where the paper lies"),
        "submit": Phrase("提交", "Submit"),
        "approve": Phrase("同意", "Approve"),
        "decline": Phrase("不予核办", "Decline"),
        "sendBack": Phrase("退回", "Return"),
        "withdraw": Phrase("撤回", "Withdraw"),
        "finish": Phrase("办结", "Finish"),
        "reason": Phrase("理由", "Reason"),
        "weight.block": Phrase("尚缺", "Missing"),
        "weight.needsReason": Phrase("须写明理由", "Needs a reason"),
        "weight.notice": Phrase("提示", "Notice"),
        "number": Phrase("编号", "Number"),
        "hash": Phrase("原件校验码", "SHA-256"),
        "person": Phrase("经办人", "Person"),
        "superseded": Phrase("已更替", "superseded"),
        "present": Phrase("已收", "present"),
        "outcome": Phrase("结论", "Outcome"),
        "share.underWay": Phrase("在办", "Under way"),
        "share.mine": Phrase("待我单位办理", "Ours to act on"),
        "share.overdue": Phrase("超期", "Overdue"),
        "share.ended": Phrase("已结束", "Ended"),
        "share.all": Phrase("全部", "All"),
        "show": Phrase("显示", "Show"),
        "everyKind": Phrase("全部种类", "Every kind"),
        "earlierPage": Phrase("上一页", "Page before"),
        "laterPage": Phrase("下一页", "Next page"),
    ]

    private static let lists: [String: Phrase] = [
        "kind.transferWithinCity": Phrase("本市内转学", "Transfer within the city"),
        "kind.transferAcrossCityCompulsory": Phrase("跨市州转学（义务教育）", "Transfer across cities (compulsory)"),
        "kind.transferAcrossCityHighSchool": Phrase("跨市州转学（高中）", "Transfer across cities (high school)"),
        "kind.infoCorrection": Phrase("学籍信息更正", "Correction"),
        "kind.photoUpdate": Phrase("照片采集、更新", "Photo"),
        "kind.suspension": Phrase("休学", "Suspension"),
        "kind.resumption": Phrase("复学", "Resumption"),
        "kind.gradeRetention": Phrase("留级", "Grade retention"),
        "kind.withdrawal": Phrase("退学", "Withdrawal"),
        "kind.enrolment": Phrase("新生注册、升学", "Enrolment"),
        "kind.graduation": Phrase("毕业、结业、肄业", "Graduation"),
        "kind.statusReport": Phrase("辍学、死亡报告", "Status report"),
        "kind.complaint": Phrase("群众投诉核查", "Complaint"),
        "state.open": Phrase("待提交", "open"),
        "state.submitted": Phrase("核办中", "submitted"),
        "state.approved": Phrase("已同意", "approved"),
        "state.declined": Phrase("不予核办", "declined"),
        "state.returned": Phrase("已退回", "returned"),
        "state.withdrawn": Phrase("已撤回", "withdrawn"),
        "state.finished": Phrase("已办结", "finished"),
        "outcome.approved": Phrase("同意", "approved"),
        "outcome.declined": Phrase("不予核办", "declined"),
        "outcome.returned": Phrase("退回", "returned"),
        "role.schoolRegistrar": Phrase("学校学籍管理员", "School registrar"),
        "role.schoolLeader": Phrase("分管校领导", "School leader"),
        "role.countyRegistrar": Phrase("县级学籍管理员", "County registrar"),
        "role.cityRegistrar": Phrase("市级学籍管理员", "City registrar"),
        "role.provinceRegistrar": Phrase("省级学籍管理员", "Province registrar"),
        "role.departmentLeader": Phrase("教育行政部门分管领导", "Department leader"),
        "level.province": Phrase("省", "Province"),
        "level.city": Phrase("市", "City"),
        "level.county": Phrase("县市区", "County"),
        "level.school": Phrase("学校", "School"),
        "detail.appliedOn": Phrase("申请日期", "Applied on"),
        "detail.formReceivedOn": Phrase("收到联系表日期", "Form received on"),
        "detail.receivedOn": Phrase("收到日期", "Received on"),
        "detail.applicantRelation": Phrase("申请人与学生关系", "Applicant's relation"),
        "detail.reason": Phrase("事由", "Reason"),
        "detail.leaveFrom": Phrase("休学起", "Leave from"),
        "detail.leaveUntil": Phrase("休学止", "Leave until"),
        "detail.hospitalLevel": Phrase("医疗机构级别", "Level of the hospital"),
        "detail.grade": Phrase("复学或入读年级", "Grade to join"),
        "detail.gradeClass": Phrase("年级班级", "Grade and class"),
        "detail.enteredOn": Phrase("入学日期", "Entered on"),
        "detail.outcome": Phrase("毕（结、肄）业或辍学、死亡", "Outcome"),
        "detail.happenedOn": Phrase("发生日期", "Happened on"),
        "detail.copyReturnedOn": Phrase("联系表交回转入学校日期", "Copy returned on"),
        "detail.nationalReceipt": Phrase("全国系统受理号", "National receipt"),
        "detail.provincialReceipt": Phrase("省平台受理号", "Provincial receipt"),
        "detail.governmentReportedOn": Phrase("报告当地政府日期", "Government told on"),
        "detail.photoVerdict": Phrase("照片检查结论", "Photo verdict"),
        "detail.schools": Phrase("涉及学校代码", "Schools concerned"),
        "detail.complaint": Phrase("投诉内容", "Complaint"),
        "detail.complainantName": Phrase("投诉人", "Complainant"),
        "detail.complainantPhone": Phrase("投诉人电话", "Complainant's phone"),
        "detail.studentNumber": Phrase("学籍号", "Student number"),
    ]
}
