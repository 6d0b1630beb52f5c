import ChildProcesses
import Foundation
import ImageCodecs
import IntakeModel
import Scanning
import Synchronization
import TestSupport
import Testing

/// Through the real libsane: its `pnm` device serves our pages, `test` is a feeder.
@Suite("扫描（SANE）", .serialized)
struct RealSaneTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try "pnm\ntest\n".write(to: folder.file("dll.conf"), atomically: true, encoding: .utf8)
    }

    private func workers(patience: Double = 20) -> ScanWorkers {
        let environment = ProcessInfo.processInfo.environment.merging(["SANE_CONFIG_DIR": folder.url.path]) { $1 }
        return ScanWorkers(patience: patience) {
            LineChild.Command(executable: Workplace.xueji, arguments: $0, environment: environment)
        }
    }

    private func session(_ request: ScanRequest, patience: Double = 20) throws -> ScanSession {
        try workers(patience: patience).session(request, spool: folder.url)
    }

    private func page(_ name: String) throws -> (file: String, image: PageImage) {
        var image = PageImage(width: 211, height: 97, channels: 3, filledWith: 0)
        for index in image.pixels.indices { image.pixels[index] = UInt8(index * 31 % 256) }
        try PNMFile.encode(image).write(to: folder.file(name))
        return (folder.file(name).path, image)
    }

    @Test func devicesAreFound() async throws {
        let names = try await workers().devices().map(\.name)
        #expect(names.contains("pnm:0") && names.contains("test:0"))
    }

    @Test func aPageComesByteByByte() async throws {
        let page = try page("a.pnm")
        let request = ScanRequest(device: "pnm:0", options: ["filename": page.file])
        let got = Mutex<PageImage?>(nil)
        let outcome = try await session(request).run(progress: { _ in }) { scanned in
            let image = try ImageDecoder().pages(at: scanned.file).first
            got.withLock { $0 = image }
        }
        #expect(outcome.pages == 1 && outcome.fault == nil)
        #expect(got.withLock { $0?.pixels } == page.image.pixels)
    }

    @Test(arguments: [
        ("status-jammed", ScanFault.jammed, IntakeModel.ExitStatus.unavailable),
        ("status-coveropen", .coverOpen, .unavailable),
        ("status-ioerror", .inputOutput, .inputOutput), ("status-nodocs", .outOfPaper, .unavailable),
    ])
    func faultsHaveTheirOwnWords(option: String, fault: ScanFault, exit: IntakeModel.ExitStatus) async throws {
        let page = try page("a.pnm")
        let request = ScanRequest(device: "pnm:0", options: ["filename": page.file, option: "yes"])
        let outcome = try await session(request).run(progress: { _ in }) { _ in }
        #expect(outcome.pages == 0 && outcome.fault == fault)
        #expect(outcome.error?.exit == exit)
        #expect(outcome.error?.remedy.text(.chinese).isEmpty == false)
    }

    /// The feeder of `test` is empty after ten pages.
    @Test func aFeederGivesAllItsPages() async throws {
        let numbers = Mutex<[Int]>([])
        let outcome = try await session(ScanRequest(device: "test:0", source: .adf, resolution: 40)).run(
            progress: { _ in }, deliver: { page in numbers.withLock { $0.append(page.number) } })
        #expect(outcome.fault == nil)
        #expect(numbers.withLock { $0 } == Array(1...10))
    }

    @Test func optionsAreRefusedBeforeTheMotorMoves() async throws {
        let wrong = try await session(ScanRequest(device: "test:0", resolution: 99_999)).run(progress: { _ in }) { _ in
        }
        #expect(wrong.fault == .badValue && wrong.error?.exit == .usage)
        #expect(wrong.error?.message.text(.chinese).contains("1200") == true)
        let unknown = try await session(ScanRequest(device: "test:0", options: ["no-such": "1"])).run(progress: { _ in }
        ) { _ in }
        #expect(unknown.fault == .unsupportedOption)
        let absent = try await session(ScanRequest(device: "nothere:0")).run(progress: { _ in }) { _ in }
        #expect(absent.fault == .deviceGone)
    }

    /// `pnm` has neither a button nor a sensor of paper.
    @Test func aDeviceWithoutASensorIsNotWaitedFor() async throws {
        var request = ScanRequest(device: "pnm:0", options: ["filename": try page("a.pnm").file])
        request.wait = .paper
        let outcome = try await session(request).run(progress: { _ in }) { _ in }
        #expect(outcome.fault == .unsupportedOption && outcome.error?.exit == .usage)
    }

    /// A device that stops in the middle of a page: the child is killed, what came before stays.
    @Test func aHangingDeviceCostsOnePageOnly() async throws {
        let request = ScanRequest(
            device: "test:0", source: .adf, resolution: 40,
            options: [
                "read-delay": "yes", "read-delay-duration": "200000", "read-limit": "yes", "read-limit-size": "64",
            ])
        let start = ContinuousClock.now
        let first = try await session(ScanRequest(device: "test:0", source: .adf, resolution: 40, pages: 2)).run(
            progress: { _ in }) { _ in }
        #expect(first.pages == 2)
        let outcome = try await session(request, patience: 0.15).run(progress: { _ in }) { _ in }
        #expect(outcome.pages == 0 && outcome.fault == .noProgress)
        #expect(outcome.error?.message.text(.chinese).contains("1") == true)
        #expect(ContinuousClock.now - start < .seconds(600))
    }

    /// The child dies by SIGKILL after two pages: two pages are safe, the third is named.
    @Test func aKilledChildLosesNoDeliveredPage() async throws {
        let outcome = try await session(
            ScanRequest(
                device: "test:0", source: .adf, resolution: 40,
                options: ["read-delay": "yes", "read-delay-duration": "30000"])
        ).run(progress: { _ in }) { page in
            guard page.number == 2 else { return }
            let finder = Process()
            finder.executableURL = URL(filePath: "/bin/sh")
            finder.arguments = [
                "-c",
                "for p in /proc/[0-9]*; do if tr '\\0' ' ' <$p/cmdline 2>/dev/null | grep -q -- '--spool \(page.file.deletingLastPathComponent().path)'; then kill -9 ${p#/proc/}; fi; done",
            ]
            try finder.run()
            finder.waitUntilExit()
        }
        #expect(outcome.pages == 2)
        #expect(outcome.fault == .workerDied)
        #expect(outcome.error?.message.text(.chinese).contains("3") == true)
    }

    /// When a page cannot be made safe the scan stops and says why.
    @Test func aFailedDeliveryStopsTheScan() async throws {
        let session = try session(ScanRequest(device: "test:0", source: .adf, resolution: 40))
        await #expect(throws: IntakeError.self) {
            _ = try await session.run(progress: { _ in }) { page in
                if page.number == 2 {
                    throw IntakeError(
                        "file.disk-full", .diskFull.with("x"), remedy: .diskFullRemedy, exit: .inputOutput)
                }
            }
        }
    }
}
