import Foundation
import IntakeModel
import Spreadsheets
import TestSupport
import Testing

@Suite("工作簿")
struct WorkbookTests {
    private func cells(_ fixture: WorkbookFixture) throws -> [SheetTable.Row] {
        try SheetFile.table(fixture.data, file: "名单.xlsx").rows
    }

    @Test func everyKindOfCell() throws {
        let strings = """
            <sst><si><t>姓名</t></si><si><r><t>陈</t></r><r><t xml:space="preserve"> 梓涵</t></r>\
            <rPh sb="0" eb="1"><t>chen</t></rPh></si><si><t>a_x000D_b_x005F_c</t></si></sst>
            """
        let sheet = WorkbookFixture.sheet(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>行内</t></is></c></row>
            <row r="5"><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c><v>20140516</v></c><c><v>0.5</v></c>
            <c t="b"><v>1</v></c><c t="str"><f>A1</f><v>公式</v></c><c t="e"><v>#N/A</v></c><c t="s"><v>77</v></c><c/></row>
            """)
        let rows = try cells(WorkbookFixture(sheet: sheet, strings: strings))
        #expect(rows.map(\.number) == [1, 5])
        #expect(rows[0].cells == ["姓名", "", "行内"])
        #expect(rows[1].cells == ["陈 梓涵", "a\rb_c", "20140516", "0.5", "TRUE", "公式", "#N/A", "", ""])
        #expect(rows[1].faults.keys.sorted() == [6, 7])
    }

    @Test func otherSheetsAreNamed() throws {
        let table = try SheetFile.table(WorkbookFixture(sheet: WorkbookFixture.sheet("")).data, file: "a.xlsx")
        #expect(table.otherSheets == ["说明"])
    }

    /// 18 digits do not fit a double: the number is never taken for an ID, nor guessed at.
    @Test(arguments: ["510727201405163228", "5.10727201405163E+17", "5.1072720140516301E17", "1E15", "x", "1E999"])
    func longNumbersAreFaults(value: String) throws {
        let rows = try cells(
            WorkbookFixture(sheet: WorkbookFixture.sheet("<row r=\"1\"><c r=\"A1\"><v>\(value)</v></c></row>")))
        #expect(rows[0].faults[0] != nil)
    }

    @Test(arguments: [
        ("13800138000", "13800138000"), ("1.3800138E+10", "13800138000"), ("999999999999999", "999999999999999"),
        ("7.0", "7"),
    ]) func shortNumbersAreText(pair: (String, String)) throws {
        let rows = try cells(
            WorkbookFixture(sheet: WorkbookFixture.sheet("<row r=\"1\"><c r=\"A1\"><v>\(pair.0)</v></c></row>")))
        #expect(rows[0].cells == [pair.1] && rows[0].faults.isEmpty)
    }

    private let styles = """
        <styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
        <numFmt numFmtId="171" formatCode="0.00_);[Red]\\(0.00\\)"/><numFmt numFmtId="172" formatCode="&quot;day&quot;0"/>\
        </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="170"/><xf numFmtId="171"/>\
        <xf numFmtId="172"/></cellXfs></styleSheet>
        """

    /// Day 41775 is 2014-05-16; formats decide whether a number is a day.
    @Test(arguments: [
        (1, "41775", "2014-05-16"), (2, "41775", "2014-05-16"), (3, "41775.75", "2014-05-16"), (0, "41775", "41775"),
        (4, "41775", "41775"), (5, "41775", "41775"), (1, "1", "1900-01-01"), (1, "59", "1900-02-28"),
        (1, "61", "1900-03-01"),
    ]) func daysAreDatesByTheirFormat(style: Int, value: String, expected: String) throws {
        let sheet = WorkbookFixture.sheet("<row r=\"1\"><c r=\"A1\" s=\"\(style)\"><v>\(value)</v></c></row>")
        let rows = try cells(WorkbookFixture(sheet: sheet, styles: styles))
        #expect(rows[0].cells == [expected] && rows[0].faults.isEmpty)
    }

    @Test func daysThatNeverWereAreFaults() throws {
        for value in ["60", "0", "-3", "9999999"] {
            let sheet = WorkbookFixture.sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(value)</v></c></row>")
            #expect(try cells(WorkbookFixture(sheet: sheet, styles: styles))[0].faults[0] != nil)
        }
    }

    @Test func theOtherCalendar() throws {
        let sheet = WorkbookFixture.sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>40313</v></c></row>")
        let fixture = WorkbookFixture(sheet: sheet, styles: styles, book: "<workbookPr date1904=\"1\"/>")
        #expect(try cells(fixture)[0].cells == ["2014-05-16"])
    }

    @Test func idsAreWrittenAsText() throws {
        let document = SheetDocument(title: "名/单", header: ["身份证号"], rows: [["510727201405163228"], ["007"]])
        let data = try document.data(.xlsx)
        #expect(
            try SheetFile.table(data, file: "a.xlsx").rows.map(\.cells) == [["身份证号"], ["510727201405163228"], ["007"]])
        let folder = try TemporaryFolder()
        try data.write(to: folder.file("a.xlsx"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sys, zipfile
            sheet = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode()
            assert 't="s"' in sheet and 'state="frozen"' in sheet and 'width="20' in sheet, sheet
            """, folder.file("a.xlsx").path,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
