internal import Foundation

/// The two languages people read; Chinese unless English is asked for.
public enum Language: String, Sendable, Codable, CaseIterable {
    case chinese = "zh"
    case english = "en"

    /// `--lang` first, then `LC_ALL`, `LC_MESSAGES`, `LANG`; anything but English is Chinese.
    public static func chosen(argument: String?, environment: [String: String]) -> Language {
        let locale =
            argument ?? ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.lowercased().hasPrefix("en") == true ? .english : .chinese
    }
}

/// One entry of the string table: a sentence in both languages with `%1`, `%2`… for its arguments.
///
/// Every sentence a person reads is declared in `Wording/`, one file an area.
public struct Phrase: Sendable, Hashable, Codable {
    public let chinese: String
    public let english: String
    public var arguments: [String]

    public init(_ chinese: String, _ english: String, arguments: [String] = []) {
        self.chinese = chinese
        self.english = english
        self.arguments = arguments
    }

    /// The same sentence with its blanks filled in.
    public func with(_ arguments: String...) -> Phrase { Phrase(chinese, english, arguments: arguments) }

    /// The same sentence with its blanks filled in by other sentences, each in its own language.
    public func with(phrases: Phrase...) -> Phrase {
        func filled(_ language: Language) -> String {
            var sentence = self
            sentence.arguments = phrases.map { $0.text(language) }
            return sentence.text(language)
        }
        return Phrase(filled(.chinese), filled(.english))
    }

    /// A number or a name, the same in both languages.
    public init(plain text: some CustomStringConvertible) { self.init("\(text)", "\(text)") }

    /// A list: 、 between its items in Chinese, a comma in English.
    public static func list(_ phrases: [Phrase], chinese: String = "、", english: String = ", ") -> Phrase {
        Phrase(
            phrases.map { $0.text(.chinese) }.joined(separator: chinese),
            phrases.map { $0.text(.english) }.joined(separator: english))
    }

    public func text(_ language: Language) -> String {
        let template = language == .chinese ? chinese : english
        guard !arguments.isEmpty else { return template }
        var text = ""
        var rest = Substring(template)
        while let mark = rest.firstIndex(of: "%") {
            text += rest[..<mark]
            let next = rest.index(after: mark)
            if next < rest.endIndex, let number = rest[next].wholeNumberValue, (1...arguments.count).contains(number) {
                text += arguments[number - 1]
                rest = rest[rest.index(after: next)...]
            } else {
                text += "%"
                rest = rest[next...]
            }
        }
        return text + rest
    }
}
