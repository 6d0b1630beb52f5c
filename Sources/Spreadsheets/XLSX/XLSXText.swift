internal import Foundation

/// Text as a workbook stores it.
enum XLSXText {
    /// `_x000D_` and the like stand for characters that XML cannot hold.
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
            guard let value = UInt32(match.1, radix: 16), value != 0, let scalar = Unicode.Scalar(value) else {
                return String(match.0)
            }
            return String(Character(scalar))
        }
    }

    /// Strings that cells share, by their place; text for pronunciation is left out.
    static func shared(_ data: Data) throws -> [String] {
        var strings: [String] = []
        var string = ""
        var phonetic = 0
        try SheetXML.read(
            data,
            open: { name, _ in
                if name == "si" { string = "" }
                if name == "rPh" { phonetic += 1 }
            },
            close: { name, text in
                switch name {
                case "t" where phonetic == 0: string += text
                case "rPh": phonetic -= 1
                case "si": strings.append(unescaped(string))
                default: break
                }
            })
        return strings
    }
}
