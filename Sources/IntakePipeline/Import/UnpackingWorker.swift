public import Foundation
public import IntakeModel

/// What the unpacking child says of each part, one JSON line each; a last one has neither file nor failure.
struct UnpackedPart: Codable {
    var name = ""
    /// The part's bytes, until the parent answers.
    var file: String?
    var failure: ImportFailure?
}

/// A file, or a part of one, that could not be taken in, in words for whoever brought it.
public struct ImportFailure: Codable, Sendable, Hashable {
    public let name: String
    public let code: String
    public let message: Phrase
    public let remedy: Phrase

    public init(_ error: IntakeError, name: String) {
        self.name = name
        code = error.code
        message = error.message
        remedy = error.remedy
    }
}

/// 解包子进程: takes archives apart where a hostile one harms nobody. Answers line by line and waits for a line in between.
public enum UnpackingWorker {
    /// Writes one part at a time into `folder`.
    public static func serve(_ archive: URL, named name: String, folder: URL) {
        do throws(IntakeError) {
            for (index, part) in try ImportedFiles().parts(of: archive, named: name).enumerated() {
                var said = UnpackedPart(name: part.name)
                do {
                    let file = folder.appending(path: String(index))
                    try part.data().write(to: file)
                    said.file = file.path
                } catch let error as IntakeError {
                    said.failure = ImportFailure(error, name: part.name)
                } catch {
                    said.failure = ImportFailure(unwritable(error), name: part.name)
                }
                say(said)
                guard readLine() != nil else { return }
            }
        } catch {
            say(UnpackedPart(failure: ImportFailure(error, name: name)))
            guard readLine() != nil else { return }
        }
        say(UnpackedPart())
    }

    private static func unwritable(_ error: any Error) -> IntakeError {
        IntakeError(
            "file.unwritable", .cannotWrite.with("unpacked", "I/O"), remedy: .diskFullRemedy, exit: .inputOutput,
            underlying: "\(error)")
    }

    private static func say(_ part: UnpackedPart) {
        guard let line = try? JSONEncoder().encode(part) else { return }
        FileHandle.standardOutput.write(line + [0x0A])
    }
}
