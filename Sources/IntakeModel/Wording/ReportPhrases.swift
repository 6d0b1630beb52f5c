/// Sentences about reports, the paper archive, data requests and sign-ins.
extension Phrase {
    public static let reportMonth = Phrase("月份“%1”应写作 2026-11。", "The month “%1” should be written like 2026-11.")
    public static let reportMonthRemedy = Phrase("请用 --month 2026-11。", "Use --month 2026-11.")
    public static let dataRequestIncomplete = Phrase(
        "使用申请须写明栏目、接收方和今后的到期日。", "A request names fields, a recipient and a day to come on which it expires.")
    public static let dataRequestRemedy = Phrase(
        "请用 xueji export request 重新申请。", "Ask again with xueji export request.")
    public static let dataAnswered = Phrase("这一方已经答复过该申请。", "This side has answered the request already.")
    public static let dataExpired = Phrase("该申请已于 %1 到期。", "The request expired on %1.")
    public static let dataNotApproved = Phrase("该申请尚未经审批：%1。", "The request is not approved by: %1.")
    public static let dataNotApprovedRemedy = Phrase(
        "请分管领导用 xueji export approve 审批（第二十五条）。",
        "Have the leaders approve it with xueji export approve (article 25).")
    public static let sideSchool = Phrase("学校分管领导", "the school's leader")
    public static let sideDepartment = Phrase("教育行政部门分管领导", "the department's leader")
    public static let watermark = Phrase(
        "仅供 %3 使用 · %1（%2）%4 导出 · 申请 %5 · 严禁外泄和商业使用",
        "For %3 only · exported by %1 (%2) on %4 · request %5 · no disclosure, no commercial use")
    public static let archiveNotGraduated = Phrase(
        "学生尚未毕业，原始纸质档案不得销毁（第十一条）。", "The student has not graduated; the paper must be kept (article 11).")
    public static let archiveTooEarly = Phrase(
        "原始纸质档案至少保存到 %1，期前不得销毁（第十一条）。", "The paper must be kept until %1 (article 11).")
    public static let archiveRemedy = Phrase("请继续保管。", "Go on keeping it.")
    public static let archiveGone = Phrase("该纸质件已登记销毁。", "The paper is on record as destroyed.")
    public static let signInWrong = Phrase("登录名或密码不对。", "The name or the password is wrong.")
    public static let signInRemedy = Phrase("请重新输入；忘记密码请找管理员。", "Try again; ask the administrator for a new password.")
    public static let signInLocked = Phrase(
        "密码连续输错，账号已锁定 15 分钟。", "Too many wrong passwords; the account is locked for 15 minutes.")
    public static let signInLockedRemedy = Phrase(
        "请稍后再试，或请管理员重设密码。", "Wait, or have the administrator set a new password.")
    public static let signInUntrained = Phrase(
        "尚未登记培训日期和备案号，不能上岗（第二十四条）。", "Training and filing are not on record; article 24 asks for both.")
    public static let signInUntrainedRemedy = Phrase(
        "请管理员用 xueji person add --trained … --filing … 登记。",
        "Have them added with xueji person add --trained … --filing ….")
    public static let studentEvent = Phrase("%1  %2  %3 → %4  案卷 %5", "%1  %2  %3 → %4  case %5")
    public static let provenanceChange = Phrase("%1 %2：%3 → %4（%5，%6）", "%1 %2: %3 → %4 (%5, %6)")
    public static let provenanceCase = Phrase("案卷 %1", "case %1")
    public static let provenanceRoster = Phrase("花名册导入", "roster import")
    public static let provenanceOpening = Phrase("立案时登记", "put on record when a case was opened")
    public static let provenanceProof = Phrase("  凭据 %1，第 %2 号页，SHA-256 %3", "  evidence %1, page %2, SHA-256 %3")
    public static let provenanceReading = Phrase(
        "    原件像素 %2 读作“%1”，可信度 %3（%4）", "    pixels %2 read as “%1”, confidence %3 (%4)")
    public static let provenanceReview = Phrase("    复核 %1 %2 %3", "    review by %1: %2 %3")
    public static let provenanceAudit = Phrase("  审计记录 %1", "  audit entries %1")
    public static let reportLedger = Phrase("%1：%2 行 → %3/%4.{pdf,xlsx}", "%1: %2 rows → %3/%4.{pdf,xlsx}")
    public static let overdueStep = Phrase(
        "案卷 %1 %2：%3 应于 %4 前核办，已逾期 %5 个工作日", "case %1 %2: %3 was due on %4, %5 working days late")
    public static let overdueLeave = Phrase("学生 %1（%2）休学已于 %3 期满，尚未申请复学", "student %1 (%2): leave ended on %3")
    public static let overduePhoto = Phrase("学生 %1（%2）应于 %3 前采集照片", "student %1 (%2): photo was due on %3")
    public static let overdueNothing = Phrase("没有逾期事项。", "Nothing is late.")
    public static let assessmentTitle = Phrase("考核", "assessment")
    public static let assessmentColumns = Phrase(
        "代码|机构|核办|及时率|退回率|纸质件完整率|照片覆盖率|数据一致率|登录率",
        "code|organization|decisions|in time|returned|papers kept|photos|consistent|signed in")
    public static let rollAgrees = Phrase("在校名册与系统一致。", "Roll and register agree.")
    public static let rollMissing = Phrase("名册有而系统无学籍（行）：%1〔第二十二条一〕", "on the roll without a file (rows): %1 [22.1]")
    public static let rollElsewhere = Phrase(
        "学籍在他校而未办转学（行）：%1〔第二十二条五〕", "on another school's register (rows): %1 [22.5]")
    public static let rollTwice = Phrase("名册重复（行）：%1", "twice on the roll (rows): %1")
    public static let rollExtra = Phrase("系统有而名册无（学生编号）：%1", "on the register, not on the roll (students): %1")
    public static let rollClass = Phrase("%1：名册 %2 人，系统 %3 人", "%1: %2 on the roll, %3 on the register")
    public static let contactMissing = Phrase("%1 缺：%2", "%1 lacks: %2")
    public static let exportAsked = Phrase("已申请：%1，待学校和教育行政部门分管领导审批", "Request %1, to be approved by both leaders")
    public static let exportAnswered = Phrase("已答复申请 %1", "Request %1 answered")
    public static let exportWritten = Phrase("已导出 %1 名学生：%2", "%1 students written: %2")
    public static let archiveKept = Phrase("凭据 %1 存放于：%2", "Evidence %1 lies at: %2")
    public static let archiveDestroyed = Phrase("凭据 %1 的纸质件已登记销毁", "The paper of evidence %1 is on record as destroyed")
    public static let formPrinted = Phrase("已打印：%1", "Printed: %1")
    public static let reportEarly = Phrase(
        "提示：登记表在每月 %1 日后上报，本月还可能有新的案卷。", "Note: ledgers are reported from day %1 on; more cases may come this month.")
}
