internal import Crypto
public import Foundation
internal import ImageCodecs
public import IntakeModel
public import Photos
internal import Registry
internal import Spreadsheets

/// 照片批次: one run of `photos prepare`: what is to do, what was done before, and what came of it.
public final class PhotoBatchRun {
    private let plan: PhotoPlan
    private let folder: URL
    private let forDesk: Bool
    private let language: Language
    private let journal: PhotoJournal
    private var answers: [PhotoAnswer?]
    private let waiting: [Int]
    public let requests: [PhotoRequest]
    /// Photos that an earlier run has done.
    public var resumed: Int { plan.items.count - waiting.count }

    /// Throws when the folder cannot be written.
    ///
    /// - Parameter forDesk: pictures of what does not pass are made for those who decide at the desk.
    public init(
        plan: PhotoPlan, folder: URL, settings: String, forDesk: Bool = false, language: Language
    ) throws(IntakeError) {
        self.plan = plan
        self.folder = folder
        self.forDesk = forDesk
        self.language = language
        try PhotoBatchRun.makeFolder(folder)
        let journal = try PhotoJournal(folder.appending(path: ".xueji-photos.jsonl"), settings: settings)
        self.journal = journal
        let orders = plan.items.map { PhotoPlan.order($0, in: folder, forDesk: forDesk) }
        answers = zip(plan.items, orders).map { item, order in
            PhotoJournal.Key(item.file, order).flatMap(journal.answer)
        }
        waiting = answers.indices.filter { [answers] in answers[$0] == nil }
        for path in Set(
            waiting.flatMap { at in
                [orders[at].passed, orders[at].review] + (orders[at].desk.map { [$0.seen, $0.refused] } ?? [])
            }.map { ($0 as NSString).deletingLastPathComponent })
        {
            try PhotoBatchRun.makeFolder(URL(filePath: path))
        }
        requests = waiting.map { PhotoRequest(file: plan.items[$0].file, prepare: orders[$0], wantsThumbnail: true) }
    }

    /// Verdicts of what an earlier run has done.
    public var resumedVerdicts: [PhotoVerdict: Int] {
        answers.compactMap { $0?.report.verdict }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Does what is not done; `progress` hears of every photo and its verdict.
    public func work(
        _ pool: PhotoPool, _ progress: (String, PhotoVerdict) async throws -> Void
    ) async throws {
        // Written down as it comes: what waited for its turn would be lost with a run that is killed.
        try await pool.replies(requests, inOrder: false) { reply in
            let at = waiting[reply.index]
            answers[at] = reply.answer
            if let order = requests[reply.index].prepare, let key = PhotoJournal.Key(plan.items[at].file, order) {
                try journal.record(key, reply.answer, line: reply.line)
            }
            try await progress(plan.items[at].file.lastName, reply.answer.report.verdict)
        }
    }

    /// Names, copies and the roster are judged, then the lists and archives written.
    public func finish(zipBytes: Int?) throws(IntakeError) -> PhotoBatchResults {
        let settled = answers.map { $0 ?? PhotoAnswer(report: PhotoReport(file: "")) }
        answers = []
        let copies = SamePictures(settled).copies
        var results = PhotoBatchResults()
        var list = FixList(language: language)
        var sheet = ContactSheet(language: language)
        var photos: [(group: [String], name: String, file: URL, bytes: Int)] = []
        for (at, item) in plan.items.enumerated() {
            var answer = settled[at]
            add(NameReasons.reasons(item, language: language), to: &answer)
            if let first = copies[at] {
                let reason = PhotoReason(
                    .duplicatePhoto, message: .photoCopy.with(plan.items[first].file.lastName), language: language)
                add([reason], to: &answer)
            }
            answer.prepared = try moved(answer, item)
            if answer.report.verdict == .pass, let prepared = answer.prepared {
                photos.append((item.group, item.name, URL(filePath: prepared.path), prepared.bytes))
                results.passed.append(.init(file: prepared.path, student: item.owner.student))
            }
            list.add(answer.report, student: item.owner.student)
            if answer.thumbnail == nil, answer.report.verdict != .pass, let prepared = answer.prepared {
                answer.thumbnail = try? Data(contentsOf: URL(filePath: prepared.path))
            }
            let student = item.owner.student?.fields
            let place = [student?[.grade], student?[.className]].compactMap(\.self).joined(separator: " ")
            sheet.add(answer, title: student?[.name], place: place.isEmpty ? nil : place)
            results.lines.append(PreparedLine(report: answer.report, prepared: answer.prepared))
            if forDesk {
                results.judged.append(
                    .init(
                        file: item.file, student: item.owner.student, report: answer.report,
                        finished: answer.prepared?.path ?? answer.refused, seen: answer.seen))
            }
        }
        for student in plan.missing {
            list.add(missing: student)
            sheet.add(missing: student)
        }
        sync(results)
        try DurableFile.write(list.document.data(.xlsx), to: folder.appending(path: "fix-list.xlsx"))
        try DurableFile.write(sheet.page, to: folder.appending(path: "contact-sheet.html"))
        if let zipBytes {
            let place = folder.appending(path: "zips")
            try PhotoBatchRun.makeFolder(place)
            results.archives = try ClassZips.write(photos, to: place, bytes: zipBytes)
        }
        results.needsWork = results.lines.contains { $0.report.verdict == .fail } || !plan.missing.isEmpty
        return results
    }

    /// Everything that the photo processes wrote reaches the disk before anything tells of it.
    private func sync(_ results: PhotoBatchResults) {
        let pictures = results.judged.flatMap { [$0.finished, $0.seen].compactMap(\.self) }
        DurableFile.sync((results.lines.compactMap(\.prepared?.path) + pictures).map { URL(filePath: $0) })
    }

    private func add(_ reasons: [PhotoReason], to answer: inout PhotoAnswer) {
        guard !reasons.isEmpty else { return }
        answer.report.reasons = reasons + answer.report.reasons
        answer.report.verdict = answer.report.reasons.map(\.verdict).max() ?? .pass
    }

    /// A photo that its name or its copy speaks against does not stay among the finished ones.
    private func moved(_ answer: PhotoAnswer, _ item: PhotoPlan.Item) throws(IntakeError) -> PreparedPhoto? {
        guard var prepared = answer.prepared else { return nil }
        let order = PhotoPlan.order(item, in: folder, forDesk: forDesk)
        let place = answer.report.verdict == .pass ? order.passed : order.review
        guard place != prepared.path else { return prepared }
        // One step: a run that is killed never leaves it in both places, or in none.
        try DurableFile.move(URL(filePath: prepared.path), to: URL(filePath: place))
        prepared.path = place
        prepared.verdict = answer.report.verdict
        return prepared
    }

    private static func makeFolder(_ folder: URL) throws(IntakeError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(folder.lastPathComponent, "mkdir"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    /// One word for all of these.
    public static func fingerprint(_ parts: [String]) -> String {
        SHA256.hash(data: Data(parts.joined(separator: "\u{0}").utf8)).hexadecimal
    }
}
