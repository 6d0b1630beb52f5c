internal import Foundation

#if canImport(FoundationXML)
    internal import FoundationXML
#endif

/// The little XML that S3 speaks: texts of elements, by name, in their order.
final class S3XML: NSObject, XMLParserDelegate {
    private let wanted: Set<String>
    private var found: [String: [String]] = [:]
    private var text = ""

    private init(_ wanted: Set<String>) { self.wanted = wanted }

    /// Empty when the bytes are no XML.
    static func values(_ wanted: Set<String>, in data: Data) -> [String: [String]] {
        let reader = S3XML(wanted)
        let parser = XMLParser(data: data)
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        _ = parser.parse()
        return reader.found
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName qName: String?,
        attributes attributeDict: [String: String] = [:]
    ) { text = "" }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
        _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName qName: String?
    ) {
        let name = elementName.split(separator: ":").last.map(String.init) ?? elementName
        if wanted.contains(name) { found[name, default: []].append(text) }
        text = ""
    }
}
