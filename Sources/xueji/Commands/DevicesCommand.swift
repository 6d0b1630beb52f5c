import ArgumentParser
import Foundation
import IntakeModel
import Scanning

/// `xueji devices`: the scanners SANE can reach.
struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "列出可用的扫描仪 / list scanners")

    @Flag(help: "立即查找，不用上次的结果 / look now") var look = false
    /// Looks and notes what was found, for the next who asks.
    @Flag(help: .hidden) var refresh = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            // Without a place to note it in, every search is a new one.
            let known = (try? common.deskFolder()).map { KnownScanners(file: $0.appending(path: "scanners.json")) }
            if refresh {
                known?.note(try await ScanWorkers(OwnProcess.command).devices())
                return .ok
            }
            if !look, let last = known?.last {
                try show(last.devices, console)
                if last.age > KnownScanners.fresh {
                    console.remark(.devicesFromCache.with(String(Int(last.age / 60))))
                    try OwnProcess.leaveBehind(["devices", "--refresh"] + common.place)
                }
                return .ok
            }
            let devices = try await ScanWorkers(OwnProcess.command).devices()
            known?.note(devices)
            try show(devices, console)
            return .ok
        }
    }

    private func show(_ devices: [ScannerDevice], _ console: Console) throws {
        if console.json { return try console.sayJSON(devices) }
        if devices.isEmpty { console.say(.scanNoDevices) }
        for device in devices {
            console.say("\(device.name)\t\(device.vendor) \(device.model) (\(device.kind))")
        }
    }
}
