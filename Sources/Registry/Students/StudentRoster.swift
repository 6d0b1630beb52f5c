public import Foundation
public import IntakeModel

/// 花名册: rows of a CSV file as students, and the rows that are none.
public struct StudentRoster: Sendable {
    public struct Row: Sendable, Hashable {
        /// In the file, the header being 1.
        public let number: Int
        public let fields: [StudentField: String]
        /// Name or code of the school, when the file has such a column.
        public let school: String?
    }

    public struct BadRow: Sendable, Hashable, Codable {
        public let number: Int
        /// Header of the column, when one is to blame.
        public let column: String
        public let reason: Phrase

        public init(number: Int, column: String, reason: Phrase) {
            self.number = number
            self.column = column
            self.reason = reason
        }
    }

    public let rows: [Row]
    public let badRows: [BadRow]

    /// Header names, Chinese and English, per field.
    static let headers: [StudentField: [String]] = [
        .name: ["姓名", "学生姓名", "name"],
        .sex: ["性别", "sex", "gender"],
        .birthDate: ["出生日期", "出生年月日", "birthdate", "birth date", "birthday"],
        .citizenID: ["公民身份号码", "身份证号", "身份证件号", "身份证号码", "citizenid", "citizen id", "id number"],
        .studentNumber: ["学籍号", "全国学籍号", "studentnumber", "student number"],
        .ethnicGroup: ["民族", "ethnicgroup", "ethnic group"],
        .domicile: ["户籍所在地", "户口所在地", "户籍地", "domicile"],
        .grade: ["年级", "grade"],
        .className: ["班级", "class", "classname"],
    ]
    static let schoolHeaders = ["学校", "学校名称", "学校标识码", "school", "school code"]

    /// UTF-8 with or without a byte order mark, or GB18030, told apart by whether the bytes are valid UTF-8.
    public init(csv data: Data, file: String) throws(IntakeError) {
        guard !data.isEmpty else {
            throw IntakeError("roster.empty", .imageEmpty.with(file), remedy: .rosterRemedy)
        }
        let text =
            String(data: data, encoding: .utf8) ?? String(data: data, encoding: StudentRoster.gb18030)
        guard let text, !text.contains("\0") else {
            throw IntakeError("roster.encoding", .rosterEncoding.with(file), remedy: .rosterEncodingRemedy)
        }
        let table = CSVTable(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
        guard let header = table.rows.first else {
            throw IntakeError("roster.empty", .imageEmpty.with(file), remedy: .rosterRemedy)
        }
        let names = header.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        var columns: [StudentField: Int] = [:]
        for (field, known) in StudentRoster.headers { columns[field] = names.firstIndex { known.contains($0) } }
        guard columns[.name] != nil, columns[.citizenID] != nil || columns[.studentNumber] != nil else {
            throw IntakeError("roster.columns", .rosterColumns.with(file), remedy: .rosterRemedy)
        }
        let school = names.firstIndex { StudentRoster.schoolHeaders.contains($0) }
        var rows: [Row] = []
        var bad: [BadRow] = []
        for (index, cells) in table.rows.enumerated().dropFirst()
        where cells.contains(where: { !$0.trimmingCharacters(in: .whitespaces).isEmpty }) {
            switch StudentRoster.row(cells, number: index + 1, header: header, columns: columns, school: school) {
            case .success(let row): rows.append(row)
            case .failure(let fault): bad.append(fault)
            }
        }
        self.rows = rows
        badRows = bad
    }

    /// The encoding's number in CoreFoundation; EUC_CN would decode some characters wrongly.
    static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    private static func row(
        _ cells: [String], number: Int, header: [String], columns: [StudentField: Int], school: Int?
    ) -> Result<Row, BadRow> {
        guard cells.count == header.count else {
            return .failure(
                BadRow(
                    number: number, column: "", reason: .rosterCellCount.with(String(cells.count), String(header.count))
                ))
        }
        var fields: [StudentField: String] = [:]
        for (field, column) in columns {
            let text = cells[column].trimmingCharacters(in: .whitespaces)
            guard !text.isEmpty else { continue }
            guard let value = normalized(text, as: field) else {
                return .failure(BadRow(number: number, column: header[column], reason: reason(for: field)))
            }
            fields[field] = value
        }
        guard fields[.name] != nil else {
            return .failure(BadRow(number: number, column: header[columns[.name] ?? 0], reason: .rosterNoName))
        }
        guard fields[.citizenID] != nil || fields[.studentNumber] != nil else {
            return .failure(BadRow(number: number, column: "", reason: .rosterNoIdentity))
        }
        return .success(
            Row(
                number: number, fields: fields,
                school: school.map { cells[$0].trimmingCharacters(in: .whitespaces) }.flatMap { $0.isEmpty ? nil : $0 })
        )
    }

    /// A value as the record keeps it; `nil` when it does not fit the field.
    public static func normalized(_ text: String, as field: StudentField) -> String? {
        switch field {
        case .citizenID:
            guard let id = CitizenID(text), id.hasValidCheckCharacter, id.birthDate != nil else { return nil }
            return id.text
        case .studentNumber: return StudentNumber(text)?.text
        case .birthDate: return DateText(text)?.date?.iso
        case .sex: return ["男": "男", "女": "女", "1": "男", "2": "女"][text]
        case .name: return text.count <= 40 ? text : nil
        default: return text
        }
    }

    private static func reason(for field: StudentField) -> Phrase {
        switch field {
        case .citizenID: .rosterBadID
        case .studentNumber: .findingStudentNumberShape
        case .birthDate: .findingDateImpossible
        case .sex: .rosterBadSex
        default: .rosterBadCell
        }
    }
}

extension StudentRoster.BadRow: Error {}
