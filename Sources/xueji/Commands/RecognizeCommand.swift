import ArgumentParser
import IntakeModel
import IntakePipeline
import IntakeResources
import Recognizing

/// `xueji recognize`: pictures of single text lines, read by a grammar.
struct RecognizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recognize", abstract: "识别单行文字图像 / read pictures of one text line each")

    @Argument(help: "图像文件，每个一行文字 / image files of one line each") var paths: [String]
    @Option(help: "文法 / name, citizenID, studentNumber, date, phone, place, text …") var grammar: FieldGrammarName =
        .text
    @Option(help: "auto、ppocr 或 tesseract") var engine: EngineChoice = .auto
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            // Said here once, not by the child.
            if let notice = try LineRecognizer(engine, resources: ResourceLocation.find()).notice {
                console.remark(notice)
            }
            let files = InputFiles.expand(paths)
            let bar = ProgressBar(console, total: files.count)
            let process = OwnProcess.reader(engine: engine, language: console.language)
            var status = ExitStatus.ok
            for file in files {
                let reading = await process.readLine(ReadingRequest(path: file, name: file, grammar: grammar))
                bar.finish()
                if reading.error != nil { status = .badInput }
                try show(reading, console)
                bar.advance(file)
            }
            bar.finish()
            await process.stop()
            return status
        }
    }

    private func show(_ reading: LineFileReading, _ console: Console) throws {
        if console.json { return try console.sayJSON(reading) }
        if let failure = reading.error { return console.complain(failure) }
        let percent = Int((reading.confidence * 100).rounded(.down))
        let others = reading.alternatives.isEmpty ? "" : "  ~ " + reading.alternatives.joined(separator: " / ")
        console.say("\(reading.file)  \(reading.value ?? "—")  (\(percent) %)\(others)")
    }
}
