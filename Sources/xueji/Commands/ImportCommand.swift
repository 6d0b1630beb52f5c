import ArgumentParser
import Foundation
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore

/// `xueji import`: images, PDF files and archives into the store, untouched.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入图像、PDF、压缩包 / take images, PDF files and archives in")

    @Argument(help: "文件或文件夹 / files or folders") var paths: [String]
    @Option(name: .customLong("case"), help: "案卷号 / case number") var caseNumber: Int64?
    @Flag(help: "监视文件夹 / watch folders") var watch = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let intake = try await common.openIntake()
            if watch { try await watchFolders(intake, console) }
            let files = InputFiles.expand(paths, suffixes: InputFiles.importable)
            let bar = ProgressBar(console, total: files.count)
            let batch = UUID().uuidString
            var status = ExitStatus.ok
            for path in files {
                if try await take(URL(filePath: path), intake, batch: batch, bar, console) == false {
                    status = .badInput
                }
                bar.advance((path as NSString).lastPathComponent)
            }
            bar.finish()
            try await intake.store.endBatch(batch, fault: nil, by: intake.person)
            return status
        }
    }

    /// Takes in what a file brings; answers `false` when some of it was bad. One bad part does not stop the others.
    private func take(
        _ file: URL, _ intake: PageIntake, batch: String, _ bar: ProgressBar, _ console: Console
    ) async throws -> Bool {
        var isGood = true
        func complain(_ error: IntakeError) throws(IntakeError) {
            guard error.exit == .badInput else { throw error }
            bar.finish()
            console.complain(error)
            isGood = false
        }
        let parts: [ImportedFiles.Part]
        do throws(IntakeError) {
            parts = try ImportedFiles().parts(of: file)
        } catch {
            try complain(error)
            return false
        }
        for part in parts {
            do {
                let data = try part.data()
                let taken = try await intake.take(
                    data, name: part.name, origin: .file, batch: batch, caseNumber: caseNumber)
                bar.finish()
                try TakenPage(taken.page, isNew: taken.isNew).show(console)
            } catch let error as IntakeError {
                try complain(error)
            }
        }
        return isGood
    }

    /// Until it is stopped from outside: a page is safe as soon as it is shown, and what was taken in before is known by
    /// its bytes, so that stopping and starting again loses and doubles nothing.
    private func watchFolders(_ intake: PageIntake, _ console: Console) async throws -> Never {
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                throw IntakeError(
                    "import.watch", .watchNeedsFolder.with(path), remedy: .watchNeedsFolderRemedy, exit: .usage)
            }
        }
        console.remark(.watching.with(paths.joined(separator: " ")))
        var folders = FolderWatch(paths.map { URL(filePath: $0, directoryHint: .isDirectory) })
        let bar = ProgressBar(console, total: 0)
        while true {
            for file in folders.whole() {
                let batch = UUID().uuidString
                _ = try await take(file, intake, batch: batch, bar, console)
                try await intake.store.endBatch(batch, fault: nil, by: intake.person)
            }
            try await Task.sleep(for: .seconds(1))
        }
    }
}
