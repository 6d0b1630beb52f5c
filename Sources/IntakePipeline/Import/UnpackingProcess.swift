public import ChildProcesses
public import Foundation
internal import IntakeModel

/// 解包进程: the parts of an archive, one after the other, from a child that takes it apart.
public struct UnpackingProcess: Sendable {
    private let program: @Sendable ([String]) -> LineChild.Command
    /// Seconds for one part: 64 MB inflate in less than one.
    private let patience: Double

    /// `program` is how `xueji` is started with some arguments.
    public init(patience: Double = 60, _ program: @escaping @Sendable ([String]) -> LineChild.Command) {
        self.program = program
        self.patience = patience
    }

    /// Hands every part to `deliver`, then its file is gone; what is wrong with one goes to `fail` and stops no other.
    ///
    /// Throws `archive.damaged` when the child dies of the archive.
    public func run(
        _ archive: URL, named name: String, isolation: isolated (any Actor)? = #isolation,
        deliver: (_ name: String, _ data: Data) async throws -> Void, fail: (ImportFailure) async -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "xueji-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        // Joined by =, since a file's name may begin like an option.
        let child = try LineChild(
            program(["unpack-worker", "--file=" + archive.path, "--name=" + name, "--out=" + folder.path]))
        defer { child.kill() }
        while true {
            let part: UnpackedPart
            do {
                part = try JSONDecoder().decode(UnpackedPart.self, from: await child.receive(within: patience))
            } catch {
                throw IntakeError(
                    "archive.damaged", .zipDamaged.with(name), remedy: .zipRemedy, underlying: "\(error)")
            }
            if let failure = part.failure {
                await fail(failure)
            } else if let path = part.file {
                let file = URL(filePath: path)
                try await deliver(part.name, try Data(contentsOf: file))
                try FileManager.default.removeItem(at: file)
            } else {
                return
            }
            try await child.send(Data("next".utf8))
        }
    }
}
