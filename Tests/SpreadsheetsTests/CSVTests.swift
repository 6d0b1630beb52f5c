import Foundation
import IntakeModel
import Spreadsheets
import TestSupport
import Testing

@Suite("CSV 表格")
struct CSVTests {
    static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    /// Text of every kind, drawn from a seed.
    static func drawnText(_ random: inout SeededNumbers) -> String {
        let alphabet: [Character] = [
            "陈", "梓", "𠀀", "a", "Z", "0", "9", ",", ";", "\t", "\"", "\n", "\r\n", "'", "=", "+", "-", "@", " ", "，",
        ]
        return String((0..<random.below(12)).map { _ in alphabet[random.below(alphabet.count)] })
    }

    /// What was written is read back, cell by cell.
    @Test(arguments: 0..<20) func whatIsWrittenIsRead(seed: Int) throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let width = 1 + random.below(6)
        let header = (0..<width).map { "列\($0)" }
        // A file of one column cannot tell an empty cell from an empty line.
        let rows = (0..<random.below(30)).map { _ in (0..<width).map { _ in "x" + CSVTests.drawnText(&random) } }
        let document = SheetDocument(title: "表", header: header, rows: rows)
        for format in SheetDocument.Format.allCases {
            let data = try document.data(format)
            let table = try SheetFile.table(data, file: "a." + format.rawValue)
            #expect(table.rows.map(\.cells) == [header] + rows, "\(format)")
            #expect(table.rows.map(\.number) == Array(1...(rows.count + 1)))
            #expect(table.rows.allSatisfy { $0.faults.isEmpty })
        }
    }

    @Test func whatASpreadsheetWouldRunIsDisarmed() throws {
        let cells = ["=1+1", "+86", "-1", "@x", "'=x", "'", "a=b"]
        let data = try SheetDocument(title: "t", header: ["a"], rows: cells.map { [$0] }).data(.csv)
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains("\r\n'=1+1\r\n") && text.contains("\r\n'+86\r\n") && text.contains("\r\na=b\r\n"))
        #expect(try SheetFile.table(data, file: "a.csv").rows.dropFirst().map { $0.cells[0] } == cells)
    }

    @Test(arguments: [",", ";", "\t"], ["\n", "\r\n", "\r"]) func separatorsAndLineEnds(separator: String, end: String)
        throws
    {
        let text = ["姓名\(separator)\"备注\(separator)1;2,3\"", "甲\(separator)\"a\"\"b\"", "乙\(separator)"].joined(
            separator: end)
        let table = try SheetFile.table(Data(text.utf8), file: "a.csv")
        #expect(table.rows.map(\.cells) == [["姓名", "备注\(separator)1;2,3"], ["甲", "a\"b"], ["乙", ""]])
    }

    @Test func gb18030IsReadWhole() throws {
        // The last two need four bytes; EUC-CN knows neither.
        let text = "姓名,住址\n陈龑,㐂镇\n王𬱖,々\n"
        let data = try #require(text.data(using: CSVTests.gb18030))
        #expect(String(data: data, encoding: .utf8) == nil)
        let table = try SheetFile.table(data, file: "a.csv")
        #expect(table.rows.map(\.cells) == [["姓名", "住址"], ["陈龑", "㐂镇"], ["王𬱖", "々"]])
    }

    @Test(arguments: [
        Data(), Data([0xFF, 0xFE, 0x00, 0x41]), Data(count: 40), Data("a,\u{7}b".utf8), Data("a\0b".utf8),
        Data([0x61, 0x2C, 0x80, 0xFF, 0x0A]), Data("a,\"b\nc,d".utf8),
        Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]),
    ]) func filesThatAreNoTable(data: Data) {
        let error = #expect(throws: IntakeError.self) { try SheetFile.table(data, file: "坏.csv") }
        #expect(error?.exit == .badInput)
        #expect(error?.message.text(.chinese).contains("坏.csv") == true)
    }

    /// Whatever the bytes are, the answer is a table or an error.
    @Test(arguments: 0..<50) func anyBytesAreSurvived(seed: Int) {
        var random = SeededNumbers(seed: UInt64(seed) &+ 1000)
        var data = Data((0..<random.below(3000)).map { _ in UInt8(random.below(256)) })
        if seed.isMultiple(of: 2) { data = Data([0x50, 0x4B, 0x03, 0x04]) + data }
        _ = try? SheetFile.table(data, file: "x")
    }

    @Test func numbersThatLostTheirDigitsAreFaults() throws {
        let table = try SheetFile.table(Data("身份证号,班级\n5.10727E+17,3E\n510727201405163228,1\n".utf8), file: "a.csv")
        #expect(table.rows[1].faults.keys.sorted() == [0])
        #expect(table.rows[2].faults.isEmpty)
    }

    /// One character of somebody's own making spoils its cell, not the file.
    @Test(arguments: SheetDocument.Format.allCases) func privateCharactersAreFaults(format: SheetDocument.Format) throws
    {
        let document = SheetDocument(title: "t", header: ["姓名", "班级"], rows: [["陈\u{E863}", "1"], ["陈䶮", "2"]])
        let table = try SheetFile.table(try document.data(format), file: "a")
        #expect(table.rows.map { $0.faults.keys.sorted() } == [[], [0], []])
    }

    @Test func tooMuchIsRefused() throws {
        var limits = SheetLimits()
        limits.rows = 10
        limits.columns = 5
        for text in [String(repeating: "a\n", count: 12), String(repeating: "a,", count: 9)] {
            let error = #expect(throws: IntakeError.self) {
                try SheetFile.table(Data(text.utf8), file: "a.csv", limits: limits)
            }
            #expect(error?.code == "sheet.too-large")
        }
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SeededNumbers {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
}
