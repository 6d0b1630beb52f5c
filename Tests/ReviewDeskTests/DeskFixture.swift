import ChildProcesses
import Credentials
import EvidenceVault
import Foundation
import Hummingbird
import HummingbirdTesting
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import Registry
import RegistryStore
import ReviewDesk
import Synchronization
import TestSupport

/// A desk over a fresh store: two schools, their people, and a card of the first school's with a doubtful birth date.
struct DeskFixture {
    static let password = "correct horse"
    let folder: TemporaryFolder
    let store: RegistryStore
    let vault: FolderVault
    /// The same as the desk has it: it can be away.
    let access: SwitchedVault
    /// The database as the desk has it: it can be away.
    let line: SwitchedDatabase
    private(set) var desk: Desk
    let clock = MovingClock()
    /// What scans at this desk.
    let scanner: VirtualScanner
    let page: Int64
    let document: Int64

    /// `patience` is how many seconds the scanner may be silent.
    init(
        withPasswords: Bool = true, doubleKeying: DeskSettings.DoubleKeying = .never, patience: Double = 30,
        heartbeat: Duration = .seconds(15), photos: PhotoStation? = nil, system: DeskSystem = DeskSystem()
    ) async throws {
        folder = try TemporaryFolder()
        let clock = clock
        let database = try SQLiteDatabase(path: folder.file("registry.sqlite").path)
        store = try await RegistryStore(database, now: { clock.now })
        line = SwitchedDatabase(database)
        vault = FolderVault(root: folder.file("vault"))
        access = SwitchedVault(vault)
        for (code, level, parent) in [
            ("C", OrganizationLevel.county, String?.none), ("S", .school, "C"), ("R", .school, "C"),
        ] {
            try await store.add(Organization(code: code, name: "单位" + code, level: level, parent: parent), by: "root")
        }
        let people: [(String, Role, String)] = [
            ("clerk", .schoolRegistrar, "S"), ("second", .schoolRegistrar, "S"), ("stranger", .schoolRegistrar, "R"),
            ("county", .countyRegistrar, "C"), ("leader", .schoolLeader, "S"),
        ]
        let hash = withPasswords ? PasswordHash.make(DeskFixture.password) : nil
        for (id, role, organization) in people {
            try await store.add(
                Person(
                    id: id, name: id, role: role, organization: organization, trainedOn: "2026-03-01", filing: "F1",
                    isAdministrator: id == "county"), by: "root")
            if let hash { try await store.setPassword(hash: hash, of: id, by: "root") }
        }
        try await store.set(
            DeskSettings(sampleShare: 0, doubleKeying: doubleKeying), for: "C", by: "county")
        page = try await DeskFixture.card(store, vault, shade: 200)
        document = try await store.documents(onPage: page)[0].id
        scanner = try VirtualScanner(in: folder)
        let deskStore = try await RegistryStore(line, now: { clock.now })
        desk = try await DeskFixture.desk(deskStore, access, folder, scanner, patience, heartbeat, photos, system)
    }

    /// The same place after the desk was ended and started again.
    func restarted() async throws -> DeskFixture {
        await desk.stop()
        var fixture = self
        let clock = clock
        let deskStore = try await RegistryStore(line, now: { clock.now })
        fixture.desk = try await DeskFixture.desk(deskStore, access, folder, scanner, 30, .seconds(15))
        return fixture
    }

    private static func desk(
        _ store: RegistryStore, _ vault: any Vault, _ folder: TemporaryFolder, _ scanner: VirtualScanner,
        _ patience: Double, _ heartbeat: Duration, _ photos: PhotoStation? = nil, _ system: DeskSystem = DeskSystem()
    ) async throws -> Desk {
        let environment = ProcessInfo.processInfo.environment.merging(scanner.environment) { $1 }
        return try await Desk(
            store: store, vault: vault,
            resources: ResourceLocation.find(
                environment: ["XUEJI_RESOURCES": Workplace.root.appending(path: "models").path]),
            workshop: DeskWorkshop(folder: folder.url, patience: patience, heartbeat: heartbeat) {
                LineChild.Command(executable: Workplace.xueji, arguments: $0, environment: environment)
            }, system: system, photos: photos
        ) { original, request in try PictureMaker.picture(original, request) }
    }

    /// A card that was scanned and read; the same shade is the same page.
    static func card(_ store: RegistryStore, _ vault: FolderVault, shade: UInt8) async throws -> Int64 {
        let image = PageImage(width: 300, height: 200, channels: 3, filledWith: shade)
        let intake = PageIntake(store: store, vault: vault, person: "clerk", organization: "S")
        let taken = try await intake.take(PNGFile.encode(image), name: "card.png", origin: .file, batch: "b")
        guard let job = try await store.claimJob(owner: "w", lease: 1000) else { throw CocoaError(.fileNoSuchFile) }
        func field(_ value: String, _ confidence: Double, _ alternatives: [String] = []) -> FieldReading {
            FieldReading(
                value: value, raw: value, confidence: confidence,
                region: Region(x: 20, y: 40, width: 100, height: 20), alternatives: alternatives, source: "ppocr")
        }
        let document = DocumentReading(
            documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 300, height: 200),
            fields: [
                .name: field("陈梓涵", 0.99), .birthDate: field("2014-05-18", 0.4, ["2014-05-16"]),
                .sex: field("女", 0.5),
            ])
        let reading = FileReading(
            file: "card.png",
            pages: [
                PageReading(
                    page: 1, width: 300, height: 200, dpi: 300, rotation: 90, skewDegrees: 0,
                    quality: PageQuality(legible: true), documents: [document])
            ], seconds: 0)
        _ = try await store.completeJob(job, owner: "w", reading: reading, engines: "test")
        return taken.page.id
    }

    /// Runs requests against the routes, without a socket.
    func run(_ body: @escaping @Sendable (Browser) async throws -> Void) async throws {
        try await Application(router: desk.router()).test(.router) { try await body(Browser(client: $0)) }
    }
}

/// Time that moves when a test says so.
final class MovingClock: Sendable {
    private let value = Atomic<Int64>(1_789_000_000_000)
    var now: Int64 { value.load(ordering: .relaxed) }
    func advance(minutes: Int64) { value.add(minutes * 60_000, ordering: .relaxed) }
}
