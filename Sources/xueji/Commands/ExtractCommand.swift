import ArgumentParser
import ChildProcesses
import Foundation
import IntakeModel
import IntakePipeline
import IntakeResources
import Recognizing

/// `xueji extract`: reads image files and prints what they say.
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "识别图像文件中的文书 / read the papers on image files")

    @Argument(help: "图像文件或文件夹 / image files or folders") var paths: [String]
    @Flag(help: "每个文件输出一行 JSON / one JSON line a file") var json = false
    @Option(help: "auto、ppocr 或 tesseract") var engine: EngineChoice = .auto
    @Option(help: "并行进程数 / processes side by side") var jobs: Int = 1
    @Option(help: "zh 或 en") var lang: String?

    func run() async throws {
        let language = Language.chosen(argument: lang, environment: ProcessInfo.processInfo.environment)
        let files = InputFiles.expand(paths)
        let settings = LineChild.Command(
            executable: Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]),
            arguments: ["reading-worker", "--engine", engine.rawValue, "--lang", language.rawValue])
        let processes = (0..<max(1, min(jobs, files.count))).map { _ in ReadingProcess(settings, language: language) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for file in files {
            let reading = await processes[0].read(ReadingRequest(path: file, name: file))
            print(String(decoding: try encoder.encode(reading), as: UTF8.self))
        }
    }
}

/// Files named on the command line; folders give their files, sorted.
enum InputFiles {
    static func expand(_ paths: [String]) -> [String] {
        paths.flatMap { path -> [String] in
            var folder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &folder), folder.boolValue else {
                return [path]
            }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.sorted().filter { name in
                ["jpg", "jpeg", "png", "tif", "tiff", "pnm", "ppm", "pgm", "pbm"].contains {
                    name.lowercased().hasSuffix("." + $0)
                }
            }.map { path + "/" + $0 }
        }
    }
}
