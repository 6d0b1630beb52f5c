import ArgumentParser
import ChildProcesses
import EvidenceVault
import Foundation
import Hummingbird
import HummingbirdTLS
import IntakeModel
import IntakePipeline
import IntakeResources
import Logging
import RegistryStore
import ReviewDesk

/// `xueji desk`: the web station, with workers of its own.
struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk", abstract: "工作台：收件、复核、案卷 / web station: intake, review, cases")

    @Option(help: "监听地址 / address") var listen = "127.0.0.1:8080"
    @Option(help: "证书链，PEM / certificate chain") var tlsCertificate: String?
    @Option(help: "私钥，PEM / private key") var tlsKey: String?
    @Flag(help: "在 TLS 代理之后 / behind a proxy that speaks TLS") var behindTls = false
    @Option(help: "本机识别进程数，不给出则随处理器核数 / local workers; as many as there are cores if not given")
    var workers: Int?
    @Option(help: "照片目录：其下按单位代码、批次分文件夹 / folder of photos, by organization code and run") var photos: String?
    @OptionGroup var log: LogOptions
    @OptionGroup var common: CommonOptions

    /// How long a request waits for a server that is away before the page says so; a person is looking at it.
    private static let patience = Duration.seconds(5)

    func run() async throws {
        let console = common.console
        try await console.run {
            let (host, port) = try address()
            let photoRuns = photos.map(photoRuns)
            let server = try DeskServer.builder(certificate: tlsCertificate, key: tlsKey)
            let workers = LocalWorkers(max(0, workers ?? WorkerCommand.asManyAsFit), command: workerCommand)
            let pictures = PicturePool(
                OwnProcess.command(["picture-worker"]), processes: min(4, ProcessInfo.processInfo.activeProcessorCount))
            let desk = try await Desk(
                store: try await common.openStore(patience: DeskCommand.patience), vault: try common.openVault(),
                resources: ResourceLocation.find(),
                workshop: DeskWorkshop(
                    folder: try common.deskFolder(),
                    sealer: NoteSealer(keys: try SealKeys(environment: ProcessInfo.processInfo.environment)),
                    program: OwnProcess.command),
                isBehindTLS: behindTls || hasTLS, language: console.language,
                system: try system(workers), photos: photoRuns?.station, logger: log.logger("xueji.desk")
            ) { original, request in try await pictures.picture(original, request) }
            await desk.takeUp()
            // What the server itself says of connections that broke is of no use below that.
            let logger = log.logger("xueji.server", atLeast: .error)
            let application = Application(
                router: desk.router(), server: server,
                configuration: .init(address: .hostname(host, port: port), serverName: nil),
                onServerRunning: { channel in
                    let base = (hasTLS ? "https" : "http") + "://\(host):\(channel.localAddress?.port ?? port)"
                    console.say(.deskListening.with(base))
                    if let path = desk.setupPath { console.say(.deskSetUpLink.with(base + path)) }
                    fflush(nil)
                }, logger: logger)
            do {
                try await application.runService()
            } catch {
                await desk.stop()
                await workers.stop()
                await photoRuns?.stop()
                await pictures.stop()
                throw IntakeError(
                    "desk.address", .deskAddress.with(listen), remedy: .deskAddressRemedy, exit: .unavailable,
                    underlying: "\(error)")
            }
            await desk.stop()
            await workers.stop()
            await photoRuns?.stop()
            await pictures.stop()
            return .ok
        }
    }

    private var hasTLS: Bool { tlsCertificate != nil }

    private func system(_ workers: LocalWorkers) throws -> DeskSystem {
        let doctor = DoctorRun()
        var folders: [(name: String, path: String)] = []
        if common.vaultURL.hasPrefix("file:") {
            folders.append((name: "vault", path: String(common.vaultURL.dropFirst("file:".count))))
        }
        if common.storeURL.hasPrefix("sqlite:") {
            let file = URL(filePath: String(common.storeURL.dropFirst("sqlite:".count)))
            folders.append((name: "disk", path: file.deletingLastPathComponent().path))
        }
        return DeskSystem(
            storeName: try RegistryStore.engine(url: common.storeURL), folders: folders,
            workers: { (workers.running, workers.wanted) }, checks: { await doctor.checks() },
            isBehindProxy: behindTls, metricsToken: ProcessInfo.processInfo.environment["XUEJI_METRICS_TOKEN"])
    }

    private func photoRuns(_ folder: String) -> DeskPhotoRuns {
        DeskPhotoRuns(
            root: URL(filePath: folder).standardizedFileURL,
            results: common.ownHome.appending(path: "photo-runs"),
            options: ["--store", common.storeURL, "--vault", common.vaultURL, "--lang", common.language.rawValue])
    }

    private var workerCommand: LineChild.Command {
        OwnProcess.command([
            "worker", "--attached", "--quiet", "--store", common.storeURL, "--vault", common.vaultURL, "--lang",
            common.language.rawValue,
        ])
    }

    /// Anything but loopback asks for TLS, the desk's own or one in front: sessions and children's papers do not go over a network in clear.
    private func address() throws -> (host: String, port: Int) {
        let parts = listen.split(separator: ":", omittingEmptySubsequences: false)
        let host = parts.dropLast().joined(separator: ":").trimmingCharacters(in: ["[", "]"])
        guard parts.count >= 2, let port = Int(parts[parts.count - 1]), (0...65_535).contains(port), !host.isEmpty,
            behindTls || hasTLS || ["127.0.0.1", "localhost", "::1"].contains(host)
        else {
            throw IntakeError("desk.address", .deskAddress.with(listen), remedy: .deskAddressRemedy, exit: .usage)
        }
        return (host, port)
    }
}
