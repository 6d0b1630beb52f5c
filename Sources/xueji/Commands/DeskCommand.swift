import ArgumentParser
import ChildProcesses
import EvidenceVault
import Foundation
import Hummingbird
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
    @Flag(help: "在 TLS 代理之后 / behind a proxy that speaks TLS") var behindTls = false
    @Option(help: "本机识别工人数 / local workers") var workers = 1
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let (host, port) = try address()
            let pictures = PictureProcess(OwnProcess.command(["picture-worker"]))
            let desk = try await Desk(
                store: try await common.openStore(), vault: try common.openVault(), resources: ResourceLocation.find(),
                isBehindTLS: behindTls, language: console.language
            ) { original, request in try await pictures.picture(original, request) }
            var logger = Logger(label: "xueji.desk")
            logger.logLevel = .error
            let application = Application(
                router: desk.router(), configuration: .init(address: .hostname(host, port: port), serverName: nil),
                onServerRunning: { channel in
                    let base = "http://\(host):\(channel.localAddress?.port ?? port)"
                    console.say(.deskListening.with(base))
                    if let path = desk.setupPath { console.say(.deskSetUpLink.with(base + path)) }
                    fflush(nil)
                }, logger: logger)
            let children = LocalWorkers(max(0, workers), command: workerCommand)
            do {
                try await application.runService()
            } catch {
                await children.stop()
                await pictures.stop()
                throw IntakeError(
                    "desk.address", .deskAddress.with(listen), remedy: .deskAddressRemedy, exit: .unavailable,
                    underlying: "\(error)")
            }
            await children.stop()
            await pictures.stop()
            return .ok
        }
    }

    private var workerCommand: LineChild.Command {
        OwnProcess.command([
            "worker", "--attached", "--quiet", "--store", common.storeURL, "--vault", common.vaultURL, "--lang",
            common.language.rawValue,
        ])
    }

    /// Anything but loopback asks for TLS in front: sessions and children's papers do not go over a network in clear.
    private func address() throws -> (host: String, port: Int) {
        let parts = listen.split(separator: ":", omittingEmptySubsequences: false)
        let host = parts.dropLast().joined(separator: ":").trimmingCharacters(in: ["[", "]"])
        guard parts.count >= 2, let port = Int(parts[parts.count - 1]), (0...65_535).contains(port), !host.isEmpty,
            behindTls || ["127.0.0.1", "localhost", "::1"].contains(host)
        else {
            throw IntakeError("desk.address", .deskAddress.with(listen), remedy: .deskAddressRemedy, exit: .usage)
        }
        return (host, port)
    }
}
