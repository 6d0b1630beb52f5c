import ArgumentParser
import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources

/// `xueji samples`: drawn papers of invented people.
struct SamplesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples", abstract: "样张 / drawn samples",
        subcommands: [Make.self, Letter.self, PNM.self, SamplePortraits.self])

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "绘制样张 / draw samples")
        @Option(help: "输出文件夹 / folder") var out: String
        @Option(help: "随机种子 / seed") var seed: UInt64 = 1
        @Option(help: "每种张数 / how many of each kind") var count: Int = 10
        @Option(help: "文书种类，或 blank、unknown、pair / document type, or one of these") var kind: String?
        @Option(help: "tuning 或 measuring，后者只作测量 / the latter to measure with, not to tune") var set: String = "tuning"
        @Option(help: "dpi") var dpi: Double?
        @Option(help: "损伤 0…3 / damage") var damage: Int?
        @Flag(help: "只画各种表 / forms only, no blank or unknown pages, no two papers on a page") var formsOnly = false
        @Option(help: "印章上的地名 / place on the seals") var issuer: String?
        @Option(name: .customLong("field"), help: "固定内容 栏目=值 / FIELD=VALUE") var fields: [String] = []
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                guard let fonts = FontSet.all.first(where: { $0.name == set }) else {
                    throw ValidationError("--set tuning|measuring")
                }
                let subjects = try Make.subjects(
                    try FormLibrary(from: ResourceLocation.find()), kind: kind, formsOnly: formsOnly)
                let folder = URL(filePath: out)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                let bar = ProgressBar(console, total: subjects.count * count)
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                for (kind, subject) in subjects {
                    var maker = SampleMaker(subject, fonts: fonts, dpi: dpi, damage: damage)
                    maker.issuer = issuer
                    for field in fields {
                        let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                        guard parts.count == 2 else { throw ValidationError("--field FIELD=VALUE") }
                        maker.fixed[FieldKey(rawValue: String(parts[0]))] = String(parts[1])
                    }
                    for index in 0..<max(0, count) {
                        let number = seed &* 1_000_000 &+ UInt64(index)
                        let sample = try maker.sample(seed: number)
                        let name = "\(kind)-\(seed)-" + String(format: "%03d", index)
                        try DurableFile.write(sample.data, to: folder.appending(path: name + ".jpg"))
                        try DurableFile.write(
                            try encoder.encode(sample.page), to: folder.appending(path: name + ".truth.json"))
                        bar.advance(name)
                    }
                }
                bar.finish()
                console.remark(.samplesMade.with(String(subjects.count * count), out))
                return .ok
            }
        }

        /// What to draw, by the name that the files begin with: all kinds, or the one asked for.
        private static func subjects(
            _ library: FormLibrary, kind: String?, formsOnly: Bool
        ) throws -> [(String, SampleMaker.Subject)] {
            var subjects = library.templates.map { ($0.documentType.rawValue, SampleMaker.Subject.form($0)) }
            subjects += [("blank", .blank), ("unknown", .unknown)]
            if let card = library[.residentCard] {
                subjects.append(("pair", .pair(library[.householdRegisterCover] ?? card, card)))
            }
            if let kind {
                subjects = subjects.filter { $0.0 == kind }
            } else if formsOnly {
                subjects.removeAll { ["blank", "unknown", "pair"].contains($0.0) }
            }
            guard !subjects.isEmpty else {
                throw IntakeError("samples.form", .noSuchForm.with(kind ?? ""), remedy: .notFoundRemedy, exit: .usage)
            }
            return subjects
        }
    }

    struct Letter: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "绘制书面申请 / draw a written application")
        @Option(help: "输出文件 / file") var out: String
        @Option(help: "随机种子 / seed") var seed: UInt64 = 1
        @Option(help: "标题 / title") var title: String
        @Argument(help: "各段文字 / paragraphs") var paragraphs: [String]
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.console.run {
                let maker = LetterMaker(title: title, paragraphs: paragraphs, fonts: .measuring)
                try DurableFile.write(maker.letter(seed: seed, dpi: 150), to: URL(filePath: out))
                return .ok
            }
        }
    }

    struct PNM: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pnm", abstract: "转成扫描仪模拟用的 PNM / convert for the virtual scanner")
        @Argument var input: String
        @Argument var output: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.console.run {
                guard let page = try ImageDecoder().pages(at: URL(filePath: input)).first else { return .badInput }
                try DurableFile.write(PNMFile.encode(page), to: URL(filePath: output))
                return .ok
            }
        }
    }
}
