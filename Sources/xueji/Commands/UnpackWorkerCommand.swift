import ArgumentParser
import Foundation
import IntakePipeline

/// The child in which archives are taken apart; started by `desk`, never by a person.
struct UnpackWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "unpack-worker", shouldDisplay: false)

    /// Bytes of address space: an archive of 2 GB, mapped, and a file out of it.
    private static let memoryLimit: rlim_t = 4 << 30

    @Option var file: String
    @Option var name: String
    @Option var out: String

    func run() throws {
        var memory = rlimit(rlim_cur: UnpackWorkerCommand.memoryLimit, rlim_max: UnpackWorkerCommand.memoryLimit)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        UnpackingWorker.serve(URL(filePath: file), named: name, folder: URL(filePath: out))
    }
}
