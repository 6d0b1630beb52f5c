import ArgumentParser
import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import Recognizing
import Registry
import RegistryStore

/// `xueji bench-twins`: how often a sheet that is scanned again is marked as perhaps the same, and how often another
/// child's paper on the same form is.
struct TwinBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-twins", abstract: "测量重复页 / measure duplicates", shouldDisplay: false)

    @Option(help: "papers of every kind") var count: Int = 12
    @Option var seed: UInt64 = 1
    @Option(help: "folder for the store") var folder: String
    @OptionGroup var common: CommonOptions

    private static let kinds: [DocumentType] = [.residentCard, .transferContactForm]
    /// Differing comparisons, of 256.
    private static let limits = [10, 20, 30, 40, 60]

    func run() async throws {
        let console = common.console
        try await console.run {
            let resources = try ResourceLocation.find()
            let reader = try FileReader(resources: resources, engine: .auto, language: .english)
            let library = try FormLibrary(from: resources)
            var summary: [String] = []
            for onGlass in [false, true] {
                for kind in TwinBenchCommand.kinds {
                    guard let template = library.templates.first(where: { $0.documentType == kind }) else { continue }
                    let bench = TwinBench(
                        maker: SampleMaker(.form(template), fonts: .measuring, dpi: 300, damage: 1), reader: reader,
                        folder: URL(filePath: folder).appending(path: "\(kind.rawValue)-\(onGlass)"))
                    let result = try await bench.run(count: count, seed: seed, onGlass: onGlass)
                    let place = onGlass ? "glass" : "feeder"
                    console.say("\(kind.rawValue), \(place): \(result.text(TwinBenchCommand.limits))")
                    summary.append("\(kind.rawValue)-\(place) \(result.found)/\(result.again) false \(result.mistaken)")
                }
            }
            console.say(summary.joined(separator: " "))
            return .ok
        }
    }
}

/// One kind of paper: drawn, scanned twice, read and taken in.
struct TwinBench {
    let maker: SampleMaker
    let reader: FileReader
    let folder: URL

    struct Result {
        /// Sheets scanned again, and how many of these were marked.
        var again = 0
        var found = 0
        /// Pairs of different papers that were marked.
        var mistaken = 0
        /// Distances of scans of one sheet, and of different sheets.
        var same: [Int] = []
        var other: [Int] = []

        func text(_ limits: [Int]) -> String {
            func share(_ values: [Int], _ limit: Int) -> String {
                values.isEmpty ? "–" : "\(values.count { $0 <= limit } * 100 / values.count) %"
            }
            let rows = limits.map { "≤ \($0): same \(share(same, $0)), other \(share(other, $0))" }
            return "marked \(found) of \(again) scanned again, \(mistaken) wrong marks among \(other.count) pairs; "
                + rows.joined(separator: "; ")
        }
    }

    func run(count: Int, seed: UInt64, onGlass: Bool) async throws -> Result {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try await RegistryStore(
            SQLiteDatabase(path: folder.appending(path: "registry.sqlite").path))
        try await store.add(Organization(code: "S", name: "S", level: .school, parent: nil), by: "bench")
        try await store.add(Person(id: "bench", name: "b", role: .schoolRegistrar, organization: "S"), by: "bench")
        var pages: [(paper: Int, page: Int64, print: PageFingerprint)] = []
        for paper in 0..<count {
            for (scan, data) in try maker.scans(seed: seed &+ UInt64(paper), count: 2, onGlass: onGlass).enumerated() {
                let file = folder.appending(path: "\(paper)-\(scan).jpg")
                try data.write(to: file)
                let page = try await store.addPage(
                    hash: "\(paper)-\(scan)", name: file.lastPathComponent, origin: .scanner, batch: "b\(scan)",
                    organization: "S", caseNumber: nil, by: "bench"
                ).page.id
                var request = ReadingRequest(path: file.path, name: file.lastPathComponent)
                request.fingerprint = true
                let reading = reader.read(request)
                guard let job = try await store.claimJob(owner: "w", lease: 600) else { continue }
                _ = try await store.completeJob(job, owner: "w", reading: reading, engines: "bench")
                if let print = reading.pages.first?.fingerprint { pages.append((paper, page, print)) }
            }
        }
        return try await result(pages, store)
    }

    private func result(
        _ pages: [(paper: Int, page: Int64, print: PageFingerprint)], _ store: RegistryStore
    ) async throws -> Result {
        var result = Result()
        for (index, one) in pages.enumerated() {
            let twins = Set(try await store.twins(ofPage: one.page))
            for other in pages[(index + 1)...] {
                let distance = one.print.distance(to: other.print)
                let isMarked = twins.contains(other.page)
                if one.paper == other.paper {
                    result.again += 1
                    result.found += isMarked ? 1 : 0
                    result.same.append(distance)
                } else {
                    result.mistaken += isMarked ? 1 : 0
                    result.other.append(distance)
                }
            }
        }
        return result
    }
}
