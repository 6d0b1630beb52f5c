import ArgumentParser
import Foundation
import IntakeModel
import IntakeResources
import Photos

/// The child in which photos are decoded; started by `photos`, never by a person.
struct PhotoWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "photo-worker", shouldDisplay: false)

    @Option var profile: String = PhotoProfile.standard
    @Option var lang: String?

    /// Bytes of address space, most of which is the inference runtime's and never touched. What is touched stays below
    /// 300 MB by the limits on bytes and pixels.
    private static let memoryLimit: rlim_t = 2 << 30

    func run() throws {
        var memory = rlimit(rlim_cur: PhotoWorkerCommand.memoryLimit, rlim_max: PhotoWorkerCommand.memoryLimit)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        let resources = try ResourceLocation.find()
        let language = Language.chosen(argument: lang, environment: ProcessInfo.processInfo.environment)
        let checker = PhotoChecker(
            profile: try PhotoProfile.load(profile, resources: resources), resources: resources, language: language)
        PhotoService(checker).serve()
    }
}
