import Foundation
import IntakeModel
import Registry
import RegistryStore
import Spreadsheets

/// What taking a roster in did, or would do, for a person or as JSON.
struct RosterReport: Encodable {
    struct Problem: Encodable {
        let row: Int
        let column: String
        let reason: String
    }

    private let file: String
    private let dryRun: Bool
    private let imported: Int
    private let unchanged: Int
    private let changed: [RegistryStore.RosterDifference]
    private let conflicting: [RegistryStore.RosterDifference]
    private let unknownColumns: [String]
    private let otherSheets: [String]
    private var problems: [Problem] = []
    private let badRows: [StudentRoster.BadRow]

    private enum CodingKeys: CodingKey {
        case file, dryRun, imported, unchanged, changed, conflicting, unknownColumns, otherSheets, problems
    }

    init(
        file: String, roster: StudentRoster, result: RegistryStore.ImportResult, problems: [StudentRoster.BadRow],
        dryRun: Bool
    ) {
        self.file = file
        self.dryRun = dryRun
        imported = result.imported
        unchanged = result.unchanged
        changed = result.changed
        conflicting = result.conflicting
        unknownColumns = roster.unknownColumns
        otherSheets = roster.table.otherSheets
        badRows = problems
    }

    func tell(_ console: Console) throws {
        for row in badRows {
            console.remark(
                .rosterBadRow.with(file, String(row.number), row.column, row.reason.text(console.language)))
        }
        if !unknownColumns.isEmpty { console.remark(.rosterUnknownColumns.with(unknownColumns.joined(separator: "、"))) }
        if !otherSheets.isEmpty { console.remark(.rosterOtherSheets.with(otherSheets.joined(separator: "、"))) }
        guard !console.json else {
            var report = self
            report.problems = badRows.map {
                Problem(row: $0.number, column: $0.column, reason: $0.reason.text(console.language))
            }
            return try console.sayJSON(report)
        }
        for (differences, line) in [
            (changed, Phrase.rosterChangeLine), (conflicting, .rosterConflictLine),
        ] {
            for one in differences {
                console.say(line.with(String(one.row), one.field.rawValue, one.before ?? "—", one.after))
            }
        }
        let summary = dryRun ? Phrase.rosterDryRun : .rosterSummary
        console.say(
            summary.with(
                String(imported), String(Set(changed.map(\.row)).count), String(unchanged), String(badRows.count)))
    }
}
