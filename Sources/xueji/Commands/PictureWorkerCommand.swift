import ArgumentParser
import Foundation
import IntakePipeline

/// The child in which originals are decoded for the screen; started by `desk`, never by a person.
struct PictureWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "picture-worker", shouldDisplay: false)

    /// Bytes of address space: a 200-megapixel page in colour, and its copies.
    private static let memoryLimit: rlim_t = 4 << 30

    func run() throws {
        var memory = rlimit(rlim_cur: PictureWorkerCommand.memoryLimit, rlim_max: PictureWorkerCommand.memoryLimit)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        PictureMaker.serve()
    }
}
