import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import RegistryStore
import ReviewDesk

/// `xueji case print`: the case file as a PDF that can be searched, with scans, evidence list and hashes.
struct CasePrint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "打印案卷为 PDF / print a case file as PDF")
    @Argument(help: "案卷号 / case") var number: Int64
    @Option(help: "PDF 文件 / file") var out: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let person = try await store.person(common.person)
            let pictures = PictureProcess(OwnProcess.command(["picture-worker"]))
            let print = CaseFilePrint(store: store, vault: try common.openVault(), language: console.language) {
                try await pictures.picture($0, $1)
            }
            do {
                try DurableFile.write(try await print.pdf(number, for: person), to: URL(filePath: out))
            } catch {
                await pictures.stop()
                throw error
            }
            await pictures.stop()
            console.remark(.formPrinted.with(out))
            return .ok
        }
    }
}
