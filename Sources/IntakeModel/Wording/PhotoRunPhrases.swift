/// Sentences about runs over many photos.
extension Phrase {
    public static let photoPass = Phrase("✓ 合格", "✓ pass")
    public static let photoReview = Phrase("? 待人工复核", "? for a person to decide")
    public static let photoFail = Phrase("✗ 不合格", "✗ fail")
    public static let photosChecked = Phrase(
        "共 %1 张：合格 %2，待复核 %3，不合格 %4。", "%1 photos: %2 pass, %3 to be reviewed, %4 fail.")
    public static let photoSheetTitle = Phrase("照片问题一览", "Photos that need attention")
    public static let photoSheetSummary = Phrase(
        "共 %1 张，合格 %2 张，下面 %3 张需要处理。", "%1 photos, %2 pass, %3 below need attention.")
    public static let photoSheetMissing = Phrase("还没有照片：%1 人", "Without a photo: %1 students")
}

extension Phrase {
    public static let photoListTitle = Phrase("照片整改清单", "Photos to mend")
    public static let photoListColumns = Phrase(
        "学校|年级|班级|姓名|文件|结论|原因|处理办法|代码", "School|Grade|Class|Name|File|Result|Reason|What to do|Code")
    public static let photoListFail = Phrase("不合格", "fail")
    public static let photoListReview = Phrase("待复核", "review")
    public static let photoNameUnknown = Phrase(
        "花名册上找不到这个文件名所指的学生。", "The roster has nobody whom this file's name means.")
    public static let photoNameAmbiguous = Phrase(
        "文件名对应不止一名学生。", "The file's name fits several students.")
    public static let photoNameSwapped = Phrase(
        "文件名里的号码是“%1”的，姓名是“%2”：两人的照片可能放反了。",
        "The number in the file's name is that of “%1”, the name is “%2”: the two photos may be exchanged.")
    public static let photoNameTaken = Phrase(
        "这名学生已有照片“%1”。", "There is a photo of this student already: “%1”.")
    public static let photoNameless = Phrase(
        "花名册缺少命名所需的栏目，保留原文件名。", "The roster lacks what the name needs; the file keeps its own name.")
    public static let photoCopy = Phrase("与“%1”是同一张照片。", "It is the same photo as “%1”.")
    public static let photoTooSmall = Phrase(
        "从照片中裁不出规定尺寸（不能放大）。", "The required size cannot be cut out of it without scaling it up.")
    public static let photosPrepared = Phrase(
        "共 %1 张：合格 %2，待复核 %3，不合格 %4；花名册缺照片 %5 人；压缩包 %6 个。结果在“%7”。",
        "%1 photos: %2 pass, %3 to be reviewed, %4 fail; %5 of the roster without a photo; %6 archives. Results in “%7”."
    )
    public static let photosResumed = Phrase(
        "接着上次：%1 张已经做好。", "Going on where the last run ended: %1 photos are done.")
    public static let photoOutInside = Phrase(
        "输出文件夹“%1”在照片文件夹之内。", "The output folder “%1” lies inside the photos' folder.")
    public static let photoOutInsideRemedy = Phrase(
        "请把 --out 指到别处，原照片不会被改动。", "Name a folder elsewhere with --out; the photos are never changed.")
    public static let photoNamingNeedsRoster = Phrase(
        "按学生命名需要花名册。", "Naming by student needs a roster.")
    public static let photoNamingNeedsRosterRemedy = Phrase(
        "请用 --roster 给出 CSV 或 XLSX 花名册。", "Name a CSV or XLSX roster with --roster.")
    public static let photoStored = Phrase("已存为凭据：案卷 %1（%2）", "Stored as evidence: case %1 (%2)")
    public static let photoStoreFailed = Phrase(
        "“%1”未能存入：%2", "“%1” could not be stored: %2")
}
