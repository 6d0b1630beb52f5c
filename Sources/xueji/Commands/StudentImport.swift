import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources
import Registry
import RegistryStore
import Spreadsheets

/// `xueji student import`: rosters into the registry, or a trial of it.
struct StudentImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入花名册 / import rosters (CSV, XLSX)")
    @Argument(help: "CSV（UTF-8 或 GB18030）或 XLSX 文件") var files: [String]
    @Flag(help: "试运行，只列出将新增、变更和冲突的内容 / say what would be done, do nothing") var dryRun = false
    @Option(help: "把问题行连同错误原因写入 CSV 或 XLSX 文件 / write rows with problems to this file") var badRows: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            try refuseUnsafeOutput()
            let codes = try CodeLists(from: ResourceLocation.find())
            let store = try await common.openStore()
            let actor = try await store.person(common.person)
            var status = ExitStatus.ok
            for path in files {
                let file = URL(filePath: path)
                do {
                    let roster = try StudentRoster(
                        ImageDecoder().bytes(of: file), file: file.lastPathComponent, codes: codes)
                    let result = try await store.importRoster(
                        roster, organization: actor.organization, by: actor.id, dryRun: dryRun)
                    let problems = (roster.badRows + result.conflicts).sorted { $0.number < $1.number }
                    if !problems.isEmpty { status = .badInput }
                    let report = RosterReport(
                        file: file.lastPathComponent, roster: roster, result: result, problems: problems, dryRun: dryRun
                    )
                    try report.tell(console)
                    try writeBadRows(roster.refused(problems, language: console.language), console)
                } catch let error as IntakeError where error.exit == .badInput {
                    console.complain(error)
                    status = .badInput
                }
            }
            return status
        }
    }

    /// One output takes the rows of one list, and never takes the place of what is read.
    private func refuseUnsafeOutput() throws(IntakeError) {
        guard let badRows else { return }
        _ = try SheetDocument.format(of: badRows)
        func place(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path }
        guard files.count == 1, place(files[0]) != place(badRows) else {
            throw IntakeError(
                "roster.bad-rows", .rosterBadRowsPlace, remedy: .rosterBadRowsPlaceRemedy, exit: .usage)
        }
    }

    private func writeBadRows(_ document: SheetDocument, _ console: Console) throws(IntakeError) {
        guard let badRows, !document.rows.isEmpty else { return }
        let file = URL(filePath: badRows)
        try DurableFile.write(try document.data(SheetDocument.format(of: badRows)), to: file)
        console.remark(.rosterBadRowsWritten.with(file.lastPathComponent))
    }
}
