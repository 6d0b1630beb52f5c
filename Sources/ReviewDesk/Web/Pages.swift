internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry

/// Turning values into pages.
extension Desk {
    /// A page in the desk's frame. `alert` is what went wrong just now, in words.
    func page(
        _ template: String, _ context: DeskContext, title: String, _ values: [String: Any] = [:],
        alert: IntakeError? = nil, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let words = DeskWords.all.mapValues { $0.text(context.language) }
        var all = values
        all["t"] = Desk.nested(words)
        all["title"] = words[title] ?? title
        all["lang"] = context.language == .chinese ? "zh-CN" : "en"
        all["csrf"] = Secrets.formToken(context.token)
        all["isAt"] = [template: true]
        if let person = context.person {
            all["isAdministrator"] = person.isAdministrator
            all["member"] = ["name": person.name, "role": words["role.\(person.role.rawValue)"] ?? ""]
        }
        if let alert {
            all["alert"] = [
                "message": alert.message.text(context.language), "remedy": alert.remedy.text(context.language),
            ]
        }
        guard let html = templates.render(template, all) else { throw HTTPError(.internalServerError) }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    /// Words by name; `a.b` is found as `t.a.b`, so the part before the point is a table of its own.
    private static func nested(_ words: [String: String]) -> [String: Any] {
        var table: [String: Any] = [:]
        var groups: [String: [String: String]] = [:]
        for (name, word) in words {
            guard let point = name.firstIndex(of: ".") else {
                table[name] = word
                continue
            }
            groups[String(name[..<point]), default: [:]][String(name[name.index(after: point)...])] = word
        }
        for (group, members) in groups where table[group] == nil { table[group] = members }
        return table
    }

    /// JSON for the desk's own scripts.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    /// For a section that is there only with something to show: an empty string would count as something.
    static func shown(_ text: String?) -> [[String: String]] { text?.isEmpty == false ? [["text": text ?? ""]] : [] }

    static func word(_ name: String, _ context: DeskContext) -> String {
        DeskWords.phrase(name).text(context.language)
    }

    /// A moment in China, to the minute.
    static func moment(_ milliseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000 + 8 * 3600)
        let parts = Calendar.utc.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        return String(
            format: "%04d-%02d-%02d %02d:%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0, parts.hour ?? 0,
            parts.minute ?? 0)
    }
}

extension Calendar {
    fileprivate static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}
