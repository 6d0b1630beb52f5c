internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 照片图像: only to whom the run concerns, decoded in the picture processes, never kept by the browser.
///
/// Small ones belong to the look at the sheet; a photo that is opened large is a look of its own.
struct PhotoPictureRoutes: Sendable {
    let desk: Desk
    /// Pixels of the longest side.
    private static let smallSide = 200
    private static let largeSide = 900

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/photos/:id/photos/:photo/picture", use: picture)
    }

    private func picture(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let decided = try await desk.store.runPhoto(try context.number("photo"), visibleTo: person)
        guard decided.run == (try context.number()) else { throw HTTPError(.notFound) }
        let isFinished = request.uri.queryParameters.get("kind") == "finished"
        guard let hash = isFinished ? decided.photo.finished : decided.photo.seen else { throw HTTPError(.notFound) }
        let isSmall = request.uri.queryParameters.get("size") == "small"
        if isSmall {
            try await desk.views.record(photoRun: decided.run, by: person, store: desk.store)
        } else {
            try await desk.views.record(photo: decided.id, by: person, store: desk.store)
        }
        let bytes = try await desk.picture(
            try await desk.vault.get(hash),
            PictureRequest(
                name: "photo \(decided.id)", rotation: 0,
                longestSide: isSmall ? PhotoPictureRoutes.smallSide : PhotoPictureRoutes.largeSide))
        return Response(
            status: .ok, headers: [.contentType: "image/jpeg"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
