public import ChildProcesses
public import Foundation
internal import ImageCodecs
public import IntakeModel

/// 图样进程: a child that decodes originals for the screen, so that a hostile file costs one picture and never the desk.
///
/// One picture at a time; the child is started when first needed and again after it died.
public actor PictureProcess {
    private let command: LineChild.Command
    private var child: LineChild?
    private var last: Task<Void, Never>?

    public init(_ command: LineChild.Command) { self.command = command }

    /// The picture of an original's bytes.
    public func picture(_ original: Data, _ request: PictureRequest) async throws(IntakeError) -> Data {
        let before = last
        let work = Task { () -> Result<Data, IntakeError> in
            await before?.value
            do throws(IntakeError) { return .success(try await self.ask(original, request)) } catch {
                return .failure(error)
            }
        }
        last = Task { _ = await work.value }
        return try await work.value.get()
    }

    private func ask(_ original: Data, _ request: PictureRequest) async throws(IntakeError) -> Data {
        let folder = ScratchPlace.unused()
        defer { try? FileManager.default.removeItem(at: folder) }
        var request = request
        request.path = folder.appending(path: "original").path
        request.out = folder.appending(path: "picture").path
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try original.write(to: URL(filePath: request.path))
            let running = try child ?? LineChild(command)
            child = running
            try await running.send(JSONEncoder().encode(request))
            let answer = try JSONDecoder().decode(PictureAnswer.self, from: await running.receive(within: 30))
            if answer.error == nil { return try Data(contentsOf: URL(filePath: request.out)) }
        } catch {
            child?.kill()
            child = nil
        }
        throw IntakeError("picture.failed", .deskNoPicture, remedy: .deskNoPictureRemedy)
    }

    /// Ends the child.
    public func stop() {
        child?.kill()
        child = nil
    }
}
