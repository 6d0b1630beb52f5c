import ArgumentParser
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
    @Option(help: "auto、ppocr 或 tesseract") var engine: EngineChoice = .auto
    @Option(help: "把每一页画成图，标出所见所读 / draw what was found on every page into this folder") var debugDir: String?
    @Option(help: "并行进程数 / processes side by side") var jobs: Int = 1
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            // Said here once, not by every child.
            if let notice = try LineRecognizer(engine, resources: ResourceLocation.find()).notice {
                console.remark(notice)
            }
            let pictures = try debugDir.map { try DebugPictures($0, console) }
            let files = InputFiles.expand(paths)
            let bar = ProgressBar(console, total: files.count)
            let readers = (0..<max(1, min(jobs, files.count))).map { _ in
                OwnProcess.reader(engine: engine, language: console.language)
            }
            var status = ExitStatus.ok
            var finished: [Int: FileReading] = [:]
            var next = 0
            try await withThrowingTaskGroup(of: (reader: Int, file: Int, reading: FileReading).self) { group in
                var waiting = files.indices.makeIterator()
                func start(_ reader: Int) {
                    guard let index = waiting.next() else { return }
                    let request = ReadingRequest(
                        path: files[index], name: files[index], explain: pictures == nil ? nil : true)
                    let process = readers[reader]
                    group.addTask { (reader, index, await process.read(request)) }
                }
                for reader in readers.indices { start(reader) }
                while let done = try await group.next() {
                    start(done.reader)
                    finished[done.file] = done.reading
                    bar.advance((files[done.file] as NSString).lastPathComponent)
                    while let reading = finished.removeValue(forKey: next) {
                        bar.finish()
                        if reading.error != nil { status = .badInput }
                        try pictures?.write(reading)
                        try show(reading, console)
                        next += 1
                    }
                }
            }
            bar.finish()
            for reader in readers { await reader.stop() }
            return status
        }
    }

    private func show(_ reading: FileReading, _ console: Console) throws {
        if console.json { return try console.sayJSON(reading) }
        if let failure = reading.error { return console.complain(failure) }
        for page in reading.pages {
            for document in page.documents {
                console.say("\(reading.file) [\(page.page)] \(document.documentType.rawValue)")
                ReadingText.lines(document, console).forEach(console.say)
            }
        }
    }
}
