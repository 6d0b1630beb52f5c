import Foundation
import IntakeModel
import PhotoBatches
import Photos

/// A photo's result on standard output, for a script or a person.
struct PhotoLines {
    private let console: Console

    init(_ console: Console) { self.console = console }

    func show(_ line: PreparedLine, _ bar: PhotoProgress) throws {
        if console.json { return try console.sayJSON(line) }
        // What passed needs no words.
        if line.report.verdict != .pass { try show(line.report, bar) }
    }

    func show(_ report: PhotoReport, _ bar: PhotoProgress) throws {
        if console.json { return try console.sayJSON(report) }
        bar.clear()
        let state =
            switch report.verdict {
            case .pass: Phrase.photoPass
            case .review: Phrase.photoReview
            case .fail: Phrase.photoFail
            }
        console.say("\(console.text(state))  \(report.file)")
        for reason in report.reasons {
            console.say("    \(reason.message)  [\(reason.code.rawValue)]")
            console.say("      → \(reason.remedy)")
        }
    }
}
