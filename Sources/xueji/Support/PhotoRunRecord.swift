import Foundation
import IntakeModel
import IntakePipeline
import PhotoBatches
import Photos
import Registry
import RegistryStore

/// A run of `photos prepare` on record: signs of life while it goes on, its photos when all are judged.
final class PhotoRunRecord {
    private let intake: PageIntake
    private let language: Language
    private let run: PhotoRun
    private var verdicts: [RunPhoto.Verdict: Int] = [:]
    private var noted = ContinuousClock.now
    /// Signs of life are rows that change; one a second is enough for whoever looks.
    private static let pause = Duration.seconds(1)
    /// Photos that are written in one transaction.
    private static let atOnce = 200

    init(
        _ intake: PageIntake, key: String, name: String, profile: String, total: Int,
        resumed: [PhotoVerdict: Int], language: Language
    ) async throws(IntakeError) {
        self.intake = intake
        self.language = language
        for (verdict, count) in resumed { verdicts[PhotoRunRecord.verdict(verdict), default: 0] += count }
        run = try await intake.store.beginPhotoRun(
            key: key, name: name, profile: profile, total: total, resumed: resumed.values.reduce(0, +),
            by: intake.person)
    }

    /// One more photo is checked.
    func advance(_ verdict: PhotoVerdict) async throws(IntakeError) {
        verdicts[PhotoRunRecord.verdict(verdict), default: 0] += 1
        guard ContinuousClock.now - noted > PhotoRunRecord.pause else { return }
        try await note()
    }

    private func note() async throws(IntakeError) {
        noted = ContinuousClock.now
        try await intake.store.notePhotoRun(run.id, done: verdicts.values.reduce(0, +), verdicts: verdicts)
    }

    /// - Parameter cases: finished photo → the case that it is evidence on already.
    func finish(_ judged: [PhotoBatchResults.Judged], cases: [String: Int64]) async throws(IntakeError) {
        verdicts = [:]
        for photo in judged { verdicts[PhotoRunRecord.verdict(photo.report.verdict), default: 0] += 1 }
        try await note()
        var waiting: [RunPhoto] = []
        for (place, photo) in judged.enumerated() {
            waiting.append(try await row(photo, place))
            guard waiting.count == PhotoRunRecord.atOnce else { continue }
            try await intake.store.record(waiting, inRun: run.id)
            waiting = []
        }
        try await intake.store.record(waiting, inRun: run.id)
        if !cases.isEmpty { try await noteCases(judged, cases) }
        try await intake.store.endPhotoRun(run.id, by: intake.person)
    }

    func fail(_ error: IntakeError) async {
        try? await intake.store.endPhotoRun(run.id, fault: error.message.text(language), by: intake.person)
    }

    private func row(_ photo: PhotoBatchResults.Judged, _ place: Int) async throws(IntakeError) -> RunPhoto {
        let student = await student(photo)
        let face = photo.report.face
        return RunPhoto(
            name: photo.file.lastName, place: place, student: student?.id,
            title: photo.student?.fields[.name] ?? student?[.name],
            className: photo.student?.fields[.className] ?? student?[.className],
            verdict: PhotoRunRecord.verdict(photo.report.verdict),
            reasons: photo.report.reasons.map {
                RunPhoto.Reason(
                    code: $0.code.rawValue, verdict: PhotoRunRecord.verdict($0.verdict), measured: $0.measured,
                    limit: $0.limit, message: $0.message, remedy: $0.remedy, language: language)
            },
            marks: face.map {
                RunPhoto.Marks(
                    width: $0.width, height: $0.height, box: $0.box, leftEye: $0.leftEye, rightEye: $0.rightEye,
                    chin: $0.chin, crown: $0.crown)
            }, finished: try await put(photo.finished), seen: try await put(photo.seen))
    }

    /// By the roster, or by a file that is named by a number; only students whom the person may see.
    private func student(_ photo: PhotoBatchResults.Judged) async -> Student? {
        let row = photo.student?.fields
        let key = row?[.citizenID] ?? row?[.studentNumber] ?? row?[.name] ?? photo.file.stem
        return try? await intake.store.student(key, visibleTo: intake.person)
    }

    private func put(_ path: String?) async throws(IntakeError) -> String? {
        guard let path, let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return try await intake.vault.put(data)
    }

    private func noteCases(
        _ judged: [PhotoBatchResults.Judged], _ cases: [String: Int64]
    ) async throws(IntakeError) {
        let rows = try await intake.store.photos(ofRun: run.id, count: judged.count).photos
        for row in rows where row.caseNumber == nil && judged.indices.contains(row.photo.place) {
            guard let path = judged[row.photo.place].finished, let number = cases[path] else { continue }
            try await intake.store.notePhotoFiling(row.id, onCase: number, by: intake.person)
        }
    }

    private static func verdict(_ verdict: PhotoVerdict) -> RunPhoto.Verdict {
        switch verdict {
        case .pass: .pass
        case .review: .review
        case .fail: .fail
        }
    }
}
