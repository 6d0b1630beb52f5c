/// Sentences about students, rosters, cases and the store.
extension Phrase {
    public static let caseFinding = Phrase("    疑点 %1：%2", "    finding %1: %2")
    // Rosters
    public static let rosterColumns = Phrase(
        "文件“%1”缺少必要的列：姓名，以及公民身份号码或学籍号。",
        "“%1” lacks necessary columns: name, and citizen ID or student number.")
    public static let rosterRemedy = Phrase(
        "请按学籍信息采集表的列名整理表头后重试。", "Name the columns as on the collection form and try again.")
    public static let rosterColumnTwice = Phrase(
        "文件“%1”中列“%2”出现了两次。", "“%1” has the column “%2” twice.")
    public static let rosterColumnTwiceRemedy = Phrase(
        "请删去或改名其中一列后重试。", "Delete or rename one of them and try again.")
    public static let rosterReasonColumn = Phrase("错误原因", "reason")
    public static let rosterSchoolAmbiguous = Phrase(
        "有几所学校都叫“%1”，请改填学校标识码。", "several schools are called “%1”; give the school's code.")
    public static let rosterTwoStudents = Phrase(
        "公民身份号码与学籍号分属两名在册学生，未作改动。",
        "citizen ID and student number belong to two students on record; nothing was changed.")
    public static let rosterOtherSchool = Phrase(
        "该生在学校 %1 在册；转学须走转学案卷，未作改动。",
        "the student is on record at school %1; a transfer needs a case, nothing was changed.")
    public static let rosterChangeLine = Phrase("第 %1 行 %2：%3 → %4", "row %1 %2: %3 → %4")
    public static let rosterConflictLine = Phrase(
        "第 %1 行 %2：登记值 %3，表中 %4（未作改动）", "row %1 %2: on record %3, in the file %4 (not changed)")
    public static let rosterUnknownColumns = Phrase("未采用的列：%1", "columns not used: %1")
    public static let rosterOtherSheets = Phrase("只读取了第一个工作表，未读：%1", "only the first sheet was read, not: %1")
    public static let rosterDryRun = Phrase(
        "试运行（未写入）：将新增 %1 名，变更 %2 名，未变 %3 名，问题 %4 行。",
        "Dry run, nothing written: %1 new, %2 changed, %3 unchanged, %4 rows with problems.")
    public static let rosterBadRowsWritten = Phrase("问题行已写入“%1”。", "Rows with problems written to “%1”.")
    public static let rosterBadRowsPlace = Phrase(
        "--bad-rows 一次只能对应一个花名册，且不能与花名册同名。", "--bad-rows goes with one roster and cannot be the roster itself.")
    public static let rosterBadRowsPlaceRemedy = Phrase(
        "请一次导入一个文件，并另取一个文件名。", "Import one file at a time and give another name.")
    public static let rosterCellCount = Phrase("有 %1 个单元格，表头有 %2 个。", "has %1 cells, the header has %2.")
    public static let rosterNoName = Phrase("姓名为空。", "the name is empty.")
    public static let rosterNoIdentity = Phrase("公民身份号码和学籍号都为空。", "citizen ID and student number are both empty.")
    public static let rosterBadID = Phrase(
        "公民身份号码有误（位数、出生日期或校验码不符），请对照户口簿更正。",
        "the citizen ID is wrong (length, birth date or check digit); compare with the household register.")
    public static let rosterBadSex = Phrase("性别应为 男 或 女。", "the sex should be 男 or 女.")
    public static let rosterBadCell = Phrase("内容不可用。", "the content cannot be used.")
    public static let rosterConflict = Phrase(
        "与已有学生的关键信息（%1）不一致；更正须走学籍信息更正案卷，未作改动。",
        "differs from the student on record in %1; corrections need a case, nothing was changed.")
    public static let rosterBadRow = Phrase("“%1”第 %2 行 %3：%4", "“%1” row %2 %3: %4")
    public static let rosterSummary = Phrase(
        "导入 %1 名学生，变更 %2 名，未变 %3 名，问题 %4 行。",
        "%1 students imported, %2 changed, %3 unchanged, %4 rows with problems.")
    public static let rosterNoSchool = Phrase("找不到学校“%1”。", "the school “%1” is not known.")
    // Cases
    public static let obstacleUnverified = Phrase(
        "文书 %1 尚有栏目待复核：%2。", "Document %1 has fields to be reviewed: %2.")
    public static let obstacleRejected = Phrase("文书 %1 已被复核人退回。", "Document %1 was rejected by a reviewer.")
    public static let obstacleValueNotProven = Phrase(
        "凭据未能证明新值（栏目 %1）。", "The evidence does not prove the new value (field %1).")
    public static let obstacleEmptyCells = Phrase("表上必填栏为空：%1。", "Required cells of the form are empty: %1.")
    public static let obstacleSeal = Phrase("缺少印章：%1。", "A seal is missing: %1.")
    public static let stepSchool = Phrase("学校核准", "school approves")
    public static let stepDepartment = Phrase("上级教育行政部门核实", "superior department verifies")
    public static let stepReleasingSchool = Phrase("转出学校核办", "releasing school decides")
    public static let stepReleasingCounty = Phrase("转出县级教育行政部门核办", "county of the releasing school decides")
    public static let stepReceivingCounty = Phrase("转入县级教育行政部门核办", "county of the receiving school decides")
    public static let caseNotSubmittable = Phrase("案卷 %1 不能提交：%2", "Case %1 cannot be submitted: %2")
    public static let caseNotSubmittableRemedy = Phrase(
        "请补齐后再提交；用 xueji case show 查看。", "Complete it and submit again; see xueji case show.")
    public static let caseWrongState = Phrase("案卷 %1 的状态是“%2”，不能这样操作。", "Case %1 is “%2”; this cannot be done now.")
    public static let caseWrongStateRemedy = Phrase("请用 xueji case show 查看案卷。", "See the case with xueji case show.")
    public static let caseNotYourTurn = Phrase("现在不由您核办：%1（%2）。", "It is not your turn: %1 (%2).")
    public static let caseNotYourTurnRemedy = Phrase(
        "请由该机构的相应岗位核办。", "Have the right person of that organization decide.")
    public static let caseMakerChecker = Phrase("经办人不能核办自己提交的案卷。", "Who opened or submitted a case cannot decide it.")
    public static let caseNeedsReason = Phrase("退回或不予核办须写明理由。", "Returning or declining needs a reason.")
    public static let caseNeedsReasonRemedy = Phrase("请用 --reason 写明。", "Give it with --reason.")
    public static let caseNeedsField = Phrase(
        "信息更正须用 --field 和 --new-value 写明更正内容。", "A correction needs --field and --new-value.")
    public static let caseNeedsSchools = Phrase(
        "转学须用 --receiving-school 写明转入学校。", "A transfer needs --receiving-school.")
    public static let badValue = Phrase("值“%1”不适合栏目 %2。", "The value “%1” does not fit the field %2.")
    public static let sameValue = Phrase("新值与登记值相同，无需更正。", "The new value is the one on record; nothing to correct.")
    public static let notFound = Phrase("没有找到：%1。", "Not found: %1.")
    public static let notFoundRemedy = Phrase("请核对编号。", "Check the number.")
    public static let ambiguous = Phrase(
        "“%1”对应多个学生，请用学籍号或公民身份号码。", "“%1” fits several students; use the student number or citizen ID.")
    public static let caseOpenAlready = Phrase("该学生已有在办案卷 %1。", "This student already has the open case %1.")
    public static let caseOpenAlreadyRemedy = Phrase("请先办结或撤回该案卷。", "Finish or withdraw that case first.")
    public static let personUnknown = Phrase("没有登记过工作人员“%1”。", "There is no person “%1” on record.")
    public static let personUnknownRemedy = Phrase(
        "请管理员用 xueji person add 登记，或用 --as 指明身份。", "Have them added with xueji person add, or name yourself with --as.")
    public static let notAllowedForRole = Phrase("您的岗位不能进行这一操作。", "Your role does not allow this.")
    public static let attachNotRead = Phrase("第 %1 号页尚未识别完成。", "Page %1 has not been read yet.")
    public static let attachNotReadRemedy = Phrase("请先运行 xueji worker --drain。", "Run xueji worker --drain first.")
    // Store
    public static let storeBroken = Phrase("数据库无法使用：%1。", "The database cannot be used: %1.")
    public static let storeBrokenRemedy = Phrase(
        "请检查磁盘和权限；必要时从备份恢复。", "Check disk and permissions; restore a backup if need be.")
    public static let storeNewer = Phrase(
        "数据库由更新版本的软件写成（迁移 %1）。", "The database was written by a newer version (migration %1).")
    public static let storeNewerRemedy = Phrase("请升级软件。", "Upgrade the software.")
    public static let vaultMissing = Phrase("原件库中没有这一页的原件。", "The original of this page is not in the vault.")
    public static let vaultDamaged = Phrase(
        "原件与其校验值不符，可能已损坏。", "The original does not fit its hash; it may be damaged.")
    public static let vaultRemedy = Phrase("请从备份恢复原件库。", "Restore the vault from a backup.")
    public static let auditBroken = Phrase("审计链在第 %1 条断裂。", "The audit chain is broken at entry %1.")
    public static let auditBrokenRemedy = Phrase("请立即报告上级并保留现场。", "Report this at once and keep everything as it is.")
    public static let auditIntact = Phrase("审计链完整，共 %1 条。", "The audit chain is intact, %1 entries.")
}
