import EvidenceVault
import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import Registry
import RegistryStore

extension DeskFixture {
    /// A run of twelve drawn photos on record at a school: six pass, three are in doubt, three failed, the last of which
    /// has nothing finished. The first is 陈梓涵's. Answers the run and its photos.
    func photoRun(at person: String = "clerk", student: Int64? = nil) async throws -> (run: Int64, photos: [Int64]) {
        let run = try await store.beginPhotoRun(
            key: "k" + person, name: "2026级新生", profile: "national", total: 12, resumed: 0, by: person)
        var photos: [RunPhoto] = []
        for place in 0..<12 {
            var plan = PortraitPlan(seed: UInt64(place), tone: place % 6, set: "tests")
            if place == 7 { plan.eyeOpening = 0.02 }
            var picture = PortraitPainter(plan).picture(width: 358, height: 441, headSize: place == 6 ? 0.5 : 0.667)
            picture.dpi = 350
            let hash = try await vault.put(try JPEGFile.encode(picture, quality: 85))
            let verdict: RunPhoto.Verdict = place < 6 ? .pass : place < 9 ? .review : .fail
            photos.append(
                RunPhoto(
                    name: "photo-\(place).jpg", place: place, student: place == 0 ? student : nil,
                    title: place == 0 ? "陈梓涵" : nil, className: place < 8 ? "1班" : "2班", verdict: verdict,
                    reasons: DeskFixture.reasons(place), marks: DeskFixture.marks, finished: place == 11 ? nil : hash,
                    seen: verdict == .pass ? nil : hash))
        }
        try await store.record(photos, inRun: run.id)
        let verdicts: [RunPhoto.Verdict: Int] = [.pass: 6, .review: 3, .fail: 3]
        try await store.notePhotoRun(run.id, done: 12, verdicts: verdicts)
        try await store.endPhotoRun(run.id, by: person)
        return (run.id, try await store.photos(ofRun: run.id).photos.map(\.id))
    }

    private static func reasons(_ place: Int) -> [RunPhoto.Reason] {
        func reason(_ code: String, _ verdict: RunPhoto.Verdict, _ measured: Double, _ limit: Double) -> RunPhoto.Reason
        {
            let words = Phrase.photoReasons[code]
            return RunPhoto.Reason(
                code: code, verdict: verdict, measured: measured, limit: limit,
                message: words?.message.with(String(measured), String(limit)).text(.chinese) ?? code,
                remedy: words?.remedy.text(.chinese) ?? "", language: .chinese)
        }
        return switch place {
        case 6: [reason("head_too_small", .review, 0.5, 0.52)]
        case 7: [reason("eyes_closed", .review, 0.2, 0.25), reason("tilted", .review, 5, 6)]
        case 8: [reason("head_covering", .review, 0.4, 0.5)]
        case 9: [reason("blur", .fail, 0.31, 0.45), reason("background", .fail, 40, 30)]
        case 10: [reason("off_centre", .fail, 0.12, 0.08)]
        case 11: [reason("wrong_size", .fail, 200, 358)]
        default: []
        }
    }

    private static let marks = RunPhoto.Marks(
        width: 358, height: 441, box: Region(x: 90, y: 120, width: 180, height: 220), leftEye: Point(x: 138, y: 205),
        rightEye: Point(x: 220, y: 205), chin: Point(x: 179, y: 345), crown: 60)
}
