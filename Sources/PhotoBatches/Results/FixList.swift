public import IntakeModel
public import Photos
public import Registry
public import Spreadsheets

/// 整改清单: everything that somebody has to do, a row each, by school, grade and class.
public struct FixList {
    private let language: Language
    private var rows: [[String]] = []

    public init(language: Language) { self.language = language }

    public mutating func add(_ report: PhotoReport, student: StudentRoster.Row?) {
        guard report.verdict != .pass else { return }
        let state: Phrase = report.verdict == .fail ? .photoListFail : .photoListReview
        for reason in report.reasons {
            rows.append(
                place(student) + [
                    String(report.file.split(separator: "/").last ?? ""), state.text(language), reason.message,
                    reason.remedy, reason.code.rawValue,
                ])
        }
    }

    public mutating func add(missing student: StudentRoster.Row) {
        rows.append(
            place(student) + [
                "", Phrase.photoListFail.text(language), ReasonCode.missingPhoto.message.text(language),
                ReasonCode.missingPhoto.remedy.text(language), ReasonCode.missingPhoto.rawValue,
            ])
    }

    private func place(_ student: StudentRoster.Row?) -> [String] {
        [student?.school ?? ""] + [.grade, .className, .name].map { student?.fields[$0] ?? "" }
    }

    public var isEmpty: Bool { rows.isEmpty }

    public var document: SheetDocument {
        SheetDocument(
            title: Phrase.photoListTitle.text(language),
            header: Phrase.photoListColumns.text(language).split(separator: "|").map(String.init),
            rows: rows.sorted { $0.lexicographicallyPrecedes($1) })
    }
}
