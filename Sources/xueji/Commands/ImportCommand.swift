import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore

/// `xueji import`: image files into the store, untouched.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入图像文件 / take image files in")

    @Argument(help: "图像文件或文件夹 / image files or folders") var paths: [String]
    @Option(name: .customLong("case"), help: "案卷号 / case number") var caseNumber: Int64?
    @Flag(help: "监视文件夹 / watch folders") var watch = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            guard !watch else {
                throw IntakeError("import.watch", .importNotYet, remedy: .importNotYetRemedy, exit: .usage)
            }
            let intake = try await common.openIntake()
            let files = InputFiles.expand(paths)
            let bar = ProgressBar(console, total: files.count)
            let batch = UUID().uuidString
            var status = ExitStatus.ok
            for path in files {
                let file = URL(filePath: path)
                do {
                    let data = try ImageDecoder().bytes(of: file)
                    guard ImageFormat(firstBytes: data) != nil else {
                        throw (data.isEmpty ? ImageFailure.empty : .unknownFormat).error(file: file.lastPathComponent)
                    }
                    let taken = try await intake.take(
                        data, name: file.lastPathComponent, origin: .file, batch: batch, caseNumber: caseNumber)
                    bar.finish()
                    try TakenPage(taken.page, isNew: taken.isNew).show(console)
                } catch let error as IntakeError where error.exit == .badInput {
                    // One bad file does not stop the others.
                    bar.finish()
                    console.complain(error)
                    status = .badInput
                }
                bar.advance(file.lastPathComponent)
            }
            bar.finish()
            return status
        }
    }
}
