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
    @Option(help: "fit the calibration on these samples and write it here") var calibrate: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let resources = try ResourceLocation.find()
            let library = try FormLibrary(from: resources)
            let reader = try FileReader(resources: resources, engine: engine, language: .english)
            let files = InputFiles.expand([folder])
            let bar = ProgressBar(console, total: files.count)
            var tally = AccuracyTally()
            var fit = CalibrationFit()
            var seconds: [Double] = []
            for file in files {
                let truthFile = URL(filePath: (file as NSString).deletingPathExtension + ".truth.json")
                guard let data = try? Data(contentsOf: truthFile),
                    let truth = try? JSONDecoder().decode(SampleTruth.self, from: data),
                    let template = library[truth.documentType]
                else { continue }
                var observed: [ObservedField] = []
                reader.observe = { observed.append($0) }
                let reading = reader.read(ReadingRequest(path: file, name: (file as NSString).lastPathComponent))
                seconds.append(reading.seconds)
                tally.add(reading, truth: truth, template: template)
                if reading.pages.first?.documents.first?.documentType == truth.documentType {
                    for field in observed { fit.add(field, right: truth.fields[field.key]?.value == field.value) }
                }
                bar.advance((file as NSString).lastPathComponent)
            }
            bar.finish()
            if let misses {
                try tally.misses.joined(separator: "\n").write(toFile: misses, atomically: true, encoding: .utf8)
            }
            if let calibrate {
                let stored = Calibration.Stored(
                    features: Calibration.featureNames, weights: fit.weights(), fittedOn: "\(tally.pages) drawn pages")
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
                try DurableFile.write(try encoder.encode(stored), to: URL(filePath: calibrate))
            }
            BenchCommand.report(tally, seconds: seconds.sorted(), console)
            return .ok
        }
    }

    private static func report(_ tally: AccuracyTally, seconds: [Double], _ console: Console) {
        func line(_ name: String, _ count: AccuracyTally.Count) {
            let percent = (count.share * 10_000).rounded() / 100
            console.say("\(ReadingText.padded(name, 34)) \(percent) %  (\(count.right)/\(count.total))")
        }
        line("document type", tally.types)
        line("fields exact", tally.fields)
        line("printed fields exact", tally.printed)
        line("handwriting-like fields exact", tally.handwritten)
        line("critical fields exact", tally.critical)
        line("empty fields left empty", tally.emptyFilled)
        line("round seals found", tally.sealsFound)
        line("seals that are round seals", tally.sealsRight)
        line("seal text exact", tally.sealText)
        line("findings found", tally.findingsFound)
        line("findings that are right", tally.findingsRight)
        for (damage, count) in tally.byDamage.sorted(by: { $0.key < $1.key }) {
            line("fields exact, damage \(damage)", count)
        }
        for (key, count) in tally.byField.sorted(by: { $0.value.share < $1.value.share }).prefix(8) {
            line("  " + key.rawValue, count)
        }
        let median = seconds.isEmpty ? 0 : seconds[seconds.count / 2]
        let silent = tally.delivered > 0 ? Double(tally.silent) / Double(tally.delivered) : 0
        let through = tally.fields.total > 0 ? Double(tally.delivered) / Double(tally.fields.total) : 0
        console.say(
            "pages \(tally.pages) fields \(tally.fields.share) critical \(tally.critical.share) silent \(silent) delivered \(through) seconds-median \(median)"
        )
    }
}
