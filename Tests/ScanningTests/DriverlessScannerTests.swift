import ChildProcesses
import Foundation
import ImageCodecs
import IntakeModel
import Scanning
import Synchronization
import TestSupport
import Testing

/// Scanners that need no driver (eSCL), through the real sane-airscan, against a feeder on loopback.
@Suite("免驱扫描仪", .serialized)
struct DriverlessScannerTests {
    private let folder: TemporaryFolder
    private var pile: URL { folder.file("pile") }

    init() throws {
        folder = try TemporaryFolder()
        for made in [pile, folder.file("sane")] {
            try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        }
        try Data("airscan\n".utf8).write(to: folder.file("sane/dll.conf"))
        for number in 1...4 {
            let page = PageImage(width: 850, height: 1169, channels: 1, dpi: 100, filledWith: UInt8(number * 40))
            try JPEGFile.encode(page, quality: 90).write(to: pile.appending(path: "\(number).jpg"))
        }
    }

    /// Scans the pile while a feeder runs that is jammed after so many pages; answers the pages' shades.
    private func scan(
        from first: Int = 1, jamAfter: Int? = nil
    ) async throws -> (outcome: ScanSession.Outcome, shades: [Int]) {
        let port = folder.file("port-\(UUID().uuidString)")
        let feeder = Process()
        feeder.executableURL = Workplace.root.appending(path: "scripts/lib/test-escl")
        feeder.arguments = [pile.path, port.path] + (jamAfter.map { [String($0)] } ?? [])
        feeder.standardInput = FileHandle.nullDevice
        feeder.standardOutput = FileHandle.nullDevice
        feeder.standardError = FileHandle.nullDevice
        try feeder.run()
        defer {
            kill(feeder.processIdentifier, SIGKILL)
            feeder.waitUntilExit()
        }
        let end = ContinuousClock.now + .seconds(1800)
        while !FileManager.default.fileExists(atPath: port.path), feeder.isRunning, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        let number = try String(contentsOf: port, encoding: .utf8)
        try Data(
            "[devices]\n\"loop\" = http://127.0.0.1:\(number)/eSCL, eSCL\n[options]\ndiscovery = disable\n".utf8
        ).write(to: folder.file("sane/airscan.conf"))
        let environment = ProcessInfo.processInfo.environment.merging(
            ["SANE_CONFIG_DIR": folder.file("sane").path]) { $1 }
        let workers = ScanWorkers(patience: 1800) {
            LineChild.Command(executable: Workplace.xueji, arguments: $0, environment: environment)
        }
        var request = ScanRequest(device: "airscan:e0:loop", source: .adf, resolution: 100, mode: .gray)
        request.first = first
        let shades = Mutex<[Int]>([])
        func attempt() async throws -> ScanSession.Outcome {
            try await workers.session(request, spool: folder.url).run(progress: { _ in }) { page in
                let image = try ImageDecoder().pages(at: page.file)[0]
                let middle = (image.height / 2 * image.width + image.width / 2) * image.channels
                let shade = Int(image.pixels[middle])
                shades.withLock { $0.append(shade) }
            }
        }
        var outcome = try await attempt()
        // sane-airscan gives a device a few seconds to say what it can: on a busy machine it may be asked again.
        while let fault = outcome.fault, fault != .jammed, shades.withLock({ $0.isEmpty }), ContinuousClock.now < end {
            outcome = try await attempt()
        }
        return (outcome, shades.withLock { $0 })
    }

    @Test func aFeederGivesAllItsPages() async throws {
        let scan = try await scan()
        #expect(scan.outcome.fault == nil)
        #expect(scan.shades == [40, 80, 120, 160])
    }

    @Test func aJamCostsNoPage() async throws {
        let first = try await scan(jamAfter: 2)
        #expect(first.outcome.fault == .jammed && first.shades == [40, 80])
        #expect(first.outcome.error?.message.text(.chinese).contains("第 3 页") == true)
        let second = try await scan(from: 3)
        #expect(second.outcome.fault == nil)
        #expect(second.shades == [120, 160])
    }
}
