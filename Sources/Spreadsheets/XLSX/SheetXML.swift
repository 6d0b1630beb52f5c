internal import Foundation

#if canImport(FoundationXML)
    internal import FoundationXML
#endif

/// One XML file of a workbook, read element by element without building a tree.
///
/// A document type, in which entities are declared that grow without end or read files, has no place in a workbook:
/// such a file is refused before it is parsed, and so is any encoding but UTF-8, which could hide one.
final class SheetXML: NSObject, XMLParserDelegate {
    struct Fault: Error { let reason: String }

    /// Called with the element's name without its prefix and its attributes.
    private let open: (String, [String: String]) throws -> Void
    /// Called with the element's name and the text directly inside it.
    private let close: (String, String) throws -> Void
    /// Text of the elements that are open, the innermost last.
    private var texts: [String] = []
    private var hasRoot = false
    private var failure: (any Error)?

    private init(
        open: @escaping (String, [String: String]) throws -> Void, close: @escaping (String, String) throws -> Void
    ) {
        self.open = open
        self.close = close
    }

    static func read(
        _ data: Data, open: @escaping (String, [String: String]) throws -> Void = { _, _ in },
        close: @escaping (String, String) throws -> Void = { _, _ in }
    ) throws {
        try refuseHostile(data)
        let reader = SheetXML(open: open, close: close)
        let parser = XMLParser(data: data)
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        let whole = parser.parse()
        if let failure = reader.failure { throw failure }
        // The parser takes the end of the data for the end of every open element.
        guard reader.hasRoot, reader.texts.isEmpty else { throw Fault(reason: "ends early") }
        guard whole else { throw Fault(reason: "XML \(parser.parserError.map { "\($0)" } ?? "")") }
    }

    private static func refuseHostile(_ data: Data) throws {
        let head = data.prefix(4)
        guard !head.starts(with: [0xFE, 0xFF]), !head.starts(with: [0xFF, 0xFE]), !data.contains(0) else {
            throw Fault(reason: "not UTF-8")
        }
        for mark in ["<!DOCTYPE", "<!ENTITY"] where data.range(of: Data(mark.utf8)) != nil {
            throw Fault(reason: mark)
        }
        let declaration = String(decoding: data.prefix(200), as: UTF8.self)
        if let named = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/),
            named.1.uppercased() != "UTF-8"
        {
            throw Fault(reason: "encoding")
        }
    }

    private func attempt(_ parser: XMLParser, _ body: () throws -> Void) {
        guard failure == nil else { return }
        do {
            try body()
        } catch {
            failure = error
            parser.abortParsing()
        }
    }

    private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        texts.append("")
        hasRoot = true
        attempt(parser) {
            guard texts.count < 100 else { throw Fault(reason: "depth") }
            try open(SheetXML.local(name), attributes)
        }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        guard !texts.isEmpty else { return }
        texts[texts.count - 1] += text
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        let text = texts.popLast() ?? ""
        attempt(parser) { try close(SheetXML.local(name), text) }
    }
}
