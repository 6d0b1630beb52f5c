/// Sentences about what rules ask of a case.
extension Phrase {
    public static let precheck = Phrase("预检 %1：%2", "precheck %1: %2")
    public static let caseKindUnknown = Phrase("规则包 %2 没有案卷种类“%1”。", "The rule pack %2 has no case kind “%1”.")
    public static let obstacleUnitMissing = Phrase(
        "机构树中没有应办理“%1”的机构，请管理员登记。", "The organization for “%1” is not on record; have it added.")
    public static let obstacleStageUnknown = Phrase(
        "学生的年级未登记，无法判断学段。", "The student's grade is not on record, so the stage is unknown.")
    public static let obstacleRefusedInStage = Phrase("%1", "Not in the compulsory stage (%1).")
    public static let obstacleWrongKindForStage = Phrase(
        "该学段不用这一类案卷：义务教育用转学联系表，高中跨市州用省申请表。",
        "This kind is not for this stage: compulsory uses the contact form, senior high across cities the provincial form."
    )
    public static let obstacleNoPaper = Phrase("缺少凭据：%1。无相应凭据不予核办。", "Evidence is missing: %1.")
    public static let obstacleNotRead = Phrase(
        "凭据“%1”未经识别核实，请扫描原件后附上。", "The paper “%1” was not read; scan and attach it.")
    public static let obstacleNotOriginal = Phrase(
        "尚未确认见到原件：%1。附凭据时请注明“已见原件”。",
        "That the original was seen is not confirmed: %1. Say so when attaching it.")
    public static let obstacleNotKept = Phrase(
        "未登记纸质件存放处：%1。附凭据时请填写。",
        "Where the paper copy lies is not recorded: %1. Give it when attaching.")
    public static let obstacleOtherPersonOn = Phrase(
        "“%1”上的姓名或号码与该学生不一致。", "Name or numbers on “%1” are not this student's.")
    public static let obstacleNoRelation = Phrase(
        "未写明申请人是学生的父亲、母亲或监护人（案卷要素“申请人与学生关系”）。",
        "The applicant's relation (父亲, 母亲, 监护人) is not given (applicantRelation).")
    public static let obstacleNotAsRegistered = Phrase(
        "拟登记的%1与户口簿不一致。", "%1 to be registered differs from the household register.")
    public static let caseNeedsStudent = Phrase("案卷没有学生。", "The case has no student.")
    public static let obstacleNumberMissing = Phrase("学生的%1未登记。", "%1 of the student is not on record.")
    public static let obstacleOtherCity = Phrase(
        "两校不在同一市州，应走跨市州转学。", "The schools are in different cities; this is a transfer across cities.")
    public static let obstacleSameCity = Phrase(
        "两校在同一市州，应走本市内转学（转学联系表）。", "The schools are in one city; use the contact form within the city.")
    public static let obstacleClosedGrade = Phrase(
        "%1为起始或毕业年级，按该规则不转学。", "%1 is a first or final grade, closed for transfers by this rule.")
    public static let obstacleBoxUndated = Phrase("申请表 %1 栏没有日期。", "Box %1 of the application has no date.")
    public static let obstacleBoxOrder = Phrase("申请表 %1 栏的日期早于 %2 栏。", "The date of box %1 is before that of box %2.")
    public static let obstacleBoxNotEmpty = Phrase(
        "省内转学不经 %1 栏，但该栏已签署。", "Box %1 is signed although this road does not pass it.")
    public static let obstacleNoLeaveTerm = Phrase(
        "未写明休学起止日期。", "First and last day of the leave are not given (leaveFrom, leaveUntil).")
    public static let obstacleLeaveBackward = Phrase("休学止期早于起期。", "The leave ends before it begins.")
    public static let obstacleLeaveShort = Phrase("休学期限不足 %1 个月。", "The leave is shorter than %1 months.")
    public static let obstacleLeaveLong = Phrase("休学期限超过 %1 个月。", "The leave is longer than %1 months.")
    public static let obstacleNotEnrolled = Phrase("该学生不是在读状态。", "The student is not enrolled.")
    public static let obstacleNotSuspended = Phrase("该学生不在休学中。", "The student is not on leave.")
    public static let obstacleNoHospitalLevel = Phrase(
        "未登记出具证明的医疗机构级别。", "The level of the hospital is not recorded (hospitalLevel).")
    public static let obstacleHospitalLevel = Phrase("医疗机构级别低于%1。", "The hospital's level is below %1.")
    public static let obstacleNoGrade = Phrase("未写明就读年级。", "The grade is not given (grade).")
    public static let obstacleNoReason = Phrase("未写明理由。", "The reason is not given (reason).")
    public static let obstacleRetainedBefore = Phrase("该学生已留级过。", "The student has been retained before.")
    public static let obstacleFinalYear = Phrase("普通高中毕业年级学生不予留级。", "No retention in the final year of senior high.")
    public static let retentionLastGrade = Phrase(
        "疑似变相留级：毕业年级（%1）开始休学。", "Possible hidden retention: the leave begins in the final grade (%1).")
    public static let retentionRepeatedLeave = Phrase(
        "疑似变相留级：本学段第 %1 次休学。", "Possible hidden retention: leave number %1 in this stage.")
    public static let retentionLowerGrade = Phrase(
        "疑似变相留级：复学年级（%1）低于应就读年级（%2）。", "Possible hidden retention: grade %1 is below the grade due (%2).")
    public static let retentionOverSummer = Phrase(
        "疑似变相留级：跨学年的休学不足六个月而未升级。",
        "Possible hidden retention: a leave under six months over the summer, without going up.")
    public static let obstacleNoTerm = Phrase(
        "未登记开学日期，无法判断办理时限；请管理员登记学期（xueji org term）。",
        "The term's start is not on record, so the window is unknown; an administrator records it (xueji org term).")
    public static let obstacleWindowClosed = Phrase("已超过办理时限（%1）。", "Past the time limit (%1).")
    public static let obstacleNoPhotoVerdict = Phrase(
        "照片尚未检查。", "The photo has not been checked (photoVerdict).")
    public static let obstaclePhotoReview = Phrase("照片须由人判断。", "A person must judge the photo.")
    public static let obstaclePhotoFailed = Phrase("照片不合格。", "The photo fails its check.")
    public static let obstacleNoEntryDay = Phrase("未写明入学日期。", "The day of entry is not given (enteredOn).")
    public static let obstacleNoOutcome = Phrase("未写明结果：%1。", "The outcome is not given (outcome: %1).")
    public static let obstacleNoDay = Phrase("未写明发生日期。", "The day is not given (happenedOn).")
    public static let obstacleNotFinalYear = Phrase("%1不是毕业年级。", "%1 is not a final grade.")
    public static let obstacleNoSchools = Phrase(
        "未写明投诉所涉学校。", "The schools concerned are not given (schools).")
    public static let complaintElsewhere = Phrase(
        "该投诉应由%1处理，联系电话 %2。", "This complaint belongs to %1, telephone %2.")
    public static let complaintElsewhereRemedy = Phrase(
        "请向投诉人说明情况并告知责任单位的联系方式。", "Explain this to whoever complained and give them the unit's telephone.")
    public static let finishNational = Phrase(
        "未登记全国系统受理号。", "The national system's receipt is not recorded (nationalReceipt).")
    public static let finishProvincial = Phrase(
        "高中须另登记省平台受理号。",
        "Senior high also needs the provincial platform's receipt (provincialReceipt).")
    public static let finishCopy = Phrase(
        "未登记联系表另一份交回转入学校。", "The return of the form's other copy is not recorded (copyReturnedOn).")
    public static let finishStudentNumber = Phrase(
        "尚无全国系统给出的学籍号。", "The national system's student number is still missing (studentNumber).")
    public static let finishGovernment = Phrase(
        "义务教育阶段辍学未登记报告当地政府。",
        "The report to the local government is not recorded (governmentReportedOn).")
    public static let stepReleasingDepartment = Phrase("转出学校主管教育行政部门核办", "department of the releasing school decides")
    public static let stepReleasingCity = Phrase("转出市级教育行政部门核办", "city of the releasing school decides")
    public static let stepReleasingProvince = Phrase("省级教育行政部门核办（转出）", "province of the releasing school decides")
    public static let stepReceivingSchool = Phrase("转入学校核办", "receiving school decides")
    public static let stepReceivingDepartment = Phrase("转入学校主管教育行政部门核办", "department of the receiving school decides")
    public static let stepReceivingCity = Phrase("转入市级教育行政部门核办", "city of the receiving school decides")
    public static let stepReceivingProvince = Phrase("省级教育行政部门核办（转入）", "province of the receiving school decides")
    public static let stepHandlingUnit = Phrase("处理责任单位办结", "handling unit closes")
    public static let stepUndertakingSchool = Phrase("承办学校核查并反馈", "undertaking school verifies and answers")
    public static let paperApplication = Phrase("书面申请", "written application")
    public static let paperCollectionForm = Phrase("学籍信息采集表", "collection form")
    public static let paperPhoto = Phrase("学生照片", "student photo")
    public static let paperStatusProof = Phrase("学籍状态证明材料", "proof of status")
    public static let packUnknown = Phrase("没有规则包“%1”。", "There is no rule pack “%1”.")
    public static let packUnknownRemedy = Phrase("可用：%1", "Available: %1")
    public static let conflictCaseOpen = Phrase("该学生有在办案卷 %1。", "the student's case %1 is under way.")
    public static let conflictSameImage = Phrase(
        "同一图像（%1…）也是案卷 %2 的凭据。", "the same picture (%1…) is evidence on case %2.")
    public static let conflictTwin = Phrase(
        "与学生 %1 的姓名、性别、出生日期重复，须先处理问题学籍。",
        "name, sex and birth date are those of student %1; settle the problem record first.")
    public static let caseRefused = Phrase("不能立案：%2", "The case cannot be opened: %2")
    public static let caseCandidateKind = Phrase(
        "只有新生注册和转入案卷可以登记新的学生。", "Only enrolments and transfers may name a new student.")
    public static let caseCandidateKnown = Phrase("该学生已在学籍库中（编号 %1）。", "This student is on record already (%1).")
    public static let caseCandidateKnownRemedy = Phrase(
        "请用 --student 指明该学生。", "Name the student with --student.")
    public static let caseNeedsReleasing = Phrase(
        "外地转入须用 --releasing-school 写明已登记的转出学校。",
        "A student from outside needs --releasing-school, a school on record.")
    public static let supersedeNeedsReason = Phrase("更替凭据须写明理由。", "Superseding evidence needs a reason.")
    public static let supersededAlready = Phrase("凭据 %1 已被更替。", "Evidence %1 is superseded already.")
    public static let evidenceKindUnknown = Phrase("不认识的凭据种类“%1”。", "The kind of evidence “%1” is not known.")
    public static let evidenceKindRemedy = Phrase(
        "可用：%1；其他文书由识别判定，不用 --kind。", "Use one of %1; other papers are told apart by reading, without --kind.")
    public static let caseNeedsReference = Phrase(
        "外地机构的核办结果须写明文号、系统受理号等出处。",
        "What an outside organization decided needs its reference (document or system number).")
    public static let caseApprovalNeedsReason = Phrase(
        "案卷 %1 须写明理由方可同意：%2", "Approving case %1 needs a reason: %2")
    public static let caseNotFinishable = Phrase("案卷 %1 尚不能办结：%2", "Case %1 cannot be finished yet: %2")
    public static let spanWorkingDays = Phrase("%1 个工作日", "%1 working days")
    public static let spanMonths = Phrase("%1 个月", "%1 months")
    public static let spanYears = Phrase("%1 年", "%1 years")
    public static let spanSoft = Phrase("一般 %1", "%1 as a rule")
    public static let obstacleNoStartDay = Phrase(
        "未登记起算日期（%1），无法判断是否按时发起。", "The day that the clock starts from is not given (%1).")
    public static let obstacleStartLate = Phrase("应于 %1 前发起，已逾期。", "It should have been started by %1.")
    public static let obstacleSeenByOne = Phrase(
        "“%1”的%2由经办人一人核定，核办人请对照原件。",
        "On “%1” %2 were settled by the clerk alone; compare them with the paper before deciding.")
    public static let caseRefusedRemedy = Phrase(
        "请向申请人说明所列条款；办法有误时改用合适的案卷种类。", "Explain the article to whoever applied, or open a case of the kind that fits.")
    public static let caseNotFinishableRemedy = Phrase(
        "请用 xueji case set 登记后再办结。", "Record it with xueji case set and finish again.")
}
