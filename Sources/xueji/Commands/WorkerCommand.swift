import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import Logging
import Recognizing
import Registry
import RegistryStore

/// `xueji worker`: reads queued pages until stopped, or until the queue is empty.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "识别队列中的页面 / read queued pages")

    @Flag(help: "队列空了就结束 / end when the queue is empty") var drain = false
    @Option(help: "auto、ppocr 或 tesseract") var engine: EngineChoice = .auto
    @Option(help: "租约秒数 / seconds of a lease") var lease: Int = 180
    /// Ends when its standard input does, that is, with the desk that started it.
    @Flag(help: .hidden) var attached = false
    @Option(help: "同时识别几页，不给出则随处理器核数 / pages read at once; as many as there are cores if not given")
    var jobs: Int?
    @OptionGroup var log: LogOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        if attached { OwnProcess.endWithInput() }
        try await console.run {
            let store = try await common.openStore()
            let vault = try common.openVault()
            let waiting = try await store.jobCounts()
            let bar = ProgressBar(console, total: (waiting[.queued] ?? 0) + (waiting[.leased] ?? 0))
            let logger = log.logger("xueji.worker")
            let duty = Duty(
                store: store, vault: vault, engine: engine, lease: lease, drain: drain,
                outage: Outage(console: console, logger: logger), logger: logger)
            // Attached workers are as many processes as the desk wants.
            let count = attached ? 1 : max(1, jobs ?? WorkerCommand.asManyAsFit)
            let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
                for _ in 0..<count { group.addTask { try await duty.work(bar, console) } }
                return try await group.reduce(into: Tally()) { $0 = $0 + $1 }
            }
            bar.finish()
            console.remark(.workerIdle.with(String(tally.done), String(tally.failed)))
            return tally.failed > 0 ? .badInput : .ok
        }
    }

    /// A page takes a core, and a process that reads one a gigabyte and a half.
    static var asManyAsFit: Int {
        let process = ProcessInfo.processInfo
        return max(1, min(process.activeProcessorCount, Int(process.physicalMemory / (3 << 29))))
    }

    private struct Tally: Sendable {
        var done = 0
        var failed = 0

        static func + (one: Tally, other: Tally) -> Tally {
            Tally(done: one.done + other.done, failed: one.failed + other.failed)
        }
    }

    /// What every loop of the command does.
    private struct Duty: Sendable {
        let store: RegistryStore
        let vault: any Vault
        let engine: EngineChoice
        let lease: Int
        let drain: Bool
        let outage: Outage
        let logger: Logger

        /// One page after the other, with a reading process of its own.
        func work(_ bar: ProgressBar, _ console: Console) async throws -> Tally {
            let process = OwnProcess.reader(engine: engine, language: console.language)
            let worker = PageWorker(
                store: store, vault: vault, lease: Int64(max(1, lease)) * 1000,
                engines: "xueji 0.1.0, engine \(engine.rawValue)", language: console.language
            ) { data, name, organizations in
                await WorkerCommand.read(
                    data, name: name, organizations: organizations, process: process, language: console.language)
            }
            var tally = Tally()
            while true {
                let step: (job: ReadingJob, error: FailureReport?)?
                do throws(IntakeError) {
                    step = try await worker.step()
                } catch {
                    // A worker that is to empty the queue says what stands against it; a service waits until it is gone.
                    guard !drain, error.exit == .unavailable || error.exit == .busy else { throw error }
                    await outage.wait(error)
                    continue
                }
                await outage.isOver()
                guard let step else {
                    if drain { break }
                    try await Task.sleep(for: .seconds(1))
                    continue
                }
                logger.info(
                    "page read", metadata: ["page": "\(step.job.page)", "code": "\(step.error?.code ?? "ok")"])
                bar.advance(Phrase.pageRead.with(String(step.job.page)).text(console.language))
                if let error = step.error {
                    tally.failed += 1
                    bar.finish()
                    console.complain(error)
                } else {
                    tally.done += 1
                }
            }
            await process.stop()
            return tally
        }
    }

    /// The reading process takes files; the vault's bytes go to one that only this user can read.
    static func read(
        _ data: Data, name: String, organizations: [String], process: ReadingProcess, language: Language
    ) async -> FileReading {
        let file = ScratchPlace.unused()
        guard FileManager.default.createFile(atPath: file.path, contents: data, attributes: [.posixPermissions: 0o600])
        else {
            let error = IntakeError(
                "worker.spool", .cannotWrite.with("tmp", "I/O"), remedy: .diskFullRemedy, exit: .inputOutput)
            return FileReading(file: name, error: error.report(language), seconds: 0)
        }
        defer { try? FileManager.default.removeItem(at: file) }
        return await process.read(
            ReadingRequest(path: file.path, name: name, organizations: organizations, fingerprint: true))
    }
}
