import Foundation

/// A workbook put together by hand, so that it can be what no program writes.
///
/// The archive is stored, not packed, unless `packed` gives bytes made elsewhere.
struct WorkbookFixture {
    var files: [(name: String, content: Data)] = []

    static let links = """
        <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/>
        <Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>
        """

    init(sheet: String, strings: String = "<sst/>", styles: String = "<styleSheet/>", book: String = "") {
        let workbook = """
            <workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\(book)\
            <sheets><sheet name="名单" r:id="r1"/><sheet name="说明" r:id="r9"/></sheets></workbook>
            """
        for (name, text) in [
            ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", WorkbookFixture.links),
            ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles),
        ] { files.append((name, Data(text.utf8))) }
    }

    static func sheet(_ rows: String) -> String { "<worksheet><sheetData>\(rows)</sheetData></worksheet>" }

    /// The archive's bytes.
    var data: Data {
        var body = Data()
        var directory = Data()
        for (name, content) in files {
            let offset = body.count
            let common =
                number(0, 2) + number(0, 2) + number(0, 4) + number(Int(WorkbookFixture.checksum(content)), 4)
                + number(content.count, 4) + number(content.count, 4) + number(name.utf8.count, 2) + number(0, 2)
            body += number(0x0403_4B50, 4) + number(20, 2) + common + Data(name.utf8) + content
            directory +=
                number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common + number(0, 2) + number(0, 2)
                + number(0, 2) + number(0, 4) + number(offset, 4) + Data(name.utf8)
        }
        return body + directory + number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2)
            + number(files.count, 2) + number(directory.count, 4) + number(body.count, 4) + number(0, 2)
    }

    private func number(_ value: Int, _ bytes: Int) -> Data {
        Data((0..<bytes).map { UInt8(value >> (8 * $0) & 0xFF) })
    }

    private static func checksum(_ data: Data) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in data {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
