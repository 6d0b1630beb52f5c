import Foundation
import IntakeModel
import IntakeResources
import Registry
import Spreadsheets
import TestSupport
import Testing

@Suite("花名册")
struct RosterTests {
    private let text = "姓名,性别,出生日期,身份证号,学籍号\n陈梓涵,女,2014年5月16日,51072720140516322X,G51072720140516322X\n"

    @Test func utf8AndGB18030ReadAlike() throws {
        let utf8 = try StudentRoster(Data(("\u{FEFF}" + text).utf8), file: "a.csv")
        let gb = try StudentRoster(
            try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632))), file: "b.csv")
        #expect(utf8.rows == gb.rows)
        #expect(utf8.rows.first?.fields[.birthDate] == "2014-05-16")
        #expect(utf8.badRows.isEmpty)
    }

    @Test func badRowsAreNamedAndTheRestGoesOn() throws {
        let rows =
            text + "坏校验,男,2014-05-16,510727201405163221,\n坏日期,男,2014-02-30,51072720140516322X,\n缺列,男\n"
            + "\"逗号,名\",女,,51072720140516322X,\n"
        let roster = try StudentRoster(Data(rows.utf8), file: "a.csv")
        #expect(roster.rows.count == 2)
        #expect(roster.rows.last?.fields[.name] == "逗号,名")
        #expect(roster.badRows.map(\.number) == [3, 4, 5])
        #expect(roster.badRows[0].column == "身份证号")
        #expect(roster.badRows[1].column == "出生日期")
    }

    @Test(arguments: [Data(), Data([0xFF, 0xFE, 0x00, 0x41]), Data("a,b\n1,2\n".utf8), Data(count: 40)])
    func filesThatAreNoRoster(data: Data) {
        let error = #expect(throws: IntakeError.self) { try StudentRoster(data, file: "坏.csv") }
        #expect(error?.exit == .badInput)
        #expect(error?.message.text(.chinese).contains("坏.csv") == true)
    }

    private var codes: CodeLists {
        get throws { try CodeLists(from: ResourceLocation(root: Workplace.root.appending(path: "models"))) }
    }

    /// The headers of the national collection form, with its codes, below a title, from CSV and workbook alike.
    @Test(arguments: SheetDocument.Format.allCases) func theCollectionFormIsRead(format: SheetDocument.Format) throws {
        let header = [
            "学校标识码*", "学 生 姓 名", "性别（1男2女）", "出生日期", "身份证件号", "全国学籍号", "民族", "户口所在地", "年级", "班号",
            "入学年月", "学籍辅号",
        ]
        let row = [
            "2151000001", " 陈梓涵 ", "2", "20140516", "51072720140516322x", "G51072720140516322X", "03", "四川省平武县",
            "六年级", "2", "202009", "12",
        ]
        let document = SheetDocument(title: "信息", header: ["学籍信息采集表"], rows: [header, row])
        let codes = try codes
        let table = try SheetFile.table(try document.data(format), file: "表")
        let roster = try StudentRoster(table, file: "表", codes: codes)
        #expect(roster.badRows.isEmpty)
        let student = try #require(roster.rows.first)
        #expect(student.number == 3 && student.school == "2151000001")
        #expect(
            student.fields == [
                .name: "陈梓涵", .sex: "女", .birthDate: "2014-05-16", .citizenID: "51072720140516322X",
                .studentNumber: "G51072720140516322X", .ethnicGroup: "回族", .domicile: "四川省平武县", .grade: "六年级",
                .className: "2",
            ])
        #expect(roster.unknownColumns == ["入学年月", "学籍辅号"])
    }

    /// GB/T 3304: 01 is 汉族, 56 基诺族; a code the list does not have is a bad value, not a guess.
    @Test(arguments: [
        ("01", "汉族"), ("1", "汉族"), ("56", "基诺族"), ("汉", "汉族"), ("藏族", "藏族"), ("77", nil), ("穿青人", "穿青人"),
    ]) func ethnicGroups(pair: (String, String?)) throws {
        let csv = "姓名,学籍号,民族\n陈,G51072720140516322X,\(pair.0)\n"
        let codes = try codes
        let roster = try StudentRoster(Data(csv.utf8), file: "a", codes: codes)
        #expect(roster.rows.first?.fields[.ethnicGroup] == pair.1)
        #expect(roster.badRows.map(\.column) == (pair.1 == nil ? ["民族"] : []))
    }

    @Test func aColumnTwiceIsRefused() {
        let csv = "姓名,学生姓名,学籍号\n"
        let error = #expect(throws: IntakeError.self) { try StudentRoster(Data(csv.utf8), file: "a") }
        #expect(error?.code == "roster.column-twice")
    }

    @Test func idsThatLostTheirDigitsAreBadRows() throws {
        let csv = "姓名,身份证号\n陈梓涵,5.10727E+17\n"
        let roster = try StudentRoster(Data(csv.utf8), file: "a")
        #expect(roster.rows.isEmpty)
        #expect(roster.badRows.map(\.reason) == [.sheetLostDigits])
    }

    /// What was refused goes back as it stood, with the reason, and is read again once it is mended.
    @Test(arguments: SheetDocument.Format.allCases) func refusedRowsCanBeMended(format: SheetDocument.Format) throws {
        let csv =
            "姓名,身份证号,备注\n好,51072720140516322X,甲\n坏,510727201405163221,乙\n无,,丙\n"
        let roster = try StudentRoster(Data(csv.utf8), file: "a.csv")
        #expect(roster.rows.count == 1)
        let document = roster.refused(roster.badRows, language: .chinese)
        #expect(document.header == ["姓名", "身份证号", "备注", "错误原因"])
        #expect(document.rows.map { Array($0.prefix(3)) } == [["坏", "510727201405163221", "乙"], ["无", "", "丙"]])
        #expect(document.rows.allSatisfy { !$0[3].isEmpty })
        var mended = document
        mended.rows[0][1] = "51072720140516322X"
        mended.rows[1][1] = "510727201309081179"
        let again = try StudentRoster(try mended.data(format), file: "b")
        #expect(again.badRows.isEmpty && again.rows.map { $0.fields[.name] } == ["坏", "无"])
    }
}
