internal import Foundation
public import Registry

/// 成品命名: what a finished photo is called, and in which folder it lies.
public enum PhotoNaming: String, Sendable, CaseIterable, Codable {
    /// `公民身份号码.jpg`
    case citizenID = "citizen-id"
    /// `学籍号.jpg`
    case studentNumber = "student-number"
    /// `学校标识码_班号_姓名.jpg`, for students without an ID.
    case schoolClassName = "school-class-name"

    /// Without `.jpg`; `nil` when the roster does not say enough.
    public func name(_ row: StudentRoster.Row) -> String? {
        let parts: [String?] =
            switch self {
            case .citizenID: [row.fields[.citizenID]]
            case .studentNumber: [row.fields[.studentNumber]]
            case .schoolClassName: [row.school, row.fields[.className], row.fields[.name]]
            }
        let known = parts.compactMap { $0 }.filter { !$0.isEmpty }
        return known.count == parts.count ? PhotoNaming.safe(known.joined(separator: "_")) : nil
    }

    /// School, grade and class, as far as they are known: the folder, and the archive.
    public static func group(_ row: StudentRoster.Row?) -> [String] {
        guard let row else { return [] }
        return [row.school, row.fields[.grade], row.fields[.className]].compactMap { $0 }.filter { !$0.isEmpty }
            .map(safe)
    }

    /// Nothing of a name ever becomes a path.
    public static func safe(_ text: String) -> String {
        let kept = text.unicodeScalars.map { scalar -> Character in
            let isBad = scalar.value < 0x20 || scalar.value == 0x7F || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
            return isBad ? "_" : Character(scalar)
        }
        let name = String(kept.prefix(80)).drop { $0 == "." || $0 == " " }
        return name.isEmpty ? "_" : String(name)
    }
}
