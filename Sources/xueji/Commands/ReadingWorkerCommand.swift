import ArgumentParser
import Foundation
import IntakeModel
import IntakePipeline
import IntakeResources
import Recognizing

/// The child in which files are decoded and read; started by `extract` and `worker`, never by a person.
struct ReadingWorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "reading-worker", shouldDisplay: false)

    @Option var engine: EngineChoice = .auto
    @Option var lang: String?

    /// Bytes of address space: a 200-megapixel page in colour with its maps, and the engines.
    private static let memoryLimit: rlim_t = 8 << 30

    func run() async throws {
        var memory = rlimit(rlim_cur: ReadingWorkerCommand.memoryLimit, rlim_max: ReadingWorkerCommand.memoryLimit)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        let language = Language.chosen(argument: lang, environment: ProcessInfo.processInfo.environment)
        let reader = try FileReader(resources: ResourceLocation.find(), engine: engine, language: language)
        reader.processorSeconds = FileReader.workerSeconds
        reader.serve()
    }
}
