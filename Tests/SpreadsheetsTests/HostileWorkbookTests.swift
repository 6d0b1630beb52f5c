import Foundation
import IntakeModel
import Spreadsheets
import TestSupport
import Testing

/// Files made to harm whoever opens them.
@Suite("恶意工作簿")
struct HostileWorkbookTests {
    private func code(_ data: Data, limits: SheetLimits = SheetLimits()) -> String? {
        do {
            _ = try SheetFile.table(data, file: "恶.xlsx", limits: limits)
            return nil
        } catch {
            #expect(error.exit == .badInput)
            return error.code
        }
    }

    private let good = WorkbookFixture.sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")

    @Test func theFixtureItselfIsFine() { #expect(code(WorkbookFixture(sheet: good).data) == nil) }

    @Test(arguments: [
        // Billions of laughs, a file of the machine, a parameter entity, and a type that declares nothing.
        """
        <!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\
        <worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>
        """,
        """
        <!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\
        <worksheet><sheetData><row r="1"><c t="str"><v>&a;</v></c></row></sheetData></worksheet>
        """,
        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><worksheet/>",
        "<?xml version=\"1.0\" encoding=\"UTF-7\"?><worksheet/>",
        "<worksheet>", "", "\0", "not xml at all", String(repeating: "<a>", count: 5000),
    ]) func xmlThatIsNoSheet(sheet: String) { #expect(code(WorkbookFixture(sheet: sheet).data) == "sheet.damaged") }

    @Test func sixteenBitXMLIsRefused() {
        var fixture = WorkbookFixture(sheet: good)
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>"
        fixture.files[2].content = text.data(using: .utf16) ?? Data()
        #expect(code(fixture.data) == "sheet.damaged")
    }

    /// 200 MB of blanks in 200 KB.
    @Test func whatGrowsWithoutEndIsStopped() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("bomb.xlsx")
        try WorkbookFixture(sheet: good).data.write(to: folder.file("good.xlsx"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sys, zipfile
            good = zipfile.ZipFile(sys.argv[1])
            with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as out:
                for name in good.namelist():
                    text = good.read(name)
                    out.writestr(name, b" " * int(sys.argv[3]) if "sheet1" in name else text)
            """, folder.file("good.xlsx").path, file.path, "200000000",
        ]
        try process.run()
        process.waitUntilExit()
        let data = try Data(contentsOf: file)
        #expect(data.count < 1 << 20)
        #expect(code(data) == "sheet.too-large")
        // The directory lies about the size: what comes is counted all the same.
        var liar = data
        let end = try #require(liar.range(of: Data("xl/worksheets/sheet1.xml".utf8), options: .backwards)).lowerBound
        let size = end - 46 + 24
        liar.replaceSubrange(size..<(size + 4), with: [1, 0, 0, 0])
        #expect(["sheet.too-large", "sheet.damaged"].contains(code(liar)))
    }

    @Test func tooManyFilesRowsAndColumns() {
        var fixture = WorkbookFixture(sheet: good)
        for number in 0..<1100 { fixture.files.append(("x\(number)", Data())) }
        #expect(code(fixture.data) == "sheet.too-large")
        var limits = SheetLimits()
        limits.rows = 3
        let rows = (1...9).map { "<row r=\"\($0)\"/>" }.joined()
        #expect(code(WorkbookFixture(sheet: WorkbookFixture.sheet(rows)).data, limits: limits) == "sheet.too-large")
        for reference in ["XFD1", "ZZZZZZZZZZZZZZ1"] {
            let wide = WorkbookFixture.sheet("<row r=\"1\"><c r=\"\(reference)\"><v>1</v></c></row>")
            #expect(code(WorkbookFixture(sheet: wide).data) == (reference == "XFD1" ? "sheet.too-large" : nil))
        }
    }

    @Test(arguments: 1..<12) func tornFilesAreRefused(part: Int) {
        let data = WorkbookFixture(sheet: good).data
        let code = code(data.prefix(data.count * part / 12))
        #expect(code == "sheet.damaged")
    }

    @Test func targetsOutsideTheArchiveAreNotFound() {
        var fixture = WorkbookFixture(sheet: good)
        let links = WorkbookFixture.links.replacing("worksheets/sheet1.xml", with: "/../../../etc/passwd")
        fixture.files[1].content = Data(links.utf8)
        #expect(code(fixture.data) == "sheet.damaged")
    }

    @Test func anyBitMayFlip() {
        let data = WorkbookFixture(sheet: good).data
        var random = SeededNumbers(seed: 7)
        for _ in 0..<300 {
            var broken = data
            broken[random.below(broken.count)] ^= UInt8(1 << random.below(8))
            _ = try? SheetFile.table(broken, file: "x.xlsx")
        }
    }
}
