import ChildProcesses
import Foundation
import ImageCodecs
import IntakeModel
import Scanning
import Synchronization
import TestSupport
import Testing

/// Scanners that another computer shares, through a real `saned` on loopback.
@Suite(
    "网络扫描仪", .serialized,
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/saned"), "saned is missing: run scripts/setup")
)
struct NetworkScannerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func session(
        _ request: ScanRequest, through server: LoopbackSaned, patience: Double = 1800,
        as user: (name: String, password: String)? = nil
    ) throws -> ScanSession {
        var environment = ProcessInfo.processInfo.environment.merging(server.environment) { $1 }
        environment["XUEJI_SCANNER_USER"] = user?.name
        environment["XUEJI_SCANNER_PASSWORD"] = user?.password
        return try ScanWorkers(patience: patience) { [environment] in
            LineChild.Command(executable: Workplace.xueji, arguments: $0, environment: environment)
        }.session(request, spool: folder.url)
    }

    /// A server that shares SANE's own `test`.
    private func testServer(users: String? = nil) throws -> LoopbackSaned {
        let shared = folder.file("shared")
        try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
        try Data("test\n".utf8).write(to: shared.appending(path: "dll.conf"))
        return try LoopbackSaned(["SANE_CONFIG_DIR": shared.path], users: users)
    }

    /// A feeder with sheets of shades 10, 20, … behind a server.
    private func feeder(_ sheets: Int) throws -> (scanner: VirtualScanner, server: LoopbackSaned) {
        let scanner = try VirtualScanner(in: folder)
        for number in 1...sheets {
            let page = PageImage(width: 413, height: 585, channels: 1, dpi: 50, filledWith: UInt8(number * 10))
            try scanner.lay(PNMFile.encode(page), number: number)
        }
        return (scanner, try LoopbackSaned(scanner.environment))
    }

    private func request(_ scanner: VirtualScanner, _ server: LoopbackSaned, from first: Int = 1) -> ScanRequest {
        var request = ScanRequest(
            device: "net:\(server.address):\(scanner.name)", source: .adf, resolution: 50, mode: .gray)
        request.first = first
        return request
    }

    private func scan(
        _ session: ScanSession, progress: @Sendable (ScanProgress) -> Void = { _ in }
    ) async throws -> (outcome: ScanSession.Outcome, shades: [Int]) {
        let shades = Mutex<[Int]>([])
        let outcome = try await session.run(progress: progress) { page in
            let image = try ImageDecoder().pages(at: page.file)[0]
            shades.withLock { $0.append(Int(image.pixels[image.pixels.count / 2])) }
        }
        return (outcome, shades.withLock { $0 })
    }

    /// Every page is that of the same device without a network between, byte by byte.
    @Test func aFeederGivesAllItsPagesWhole() async throws {
        let server = try testServer()
        defer { server.end() }
        let pages = Mutex<[PageImage]>([])
        let device = "net:\(server.address):test:0"
        let outcome = try await session(
            ScanRequest(device: device, source: .adf, resolution: 60, mode: .color), through: server
        ).run(progress: { _ in }) { page in
            let image = try ImageDecoder().pages(at: page.file)[0]
            pages.withLock { $0.append(image) }
        }
        #expect(outcome.fault == nil && outcome.pages == 10)
        let near = Mutex<PageImage?>(nil)
        let environment = ProcessInfo.processInfo.environment.merging(
            ["SANE_CONFIG_DIR": folder.file("shared").path]) { $1 }
        _ = try await ScanWorkers {
            LineChild.Command(executable: Workplace.xueji, arguments: $0, environment: environment)
        }.session(
            ScanRequest(device: "test:0", source: .adf, resolution: 60, mode: .color, pages: 1), spool: folder.url
        ).run(progress: { _ in }) { page in
            let image = try ImageDecoder().pages(at: page.file)[0]
            near.withLock { $0 = image }
        }
        let wanted = try #require(near.withLock { $0 })
        #expect(pages.withLock { $0.allSatisfy { $0.width == wanted.width && $0.pixels == wanted.pixels } })
    }

    /// The server dies in the middle of page 3: two pages are safe, the third is none, and the message says which.
    @Test func aServerThatDiesCostsThePageUnderWay() async throws {
        let (scanner, server) = try feeder(5)
        defer { server.end() }
        try scanner.control("stall-at 3")
        let dying = Mutex(false)
        let session = try session(request(scanner, server), through: server)
        async let scanned = scan(session) { progress in
            if progress.page == 3 { dying.withLock { $0 = true } }
        }
        try await wait { dying.withLock { $0 } }
        server.end()
        let first = try await scanned
        #expect(first.outcome.fault == .connectionLost && first.shades == [10, 20])
        let error = try #require(first.outcome.error)
        #expect(error.message.text(.chinese).contains("网络扫描仪") && error.message.text(.chinese).contains("第 3 页"))
        #expect(error.remedy.text(.chinese).contains("saned") && error.remedy.text(.chinese).contains("第 3 页"))
        // Started again, it goes on where it broke off.
        try server.start()
        let second = try await scan(self.session(request(scanner, server, from: 3), through: server))
        #expect(second.outcome.fault == nil, "\(second)")
        #expect(second.shades == [30, 40, 50])
    }

    /// The server hangs in the middle of page 3: nothing comes any more, nothing ends.
    @Test func aServerThatHangsIsGivenUp() async throws {
        let (scanner, server) = try feeder(5)
        defer { server.end() }
        try scanner.control("stall-at 3")
        let hanging = Mutex(false)
        let session = try session(request(scanner, server), through: server, patience: 20)
        async let scanned = scan(session) { progress in
            if progress.page == 3 { hanging.withLock { $0 = true } }
        }
        try await wait { hanging.withLock { $0 } }
        server.freeze()
        let outcome = try await scanned
        #expect(outcome.outcome.fault == .noProgress && outcome.shades == [10, 20])
        #expect(outcome.outcome.error?.message.text(.chinese).contains("3") == true)
    }

    @Test func aWrongPasswordHasItsOwnWords() async throws {
        let server = try testServer(users: "joe:secret:test")
        defer { server.end() }
        let request = ScanRequest(device: "net:\(server.address):test:0", resolution: 40, pages: 1)
        for user in [("joe", "wrong"), ("jane", "secret"), nil] {
            let refused = try await session(request, through: server, as: user).run(progress: { _ in }) { _ in }
            #expect(refused.fault == .accessDenied && refused.error?.exit == .notAllowed && refused.pages == 0)
            #expect(refused.error?.remedy.text(.chinese).contains("XUEJI_SCANNER_PASSWORD") == true)
        }
        let admitted = try await session(request, through: server, as: ("joe", "secret")).run(progress: { _ in }) { _ in
        }
        #expect(admitted.fault == nil && admitted.pages == 1)
    }

    /// Half an hour is a backstop only.
    private func wait(_ isSo: () -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(1800)
        while !isSo(), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(20)) }
    }
}
