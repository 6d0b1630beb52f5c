import Credentials
import EvidenceVault
import Foundation
import Hummingbird
import IntakeModel
import IntakePipeline
import Logging
import Registry
import RegistryStore

/// A school with many reviewers and twice as many waiting papers, each on a picture of its own.
struct DeskBenchPlace {
    static let password = "benchmark-only"
    let store: RegistryStore
    let vault: FolderVault
    let people: [String]
    let documents: [Int64]

    init(folder: URL, pictures: [String], reviewers: Int) async throws {
        store = try await RegistryStore.open(url: "sqlite:" + folder.appending(path: "bench.sqlite").path)
        vault = FolderVault(root: folder.appending(path: "vault"))
        try await store.add(Organization(code: "S", name: "某校", level: .school, parent: nil), by: "bench")
        guard let hash = PasswordHash.make(DeskBenchPlace.password) else { throw CocoaError(.coderInvalidValue) }
        people = (0..<reviewers).map { "reviewer\($0)" }
        for person in people {
            try await store.add(
                Person(
                    id: person, name: person, role: .schoolRegistrar, organization: "S", trainedOn: "2026-03-01",
                    filing: "F"), by: "bench")
            try await store.setPassword(hash: hash, of: person, by: "bench")
        }
        let intake = PageIntake(store: store, vault: vault, person: people[0], organization: "S")
        var documents: [Int64] = []
        guard !pictures.isEmpty else { throw CocoaError(.fileNoSuchFile) }
        for number in 0..<(reviewers * 2) {
            // What is behind the end of a picture is not read, and makes every page one of its own.
            var data = try Data(contentsOf: URL(filePath: pictures[number % pictures.count]))
            data.append(Data("\(number)".utf8))
            let page = try await intake.take(data, name: "page \(number)", origin: .file, batch: "b").page
            guard let job = try await store.claimJob(owner: "bench", lease: 60_000) else { continue }
            let field = FieldReading(
                value: "陈梓涵", raw: "陈梓涵", confidence: 0.5, region: Region(x: 200, y: 300, width: 400, height: 60),
                source: "bench")
            let document = DocumentReading(
                documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 2000, height: 2000),
                fields: [.name: field, .sex: field])
            let reading = PageReading(
                page: 1, width: 2480, height: 3508, dpi: 300, rotation: 0, skewDegrees: 0,
                quality: PageQuality(legible: true), documents: [document])
            _ = try await store.completeJob(
                job, owner: "bench", reading: FileReading(file: page.name, pages: [reading], seconds: 0),
                engines: "bench")
            documents += try await store.documents(onPage: page.id).map(\.id)
        }
        self.documents = documents
    }
}

/// A server on loopback for as long as `body` runs.
enum DeskBenchServer {
    static func run<Context: RequestContext & Sendable, Result: Sendable>(
        _ router: Router<Context>, _ body: @escaping @Sendable (String) async throws -> Result
    ) async throws -> Result where Context.Source == ApplicationRequestContextSource {
        let (ports, report) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { report.yield($0.localAddress?.port ?? 0) }, logger: logger)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await application.run()
                return nil
            }
            group.addTask {
                for await port in ports { return try await body("http://127.0.0.1:\(port)") }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}
