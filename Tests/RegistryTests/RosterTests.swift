import Foundation
import IntakeModel
import Registry
import Testing

@Suite("花名册")
struct RosterTests {
    private let text = "姓名,性别,出生日期,身份证号,学籍号\n陈梓涵,女,2014年5月16日,51072720140516322X,G51072720140516322X\n"

    @Test func utf8AndGB18030ReadAlike() throws {
        let utf8 = try StudentRoster(csv: Data(("\u{FEFF}" + text).utf8), file: "a.csv")
        let gb = try StudentRoster(
            csv: try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632))), file: "b.csv")
        #expect(utf8.rows == gb.rows)
        #expect(utf8.rows.first?.fields[.birthDate] == "2014-05-16")
        #expect(utf8.badRows.isEmpty)
    }

    @Test func badRowsAreNamedAndTheRestGoesOn() throws {
        let rows =
            text + "坏校验,男,2014-05-16,510727201405163221,\n坏日期,男,2014-02-30,51072720140516322X,\n缺列,男\n"
            + "\"逗号,名\",女,,51072720140516322X,\n"
        let roster = try StudentRoster(csv: Data(rows.utf8), file: "a.csv")
        #expect(roster.rows.count == 2)
        #expect(roster.rows.last?.fields[.name] == "逗号,名")
        #expect(roster.badRows.map(\.number) == [3, 4, 5])
        #expect(roster.badRows[0].column == "身份证号")
        #expect(roster.badRows[1].column == "出生日期")
    }

    @Test(arguments: [Data(), Data([0xFF, 0xFE, 0x00, 0x41]), Data("a,b\n1,2\n".utf8), Data(count: 40)])
    func filesThatAreNoRoster(data: Data) {
        let error = #expect(throws: IntakeError.self) { try StudentRoster(csv: data, file: "坏.csv") }
        #expect(error?.exit == .badInput)
        #expect(error?.message.text(.chinese).contains("坏.csv") == true)
    }
}
