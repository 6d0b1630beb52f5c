import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import Registry
import Scanning

/// `xueji scan`: pages from a scanner into the store or a folder.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "扫描到收件库或文件夹 / scan into the store or a folder")

    @Option(help: "扫描仪名称，见 xueji devices / device") var device: String
    @Option(help: "扫描方案 / profile") var profile: String?
    @Option(help: "flatbed、adf 或 adf-duplex") var source: ScanRequest.Source?
    @Option(help: "分辨率 dpi") var resolution: Double?
    @Option(help: "color、gray 或 lineart") var mode: ScanRequest.Mode?
    @Option(help: "最多几页 / at most so many pages") var pages: Int?
    @Option(help: "从第几页数起，用于中断后继续 / number of the first page, to go on after a break") var first: Int = 1
    @Option(name: .customLong("option"), help: "驱动选项 名称=值，可重复 / backend option NAME=VALUE") var options: [String] = []
    @Option(name: .customLong("case"), help: "案卷号 / case number") var caseNumber: Int64?
    @Option(help: "只存为文件 / write files here instead") var out: String?
    @Option(help: "多少秒无数据即中止 / seconds without data before giving up") var patience: Double = 45
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            var request = try ScanProfiles(from: ResourceLocation.find()).request(profile, device: device)
            if let source { request.source = source }
            if let resolution { request.resolution = resolution }
            if let mode { request.mode = mode }
            if let pages { request.pages = pages }
            request.first = max(1, first)
            for option in options {
                let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                    String.init)
                guard parts.count == 2, !parts[0].isEmpty else {
                    throw ValidationError("--option NAME=VALUE: \(option)")
                }
                request.options[parts[0]] = parts[1]
            }
            let spool = FileManager.default.temporaryDirectory.appending(path: "xueji-scan-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: spool, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            defer { ScanCommand.clear(spool, console) }
            let session = try ScanWorkers(patience: patience, OwnProcess.command).session(request, spool: spool)
            let deliver = try await delivery(console)
            let outcome = try await session.run(
                progress: { progress in
                    guard progress.total > 0 else { return }
                    ProgressBar(console, total: 1).draw(
                        part: Double(progress.bytes) / Double(progress.total),
                        text: Phrase.scanProgress.with(String(progress.page)).text(console.language))
                },
                deliver: { page in
                    ProgressBar(console, total: 1).finish()
                    try await deliver(page)
                    try? FileManager.default.removeItem(at: page.file)
                })
            ProgressBar(console, total: 1).finish()
            console.remark(.scanDone.with(String(outcome.pages)))
            if let error = outcome.error {
                console.complain(error)
                return error.exit
            }
            return .ok
        }
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

    /// Where pages go: each is safe when the closure returns, before the next page starts.
    private func delivery(_ console: Console) async throws -> @Sendable (ScannedPage) async throws -> Void {
        if let out {
            let folder = URL(filePath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return { page in
                var target = folder.appending(path: String(format: "page-%03d.png", page.number))
                var copy = 2
                while FileManager.default.fileExists(atPath: target.path) {
                    target = folder.appending(path: String(format: "page-%03d-%d.png", page.number, copy))
                    copy += 1
                }
                try DurableFile.write(Data(contentsOf: page.file), to: target)
                try console.json
                    ? console.sayJSON(ScannedFile(file: target.path, page: page.number)) : console.say(target.path)
            }
        }
        let intake = try await common.openIntake()
        let batch = UUID().uuidString
        let number = caseNumber
        return { page in
            let data = try Data(contentsOf: page.file)
            let taken = try await intake.take(
                data, name: "scan-\(page.number).png", origin: .scanner, batch: batch, caseNumber: number)
            try TakenPage(taken.page, isNew: taken.isNew).show(console)
        }
    }
}

private struct ScannedFile: Encodable {
    let file: String
    let page: Int
}
