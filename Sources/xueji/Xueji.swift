import ArgumentParser
import Foundation

/// `xueji`: the command line of 学籍扫描收件.
@main
struct Xueji: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "xueji", abstract: "学籍扫描收件：从扫描仪到案卷 / scanned-document intake for student registries",
        version: "0.1.0",
        subcommands: [
            DoctorCommand.self, DevicesCommand.self, ScanCommand.self, ImportCommand.self, ExtractCommand.self,
            RecognizeCommand.self, WorkerCommand.self, BatchCommand.self, QueueCommand.self, ReviewCommand.self,
            CaseCommand.self,
            StudentCommand.self,
            OrganizationCommand.self, PersonCommand.self, FormsCommand.self, ReportCommand.self, ExportCommand.self,
            ArchiveCommand.self, AuditCommand.self, StoreCommand.self, SamplesCommand.self, BenchCommand.self,
            StoreBenchCommand.self, TwinBenchCommand.self,
            DeskBenchCommand.self, ScaleBenchCommand.self,
            DeskCommand.self, ReadingWorkerCommand.self, ScanWorkerCommand.self, PictureWorkerCommand.self,
            UnpackWorkerCommand.self,
            PhotosCommand.self, PhotoWorkerCommand.self,
        ])

    static func main() async {
        // libdispatch wants some threads at a higher priority than a user may give, goes on without it, and says so in the
        // system's log: several lines a process.
        setenv("LIBDISPATCH_LOG", "NO", 0)
        await main(nil)
    }
}
