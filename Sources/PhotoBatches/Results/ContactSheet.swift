public import Foundation
public import IntakeModel
public import Photos
public import Registry

/// 缩略图一览: a page that a photographer can act on: every photo that does not pass, with its reasons drawn on it.
///
/// One file, nothing fetched from anywhere; it prints too.
public struct ContactSheet: Sendable {
    private let language: Language
    /// HTML, one after another: thousands of small pictures are not held twice.
    private var cards = Data()
    private var count = 0
    private var passed = 0
    /// Those without a photo, by school, grade and class.
    private var missing: [String: [String]] = [:]

    public init(language: Language) { self.language = language }

    /// - Parameters:
    ///   - title: whose photo it is, where a roster says so.
    ///   - place: grade and class.
    public mutating func add(_ answer: PhotoAnswer, title: String? = nil, place: String? = nil) {
        guard answer.report.verdict != .pass else {
            passed += 1
            return
        }
        let report = answer.report
        let name = (report.file as NSString).lastPathComponent
        let reasons = report.reasons.map { reason in
            "<li class=\"\(reason.verdict.rawValue)\"><b>\(Self.escaped(reason.message))</b><br>"
                + "\(Self.escaped(reason.remedy)) <code>\(reason.code.rawValue)</code></li>"
        }
        let below = [place, title == nil ? nil : name].compactMap(\.self).map { "<p>\(Self.escaped($0))</p>" }
        count += 1
        if !cards.isEmpty { cards += Data("\n".utf8) }
        cards += Data(
            """
            <article class="\(report.verdict.rawValue)"><figure>\(MarkedPicture(answer).svg)</figure>
            <h2>\(Self.escaped(title ?? name))</h2>\(below.joined())
            <ul>\(reasons.joined())</ul></article>
            """.utf8)
    }

    /// A student of the roster without a photo.
    public mutating func add(missing student: StudentRoster.Row) {
        let place = [student.school, student.fields[.grade], student.fields[.className]].compactMap(\.self)
        missing[place.joined(separator: " "), default: []].append(student.fields[.name] ?? "")
    }

    private var missingList: String {
        guard !missing.isEmpty else { return "" }
        let title = Phrase.photoSheetMissing.with(String(missing.values.reduce(0) { $0 + $1.count })).text(language)
        let rows = missing.sorted { $0.key < $1.key }.map { place, names in
            "<dt>\(Self.escaped(place))</dt><dd>\(Self.escaped(names.joined(separator: "  ")))</dd>"
        }
        return "<section><h2>\(Self.escaped(title))</h2><dl>\(rows.joined())</dl></section>"
    }

    public var page: Data {
        let title = Phrase.photoSheetTitle.text(language)
        let summary = Phrase.photoSheetSummary.with(String(passed + count), String(passed), String(count)).text(
            language)
        let head = """
            <!DOCTYPE html>
            <html lang="\(language == .chinese ? "zh-CN" : "en")"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title)</title>
            <style>\(ContactSheet.style)</style></head><body>
            <h1>\(title)</h1><p class="summary">\(summary)</p>\(missingList)<main>
            """
        return Data(head.utf8) + cards + Data("</main>\n</body></html>\n".utf8)
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static let style = """
        body{font:15px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:24px;color:#1d2733;background:#f4f6f9}
        h1{font-size:22px;margin:0}.summary{color:#566}
        main{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:16px}
        article{background:#fff;border-radius:8px;padding:14px;border-top:5px solid #c33;break-inside:avoid;
        display:grid;grid-template-columns:124px minmax(0,1fr);column-gap:14px;align-content:start}
        article.review{border-color:#d90}figure{margin:0;grid-row:1/5}svg{width:124px;background:#dde3ea;border-radius:4px}
        h2{font-size:14px;margin:0 0 4px;overflow-wrap:anywhere}p{margin:0 0 4px;color:#566;overflow-wrap:anywhere}
        article p{font-size:12px}ul{margin:0;padding-left:16px;font-size:13px}li.fail b{color:#a11}li.review b{color:#860}
        li{margin-bottom:6px;overflow-wrap:anywhere}code{color:#789;font-size:11px}
        section{background:#fff;border-radius:8px;padding:14px;margin-bottom:16px;border-top:5px solid #c33}
        dl{margin:0;display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;font-size:13px}dt{color:#566}dd{margin:0}
        @media print{body{background:#fff;margin:0}article{border:1px solid #999}}
        """
}
