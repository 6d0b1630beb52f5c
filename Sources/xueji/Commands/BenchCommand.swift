import ArgumentParser
import Extracting
import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import Recognizing

/// `xueji bench`: measures reading on drawn samples; called by scripts/bench.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "测量识别准确率 / measure accuracy", shouldDisplay: false)

    @Argument(help: "folder with samples and their truth") var folder: String
    @Option var engine: EngineChoice = .auto
    @Option(help: "write a table of misses here") var misses: String?
    @Option(
        name: [.customLong("fit"), .customLong("calibrate")],
        help: "fit the calibration on these samples and write it here") var fit: String?
    @Option(help: "write the report here, its pictures into a folder of the same name beside it") var report: String?
    @Option(help: "only files whose name begins so") var only: String?
    @Option(help: "processor time that a page may cost, as by the worker if not given; more on a slow machine")
    var workSeconds: Double?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let resources = try ResourceLocation.find()
            let reader = try FileReader(resources: resources, engine: engine, language: .english)
            reader.processorSeconds = workSeconds ?? FileReader.workerSeconds
            let files = InputFiles.expand([folder]).filter { file in
                only.map { (file as NSString).lastPathComponent.hasPrefix($0) } ?? true
            }
            let bar = ProgressBar(console, total: files.count)
            var scoring = AccuracyScoring(library: try FormLibrary(from: resources))
            var fitting = CalibrationFit()
            var samples: [String: String] = [:]
            for file in files {
                let truthFile = URL(filePath: (file as NSString).deletingPathExtension + ".truth.json")
                guard let data = try? Data(contentsOf: truthFile),
                    let truth = try? JSONDecoder().decode(PageTruth.self, from: data)
                else { continue }
                let name = (file as NSString).lastPathComponent
                samples[name] = file
                var observed: [ObservedField] = []
                reader.observe = { observed.append($0) }
                let reading = reader.read(ReadingRequest(path: file, name: name))
                scoring.add(reading, truth: truth)
                fitting.add(observed, reading: reading, truth: truth)
                bar.advance(name)
            }
            bar.finish()
            try write(scoring, fitting, samples)
            AccuracyReport(figures: AccuracyFigures(scoring: scoring), machine: BenchMachine.text).say(console)
            return .ok
        }
    }

    private func write(_ scoring: AccuracyScoring, _ fitting: CalibrationFit, _ samples: [String: String]) throws {
        if let misses {
            try DurableFile.write(Data(MissTable.text(scoring).utf8), to: URL(filePath: misses))
        }
        if let fit {
            let stored = Calibration.Stored(
                features: Calibration.featureNames, weights: fitting.weights(),
                fittedOn: scoring.papers.count)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try DurableFile.write(try encoder.encode(stored), to: URL(filePath: fit))
        }
        if let report {
            let file = URL(filePath: report)
            let worst = try WorstCases(folder: file.deletingPathExtension(), samples: samples).write(scoring)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            let text = AccuracyReport(figures: AccuracyFigures(scoring: scoring), machine: BenchMachine.text)
                .markdown(worst: worst)
            try DurableFile.write(Data(text.utf8), to: file)
        }
    }
}
