import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import PhotoBatches
import Photos
import Registry

/// `xueji photos prepare`: finished photos, archives, and what is left to do.
struct PhotosPrepare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare", abstract: "制作照片：裁切、压缩、命名、打包 / cut, compress, name, pack")

    @OptionGroup var photos: PhotoOptions
    @Option(help: "输出文件夹 / folder for the results") var out: String
    @Option(help: "花名册 CSV、XLSX / roster") var roster: String?
    @Option(help: "命名：citizen-id、student-number、school-class-name") var nameBy: PhotoNaming?
    @Flag(help: "按班打包 / an archive a class") var zip = false
    @Option(help: "每个压缩包上限（MB） / size of an archive") var zipSize: Int = 50
    /// Started by the desk: results are only put on record, and it ends with the desk.
    @Flag(help: .hidden) var forDesk = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        if forDesk { OwnProcess.endWithInput() }
        try await console.run {
            let folder = URL(filePath: out).standardizedFileURL
            let files = photos.photos()
            try refuseUnsafe(folder)
            let students = try readRoster()
            let plan = PhotoPlan(files, roster: students, naming: nameBy ?? .citizenID)
            let settings = settings()
            let run = try PhotoBatchRun(
                plan: plan, folder: folder, settings: settings, forDesk: common.store != nil, language: console.language
            )
            if run.resumed > 0 { console.remark(.photosResumed.with(String(run.resumed))) }
            let pool = try photos.pool(console)
            let bar = PhotoProgress(console, total: run.requests.count)
            let record = try await record(files, run, folder, settings)
            let results: PhotoBatchResults
            do {
                try await run.work(pool) { name, verdict in
                    bar.advance(name)
                    try await record?.advance(verdict)
                }
                bar.finish()
                results = try run.finish(zipBytes: zip ? max(1, zipSize) << 20 : nil)
            } catch let error as IntakeError {
                await record?.fail(error)
                throw error
            }
            if !forDesk { for line in results.lines { try PhotoLines(console).show(line, bar) } }
            if let record {
                let cases =
                    forDesk
                    ? [:]
                    : try await PhotoEvidence(intake: common.openIntake(), console: console).store(results.passed)
                try await record.finish(results.judged, cases: cases)
            }
            func count(_ verdict: PhotoVerdict) -> String {
                String(results.lines.filter { $0.report.verdict == verdict }.count)
            }
            let summary = Phrase.photosPrepared.with(
                String(results.lines.count), count(.pass), count(.review), count(.fail), String(plan.missing.count),
                String(results.archives.count), out)
            if !console.json { console.remark(summary) }
            return results.needsWork ? .badInput : .ok
        }
    }

    /// The run on record, when there is a store to record it in.
    private func record(
        _ files: [PhotoFile], _ run: PhotoBatchRun, _ folder: URL, _ settings: String
    ) async throws(IntakeError) -> PhotoRunRecord? {
        guard common.store != nil else { return nil }
        let intake = try await common.openIntake()
        let key = PhotoRunKey.text(files, [intake.organization, folder.path, settings])
        return try await PhotoRunRecord(
            intake, key: key, name: PhotoFile(path: photos.paths[0]).lastName, profile: photos.profile,
            total: files.count, resumed: run.resumedVerdicts, language: common.language)
    }

    /// Results among the photos would be photos of the next run.
    private func refuseUnsafe(_ folder: URL) throws(IntakeError) {
        guard nameBy == nil || roster != nil else {
            throw IntakeError(
                "photos.naming", .photoNamingNeedsRoster, remedy: .photoNamingNeedsRosterRemedy, exit: .usage)
        }
        func real(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path }
        let target = real(folder.path)
        for path in photos.paths where target == real(path) || target.hasPrefix(real(path) + "/") {
            throw IntakeError(
                "photos.out", .photoOutInside.with(out), remedy: .photoOutInsideRemedy, exit: .usage)
        }
    }

    private func readRoster() throws -> PhotoRoster? {
        guard let roster else { return nil }
        let file = URL(filePath: roster)
        let codes = try CodeLists(from: ResourceLocation.find())
        let read = try StudentRoster(ImageDecoder().bytes(of: file), file: file.lastPathComponent, codes: codes)
        for row in read.badRows {
            common.console.remark(
                .rosterBadRow.with(
                    file.lastPathComponent, String(row.number), row.column, row.reason.text(common.language)))
        }
        return PhotoRoster(read.rows)
    }

    /// Everything beside the photos on which the results depend.
    private func settings() -> String {
        let data = roster.flatMap { try? Data(contentsOf: URL(filePath: $0)) } ?? Data()
        return PhotoBatchRun.fingerprint([
            photos.profile, nameBy?.rawValue ?? "", common.language.rawValue, data.base64EncodedString(),
            (try? PhotoOptions.profileText(photos.profile)) ?? "",
        ])
    }
}
