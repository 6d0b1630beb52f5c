import ArgumentParser
import Foundation
import IntakeModel
import Registry
import RegistryStore

/// `xueji student history`: what happened to a student.
struct StudentHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "学籍变动 / what happened to a student")
    @Argument(help: "学籍号、公民身份号码、姓名或编号") var student: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let student = try await store.student(student, visibleTo: common.person)
            try await store.recordView(of: student, by: common.person)
            for event in try await store.history(ofStudent: student.id) {
                if console.json {
                    try console.sayJSON(event)
                } else {
                    console.say(
                        .studentEvent.with(
                            event.day, event.kind.rawValue, event.gradeBefore ?? "—", event.gradeAfter ?? "—",
                            event.caseNumber.map(String.init) ?? "—"))
                }
            }
            return .ok
        }
    }
}

/// `xueji student provenance`: every value of a record, back to the pixels that prove it.
struct StudentProvenance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provenance", abstract: "登记值的出处，直到原件像素 / where a value comes from")
    @Argument(help: "学籍号、公民身份号码、姓名或编号") var student: String
    @Option(help: "只看一栏 / one field") var field: StudentField?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let student = try await store.student(student, visibleTo: common.person)
            try await store.recordView(of: student, by: common.person)
            for found in try await store.provenance(ofStudent: student.id, field: field) {
                if console.json { try console.sayJSON(found) } else { show(found, console) }
            }
            return .ok
        }
    }

    private func show(_ found: ValueProvenance, _ console: Console) {
        let change = found.change
        console.say(
            .provenanceChange.with(
                CalendarDate(milliseconds: change.at).iso, console.text(change.field.key.title),
                change.before ?? "—", change.after ?? "—",
                change.caseNumber.map { console.text(.provenanceCase.with(String($0))) }
                    ?? console.text(change.origin == "roster" ? .provenanceRoster : .provenanceOpening),
                change.person))
        for proof in found.proofs {
            console.say(
                .provenanceProof.with(
                    "#\(proof.evidence) " + console.text(EvidenceItem.title(proof.kind)), String(proof.page), proof.hash
                ))
            if let reading = proof.reading {
                let place = reading.region
                console.say(
                    .provenanceReading.with(
                        reading.raw, "[\(Int(place.x)), \(Int(place.y)), \(Int(place.width)), \(Int(place.height))]",
                        String(format: "%.2f", reading.confidence), reading.source))
            }
            if let review = proof.review {
                console.say(.provenanceReview.with(review.person, review.action.rawValue, review.reason ?? ""))
            }
        }
        for decision in found.decisions {
            console.say(
                .caseDecisionLine.with(
                    phrases: Phrase(plain: decision.step + 1), decision.outcome.title, Phrase(plain: decision.person)))
        }
        if !found.auditEntries.isEmpty {
            console.say(.provenanceAudit.with(found.auditEntries.map(String.init).joined(separator: ", ")))
        }
    }
}
