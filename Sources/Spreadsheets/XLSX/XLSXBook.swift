internal import Foundation

/// What `xl/workbook.xml` and its links say: the sheets, where they lie, which calendar.
struct XLSXBook {
    private(set) var sheetNames: [String] = []
    private(set) var firstSheet: String?
    private(set) var strings = "xl/sharedStrings.xml"
    private(set) var styles = "xl/styles.xml"
    private(set) var since1904 = false

    init(_ data: Data, links: Data) throws {
        var targets: [String: String] = [:]
        var strings: String?
        var styles: String?
        try SheetXML.read(
            links,
            open: { name, attributes in
                guard name == "Relationship", let target = attributes["Target"], attributes["TargetMode"] != "External"
                else { return }
                let path = XLSXBook.path(target)
                if let id = attributes["Id"] { targets[id] = path }
                if attributes["Type"]?.hasSuffix("/sharedStrings") == true { strings = path }
                if attributes["Type"]?.hasSuffix("/styles") == true { styles = path }
            })
        var sheets: [(name: String, link: String)] = []
        var later = false
        try SheetXML.read(
            data,
            open: { name, attributes in
                switch name {
                case "sheet":
                    let link = attributes.first { $0.key == "r:id" || $0.key.hasSuffix(":id") }?.value ?? ""
                    sheets.append((attributes["name"] ?? "", link))
                case "workbookPr": later = ["1", "true"].contains(attributes["date1904"] ?? "")
                default: break
                }
            })
        sheetNames = sheets.map(\.name)
        firstSheet = sheets.first.flatMap { targets[$0.link] }
        since1904 = later
        self.strings = strings ?? self.strings
        self.styles = styles ?? self.styles
    }

    /// A link's target, relative to `xl/` or from the root, as a name in the archive. It never leaves the archive:
    /// names are looked up there and nowhere else.
    private static func path(_ target: String) -> String {
        target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
}
