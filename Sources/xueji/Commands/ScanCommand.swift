import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import Registry
import RegistryStore
import Scanning

/// `xueji scan`: pages from a scanner into the store or a folder.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "扫描到收件库或文件夹 / scan into the store or a folder")

    @Option(help: "扫描仪名称，见 xueji devices / device") var device: String?
    @Option(name: .customLong("continue"), help: "接着扫这个批次（批次号）/ number of a batch to go on with")
    var continued: Int64?
    @Option(help: "扫描方案 / profile") var profile: String?
    @Option(help: "flatbed、adf 或 adf-duplex") var source: ScanRequest.Source?
    @Option(help: "分辨率 dpi") var resolution: Double?
    @Option(help: "color、gray 或 lineart") var mode: ScanRequest.Mode?
    @Option(help: "纸张 auto、A3…A6、B5、16K、card 或 宽x高（毫米）/ paper, or WIDTHxHEIGHT in mm") var size: ScanSize?
    @Option(parsing: .unconditional, help: "亮度 -100…100 / brightness") var brightness: Double?
    @Option(name: .customLong("save-profile"), help: "把这些设置存为这台扫描仪的方案 / keep these settings as a profile")
    var savedProfile: String?
    @Option(help: "等扫描仪的按钮（button）或放好纸（paper）再开始 / wait for the device's button, or for paper")
    var wait: ScanRequest.Wait?
    @Option(help: "扫描仪忙或休眠时再试几次 / tries while it is busy or asleep") var retries: Int = 5
    @Option(help: "最多几页 / at most so many pages") var pages: Int?
    @Option(help: "从第几页数起，用于中断后继续 / number of the first page, to go on after a break") var first: Int = 1
    @Option(name: .customLong("option"), help: "驱动选项 名称=值，可重复 / backend option NAME=VALUE") var options: [String] = []
    @Option(name: .customLong("case"), help: "案卷号 / case number") var caseNumber: Int64?
    @Option(help: "只存为文件 / write files here instead") var out: String?
    @Option(help: "多少秒无数据即中止 / seconds without data before giving up") var patience: Double = 45
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard device != nil || continued != nil else {
            throw ValidationError("--device 或 --continue 必须给出 / give --device or --continue")
        }
        guard continued == nil || out == nil else { throw ValidationError("--continue, --out") }
        guard continued == nil || savedProfile == nil else { throw ValidationError("--continue, --save-profile") }
        guard (-100...100).contains(brightness ?? 0) else { throw ValidationError("--brightness -100…100") }
    }

    func run() async throws {
        let console = common.console
        try await console.run {
            if let out { return try await scan(try request(device ?? ""), ScanFolder(out, console), console) }
            let intake = try await common.openIntake()
            let spools = try common.scanFolder()
            // What an earlier scan left that was ended hard is taken in first, so that the batch goes on behind it.
            for found in await ScanRecovery.takeIn(spools, store: intake.store, vault: intake.vault) {
                console.remark(.scanFound.with(String(found.pages), String(found.batch)))
            }
            var request = try request(device ?? "")
            var batch = IntakeBatch(
                organization: intake.organization, key: UUID().uuidString.lowercased(), origin: .scanner,
                person: intake.person, device: request.device, profile: profile, request: request.text,
                caseNumber: caseNumber)
            if let continued {
                batch = try await intake.store.batch(continued, visibleTo: intake.person)
                request = try await going(on: batch, intake)
                console.remark(.batchGoesOn.with(String(batch.id), String(request.first)))
            }
            return try await scan(request, try ScanIntake(batch, intake, spools: spools), console)
        }
    }

    /// Those that came with the program, and those kept beside the store.
    private func profiles() throws -> ScanProfiles {
        try ScanProfiles(from: ResourceLocation.find(), own: common.deskFolder().appending(path: ScanProfiles.folder))
    }

    /// What the command line asks for.
    private func request(_ device: String) throws -> ScanRequest {
        var request = try profiles().request(profile, device: device)
        if let source { request.source = source }
        if let resolution { request.resolution = resolution }
        if let mode { request.mode = mode }
        if let size { request.size = size }
        if let brightness { request.brightness = brightness }
        if let pages { request.pages = pages }
        request.first = max(1, first)
        request.wait = wait
        request.retries = retries
        for option in options {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else { throw ValidationError("--option NAME=VALUE: \(option)") }
            request.options[parts[0]] = parts[1]
        }
        return request
    }

    /// What the batch was scanned with, from its next page on; another device is taken when one is named.
    private func going(on batch: IntakeBatch, _ intake: PageIntake) async throws -> ScanRequest {
        guard var request = ScanRequest(of: batch), batch.organization == intake.organization else {
            throw IntakeError(
                "batch.not-scanned", .batchNotScanned.with(String(batch.id)), remedy: .batchNotScannedRemedy,
                exit: .usage)
        }
        if let device { request.device = device }
        if let pages { request.pages = pages }
        request.wait = wait
        request.retries = retries
        request.first = try await intake.store.nextNumber(inBatch: batch.id)
        return request
    }

    private func scan(
        _ request: ScanRequest, _ target: some ScanTarget, _ console: Console
    ) async throws -> ExitStatus {
        let spool = try await target.begin(request)
        defer { ScanCommand.clear(spool, console) }
        let outcome = try await ScanWorkers(patience: patience, OwnProcess.command).session(request, spool: spool).run(
            progress: { progress in
                guard progress.total > 0 else { return }
                ProgressBar(console, total: 1).draw(
                    part: Double(progress.bytes) / Double(progress.total),
                    text: Phrase.scanProgress.with(String(progress.page)).text(console.language))
            },
            deliver: { page in
                ProgressBar(console, total: 1).finish()
                try await target.take(page, console)
                try? FileManager.default.removeItem(at: page.file)
            })
        ProgressBar(console, total: 1).finish()
        let left = try await target.end(outcome.error)
        // A device that refused the settings moved no motor; they are no profile.
        if let savedProfile, outcome.error?.exit != .usage {
            try profiles().keep(request, as: savedProfile)
            console.remark(.scanProfileKept.with(savedProfile))
        }
        console.remark(.scanDone.with(String(outcome.pages)))
        guard let error = outcome.error else { return .ok }
        console.complain(error)
        if let left { console.remark(.scanGoOn.with(String(left))) }
        return error.exit
    }

    /// A page that could not be handed on stays where it is, and the person is told where.
    private static func clear(_ spool: URL, _ console: Console) {
        let left = ((try? FileManager.default.contentsOfDirectory(atPath: spool.path)) ?? []).filter {
            $0.hasSuffix(".png")
        }
        if left.isEmpty {
            try? FileManager.default.removeItem(at: spool)
        } else {
            Console.toStandardError(console.text(.scanKept.with(spool.path)))
        }
    }
}
