internal import IntakeModel
internal import Spreadsheets

/// 花名册的列: which column holds what, by the names that the national collection form and other lists give them.
struct RosterColumns {
    /// Header names, Chinese and English, per field; 学籍信息采集表 names most of them.
    private static let names: [StudentField: [String]] = [
        .name: ["姓名", "学生姓名", "name"],
        .sex: ["性别", "性别码", "sex", "gender"],
        .birthDate: ["出生日期", "出生年月日", "birthdate", "birth date", "birthday"],
        .citizenID: [
            "公民身份号码", "身份证号", "身份证件号", "身份证号码", "身份证件号码", "citizenid", "citizen id", "id number",
        ],
        .studentNumber: ["学籍号", "全国学籍号", "studentnumber", "student number"],
        .ethnicGroup: ["民族", "民族码", "ethnicgroup", "ethnic group"],
        .domicile: ["户籍所在地", "户口所在地", "户籍地", "户口所在地行政区划", "domicile"],
        .grade: ["年级", "grade"],
        .className: ["班级", "班号", "班级名称", "class", "classname"],
    ]
    private static let schoolNames = ["学校", "学校名称", "学校标识码", "school", "school code"]

    /// Column of each field that the list has.
    let fields: [StudentField: Int]
    let schools: [Int]
    /// Headers of columns that the record has no place for, in the list's order.
    let unknown: [String]

    /// `nil` when the row names no student: a title above the header, or no header at all.
    init?(_ header: [String]) throws(TwiceFault) {
        var fields: [StudentField: Int] = [:]
        var schools: [Int] = []
        var unknown: [String] = []
        for (column, title) in header.enumerated() {
            let name = RosterColumns.plain(title)
            if let field = RosterColumns.names.first(where: { $0.value.contains(name) })?.key {
                guard fields[field] == nil else { throw TwiceFault(column: title) }
                fields[field] = column
            } else if RosterColumns.schoolNames.contains(name) {
                schools.append(column)
            } else if !name.isEmpty {
                unknown.append(title)
            }
        }
        func isCode(_ title: String) -> Bool { title.contains("标识码") || title.lowercased().contains("code") }
        guard fields[.name] != nil, fields[.citizenID] != nil || fields[.studentNumber] != nil else { return nil }
        self.fields = fields
        // A code names one school for certain; names may be those of several.
        self.schools = schools.sorted { isCode(header[$0]) && !isCode(header[$1]) }
        self.unknown = unknown
    }

    /// Two columns claim to be the same field.
    struct TwiceFault: Error { let column: String }

    /// Without marks of required columns, spaces, and what stands in brackets after the name.
    private static func plain(_ title: String) -> String {
        let name = title.prefix { $0 != "(" && $0 != "（" }.filter { !"*＊:：\u{3000}\r\n".contains($0) }.lowercased()
        let words = name.split(separator: " ")
        // Chinese names are sometimes spread out with spaces; English ones need theirs.
        return words.joined(separator: name.unicodeScalars.contains { $0.value > 0x2E80 } ? "" : " ")
    }
}
