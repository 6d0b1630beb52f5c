internal import EvidenceVault
public import Foundation
public import Hummingbird
public import IntakeModel
public import IntakePipeline
public import IntakeResources
public import Logging
public import Registry
public import RegistryStore
internal import Scanning

/// 工作台: the web station for clerks and reviewers.
public struct Desk: Sendable {
    /// Makes the picture of an original; the program gives one that decodes in a process of its own.
    public typealias Picture = @Sendable (_ original: Data, _ request: PictureRequest) async throws -> Data

    let store: RegistryStore
    let vault: any Vault
    let picture: Picture
    let templates: Templates
    let assets: Assets
    let forms: FormLibrary
    /// What the confidences were calibrated on.
    let calibratedOn: Int?
    let system: DeskSystem
    /// Where photos lie; `nil` when no place was named.
    let photos: PhotoStation?
    let setup: SetupLink
    let offline: OfflineReview
    let views = ViewLog()
    let workshop: DeskWorkshop
    private let resources: ResourceLocation
    let station: ScanStation
    let scanners: ScannerList
    let streams = EventStreams()
    let shelf: UploadShelf
    let uploads: UploadIntake
    private let lock: FolderLock?
    /// Cookies are for TLS only.
    let isBehindTLS: Bool
    let language: Language
    let metrics = DeskMetrics()
    /// Never given a name, a query or anything else of a person.
    let logger: Logger

    /// Reads the templates and assets under `resources`; throws `desk.assets` when they are not whole.
    public init(
        store: RegistryStore, vault: any Vault, resources: ResourceLocation, workshop: DeskWorkshop,
        isBehindTLS: Bool = false, language: Language = .chinese, system: DeskSystem = DeskSystem(),
        photos: PhotoStation? = nil, logger: Logger = Logger(label: "xueji.desk") { _ in SwiftLogNoOpLogHandler() },
        picture: @escaping Picture
    ) async throws(IntakeError) {
        self.store = store
        self.vault = vault
        self.picture = picture
        self.isBehindTLS = isBehindTLS
        self.language = language
        self.logger = logger
        let folder = resources.root.appending(path: "desk")
        templates = try Templates(folder: folder.appending(path: "templates"))
        assets = try Assets(folder: folder.appending(path: "assets"))
        forms = try FormLibrary(from: resources)
        calibratedOn = CalibrationNote.fittedOn(resources)
        self.system = system
        self.photos = photos
        self.workshop = workshop
        lock = FolderLock(workshop.folder)
        self.resources = resources
        _ = try ScanProfiles(from: resources)
        let station = ScanStation(store: store, vault: vault, workshop: workshop)
        self.station = station
        scanners = ScannerList(
            workers: workshop.scanners, file: workshop.folder.appending(path: "scanners.json"),
            changed: { await station.tellAll() })
        let uploading = workshop.folder.appending(path: "uploads")
        shelf = UploadShelf(folder: uploading) { DeskSystem.free(workshop.folder.path) }
        uploads = UploadIntake(shelf: shelf, store: store, vault: vault, workshop: workshop)
        offline = OfflineReview(
            store: store, folder: workshop.folder, sealer: workshop.sealer, hasFolder: lock != nil, logger: logger)
        setup = SetupLink(isOpen: try await !store.hasPasswords())
    }

    /// The path of the one-time set-up link, while nobody has a password.
    public var setupPath: String? { setup.token.map { "/setup?token=" + $0 } }

    /// Scan profiles as they are now: those of the program, and the school's own.
    func scanProfiles() throws(IntakeError) -> ScanProfiles {
        try ScanProfiles(from: resources, own: workshop.folder.appending(path: ScanProfiles.folder))
    }

    /// Takes up what an earlier desk over the same folder left half done.
    public func takeUp() async {
        guard lock != nil else { return }
        await offline.begin(store)
        await ScanRecovery.takeIn(workshop.folder.appending(path: "scan"), store: store, vault: vault)
        await uploads.takeUp()
    }

    /// Ends what the desk has under way beside requests; answers when it has ended.
    public func stop() async {
        await scanners.stop()
        await station.stopAll()
        await uploads.stopAll()
        await offline.stop()
    }

    /// Every route, behind the guards that every response passes.
    public func router() -> Router<DeskContext> {
        let router = Router(context: DeskContext.self)
        router.add(middleware: SafeHeaders())
        router.add(middleware: Metering(desk: self))
        router.add(middleware: Visitors(desk: self))
        router.add(middleware: ErrorPages(desk: self))
        router.add(middleware: ForgeryGuard())
        OperationRoutes(desk: self).add(to: router)
        EntranceRoutes(desk: self).add(to: router)
        SetupRoutes(desk: self).add(to: router)
        let members = router.group().add(middleware: MembersOnly())
        StartRoutes(desk: self).add(to: members)
        ScanRoutes(desk: self).add(to: members)
        IntakeRoutes(desk: self).add(to: members)
        BatchRoutes(desk: self).add(to: members)
        PictureRoutes(desk: self).add(to: members)
        ReviewRoutes(desk: self).add(to: members)
        ConflictRoutes(desk: self).add(to: members)
        FilingRoutes(desk: self).add(to: members)
        CaseRoutes(desk: self).add(to: members)
        PhotoRunRoutes(desk: self).add(to: members)
        StudentRoutes(desk: self).add(to: members)
        SettingsRoutes(desk: self).add(to: members)
        PeopleRoutes(desk: self).add(to: members)
        SystemRoutes(desk: self).add(to: members)
        return router
    }
}
