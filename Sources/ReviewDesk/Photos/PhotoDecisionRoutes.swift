internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 照片决定: accepting, sending back, taking back, and what becomes of the usable photos in the end.
struct PhotoDecisionRoutes: Sendable {
    let desk: Desk
    /// Photos that one request puts on cases; the page asks again until none is left.
    private static let filedAtOnce = 25

    func add(to members: RouterGroup<DeskContext>) {
        members.post("/photos/:id/decide", use: decide)
        members.post("/photos/:id/undo", use: undo)
        members.post("/photos/:id/file", use: file)
        members.get("/photos/:id/photos.zip", use: zip)
    }

    private func decide(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let form = context.form
        guard let id = form["photo"].flatMap({ Int64($0) }),
            let action = form["action"].flatMap(PhotoDecision.Action.init), action != .undo
        else { throw HTTPError(.badRequest) }
        let run = try context.number()
        guard try await desk.store.runPhoto(id, visibleTo: person).run == run else { throw HTTPError(.notFound) }
        let decided = try await desk.store.decide(
            photo: id, action, reason: form["reason"].map { String($0.prefix(500)) }, by: person.id)
        return try await answer(decided, person, context)
    }

    private func undo(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let decided = try await desk.store.takeBackPhotoDecision(run: try context.number(), by: person.id)
        return try await answer(decided, person, context)
    }

    /// What became of one photo, and how many of the run still wait.
    private func answer(
        _ decided: RegistryStore.DecidedPhoto, _ person: Person, _ context: DeskContext
    ) async throws -> Response {
        let listed = try await desk.store.photoRun(decided.run, visibleTo: person)
        return try Desk.json([
            "photo": String(decided.id), "outcome": decided.outcome.rawValue,
            "word": Desk.word("photoOutcome.\(decided.outcome.rawValue)", context), "open": String(listed.open),
            "usable": String(listed.usable),
        ])
    }

    /// Puts some usable photos of known students on cases. What cannot be is told and left out from then on.
    private func file(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let run = try context.number()
        try await desk.store.requirePhotoDecider(person, run: run)
        let intake = PageIntake(
            store: desk.store, vault: desk.vault, person: person.id, organization: person.organization)
        let filing = PhotoFiling(intake, language: context.language)
        let last = context.form["after"].flatMap { Int64($0) } ?? 0
        let waiting = try await desk.store.unfiledPhotos(
            ofRun: run, after: last, count: PhotoDecisionRoutes.filedAtOnce)
        var filed = 0
        var faults: [String] = []
        for (id, photo) in waiting.photos {
            guard let hash = photo.finished, let student = photo.student else { continue }
            do throws(IntakeError) {
                let data = try await desk.vault.get(hash)
                let onCase = try await filing.file(
                    data, name: photo.name, student: student, batch: "photo run \(run)")
                try await desk.store.notePhotoFiling(id, onCase: onCase.caseNumber, by: person.id)
                filed += 1
            } catch {
                faults.append(
                    Phrase.photoStoreFailed.with(photo.name, error.message.text(context.language)).text(
                        context.language))
            }
        }
        return try Desk.json([
            "filed": String(filed), "failed": String(faults.count), "faults": faults.joined(separator: "\n"),
            "after": String(waiting.photos.last?.id ?? last),
            "left": String(waiting.total - waiting.photos.count),
        ])
    }

    private func zip(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let run = try context.number()
        try await desk.store.requirePhotoDecider(person, run: run)
        let bytes = try await PhotoArchive(store: desk.store, vault: desk.vault).data(
            run: run, className: PhotoQuery(request).filter.className, for: person)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/zip",
                .contentDisposition: "attachment; filename=\"photos-\(run).zip\"",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
