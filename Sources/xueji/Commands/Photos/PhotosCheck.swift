import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import PhotoBatches
import Photos

/// `xueji photos check`: verdict and reasons for every photo.
struct PhotosCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "检查照片，不改动文件 / check photos, changing nothing")

    @OptionGroup var photos: PhotoOptions
    @Option(help: "写出网页报告 / write a page with pictures and reasons") var report: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let files = photos.photos()
            let pool = try photos.pool(console)
            let bar = PhotoProgress(console, total: files.count)
            var sheet = report.map { _ in ContactSheet(language: console.language) }
            var counts: [PhotoVerdict: Int] = [:]
            let requests = files.map { PhotoRequest(file: $0, wantsThumbnail: report != nil) }
            try await pool.run(requests) { index, answer in
                counts[answer.report.verdict, default: 0] += 1
                sheet?.add(answer)
                try PhotoLines(console).show(answer.report, bar)
                bar.advance(files[index].lastName)
            }
            bar.finish()
            if let report, let sheet { try DurableFile.write(sheet.page, to: URL(filePath: report)) }
            func count(_ verdict: PhotoVerdict) -> String { String(counts[verdict] ?? 0) }
            console.remark(
                .photosChecked.with(String(files.count), count(.pass), count(.review), count(.fail)))
            return counts[.fail] == nil ? .ok : .badInput
        }
    }
}
