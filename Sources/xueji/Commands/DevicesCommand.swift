import ArgumentParser
import IntakeModel
import Scanning

/// `xueji devices`: the scanners SANE can reach.
struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "列出可用的扫描仪 / list scanners")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let devices = try await ScanWorkers(OwnProcess.command).devices()
            if console.json {
                try console.sayJSON(devices)
            } else if devices.isEmpty {
                console.say(.scanNoDevices)
            } else {
                for device in devices {
                    console.say("\(device.name)\t\(device.vendor) \(device.model) (\(device.kind))")
                }
            }
            return .ok
        }
    }
}
