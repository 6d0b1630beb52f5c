import ArgumentParser
import EvidenceVault
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore

/// Options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(help: "数据库，默认 ~/.local/share/xueji/registry.sqlite / sqlite:PATH 或 postgres://…?schema=模式")
    var store: String?
    @Option(help: "原件库，默认在数据库旁 / vault, file:PATH 或 s3://桶@主机:端口/前缀") var vault: String?
    @Option(name: .customLong("as"), help: "经办人登录名 / acting person") var actor: String?
    @Option(help: "zh 或 en") var lang: String?
    @Flag(help: "以 JSON 输出 / print JSON") var json = false
    @Flag(help: "不显示进度 / no progress") var quiet = false

    private var environment: [String: String] { ProcessInfo.processInfo.environment }

    var language: Language { Language.chosen(argument: lang, environment: environment) }
    var console: Console { Console(language: language, json: json, quiet: quiet) }

    /// `--as`, `XUEJI_USER`, or who is logged in.
    var person: String { actor ?? environment["XUEJI_USER"] ?? environment["USER"] ?? NSUserName() }

    /// `XUEJI_HOME`, or the place that the XDG base directories give.
    static func home(_ environment: [String: String]) -> URL {
        if let named = environment["XUEJI_HOME"], !named.isEmpty { return URL(filePath: named) }
        let data =
            environment["XDG_DATA_HOME"].map { URL(filePath: $0) } ?? URL.homeDirectory.appending(path: ".local/share")
        return data.appending(path: "xueji")
    }

    var storeURL: String {
        store ?? "sqlite:" + CommonOptions.home(environment).appending(path: "registry.sqlite").path
    }

    var vaultURL: String {
        vault ?? "file:" + besideStore.appending(path: "vault").path
    }

    /// `XUEJI_HOME`, or a folder in it for every schema of a server: what a desk keeps for one store must not reach another.
    var ownHome: URL {
        let home = CommonOptions.home(environment)
        // An address that is wrong is told when the store is opened.
        guard let schema = try? RegistryStore.schema(url: storeURL) else { return home }
        return home.appending(path: "schema-" + schema)
    }

    /// The folder of the store's file; a store on a server has none.
    private var besideStore: URL {
        storeURL.hasPrefix("sqlite:")
            ? URL(filePath: String(storeURL.dropFirst(7))).deletingLastPathComponent() : ownHome
    }

    /// Where a desk keeps what is on its way to the vault; made when it is missing.
    func deskFolder() throws(IntakeError) -> URL {
        let folder = besideStore.appending(path: "desk")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw IntakeError(
                "desk.folder", .cannotWrite.with(folder.path, "I/O"), remedy: .checkPermissions, exit: .inputOutput,
                underlying: "\(error)")
        }
        return folder
    }

    /// Where store and vault are, for a program that is started to help.
    var place: [String] { ["--store", storeURL, "--vault", vaultURL] }

    /// Where pages lie while they are scanned; the desk takes its own there as well.
    func scanFolder() throws(IntakeError) -> URL {
        try deskFolder().appending(path: "scan", directoryHint: .isDirectory)
    }

    /// `patience` is how long a server that goes away later is waited for before a call fails.
    func openStore(patience: Duration = .seconds(20)) async throws(IntakeError) -> RegistryStore {
        ScratchPlace.sweep()
        return try await RegistryStore.open(url: storeURL, patience: patience)
    }

    /// Sealed where the environment names keys for it.
    func openVault() throws(IntakeError) -> any Vault { try VaultAddress.open(vaultURL, environment: environment) }

    /// Store and vault, with the organization of whoever is at the desk.
    func openIntake() async throws(IntakeError) -> PageIntake {
        let store = try await openStore()
        let actor = try await store.person(person)
        return PageIntake(store: store, vault: try openVault(), person: actor.id, organization: actor.organization)
    }
}
