import ArgumentParser
import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel

/// `xueji samples portraits`: drawn portraits of invented people.
struct SamplePortraits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portraits", abstract: "绘制虚拟人像 / draw portraits of invented people")
    @Option(help: "输出文件夹 / folder") var out: String
    @Option(help: "随机种子 / seed") var seed: UInt64 = 1
    @Option(help: "张数 / how many") var count: Int = 12
    @Option(help: "tuning 或 measuring，后者只作测量 / the latter to measure with, not to tune") var set: String = "tuning"
    @Option(help: "宽 / width, pixels") var width: Int = 358
    @Option(help: "高 / height, pixels") var height: Int = 441
    @Option(help: "头占高度 / head in parts of the height") var head: Double = 0.667
    @Option(help: "JPEG 质量 / quality") var quality: Int = 92
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let folder = URL(filePath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let bar = ProgressBar(console, total: count)
            for index in 0..<max(0, count) {
                let plan = PortraitPlan(seed: seed &* 1000 &+ UInt64(index), tone: index % 6, set: set)
                var picture = PortraitPainter(plan).picture(
                    width: width, height: height, headSize: head, oversampling: width > 1000 ? 1 : 2)
                picture.dpi = 350
                let name = "portrait-\(seed)-" + String(format: "%03d", index) + "-tone\(index % 6).jpg"
                try DurableFile.write(
                    try JPEGFile.encode(picture, quality: quality), to: folder.appending(path: name))
                bar.advance(name)
            }
            bar.finish()
            console.remark(.samplesMade.with(String(count), out))
            return .ok
        }
    }
}
