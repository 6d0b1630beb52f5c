import ChildProcesses
import Foundation
import ImageCodecs
import IntakeModel
import Scanning
import Synchronization
import TestSupport
import Testing

/// Piles of paper through the virtual scanner: whatever goes wrong, no page is lost and none comes twice.
@Suite("批量扫描", .serialized)
struct BatchTests {
    private let folder: TemporaryFolder
    private let scanner: VirtualScanner

    init() throws {
        folder = try TemporaryFolder()
        scanner = try VirtualScanner(in: folder)
    }

    /// Lays pages on the pile, each with a shade of its own: number × 10.
    private func lay(_ count: Int) throws {
        for number in 1...count {
            let page = PageImage(width: 413, height: 585, channels: 1, dpi: 50, filledWith: UInt8(number * 10))
            try scanner.lay(PNMFile.encode(page), number: number)
        }
    }

    private func workers(patience: Double = 20) -> ScanWorkers {
        let environment = ProcessInfo.processInfo.environment.merging(scanner.environment) { $1 }
        return ScanWorkers(patience: patience) {
            LineChild.Command(executable: Workplace.xueji, arguments: $0, environment: environment)
        }
    }

    /// A scan, and the shades of its pages in the order of their delivery with the numbers they had.
    private func scan(
        _ source: ScanRequest.Source = .adf, from first: Int = 1, patience: Double = 20,
        change: (inout ScanRequest) -> Void = { _ in }
    ) async throws -> (outcome: ScanSession.Outcome, shades: [Int], numbers: [Int]) {
        var request = ScanRequest(device: scanner.name, source: source, resolution: 50, mode: .gray)
        request.first = first
        change(&request)
        let pages = Mutex<[(shade: Int, number: Int)]>([])
        let outcome = try await workers(patience: patience).session(request, spool: folder.url).run(
            progress: { _ in },
            deliver: { page in
                let image = try ImageDecoder().pages(at: page.file)[0]
                let shade = Int(image.pixels[image.pixels.count / 2])
                pages.withLock { $0.append((shade, page.number)) }
            })
        return (outcome, pages.withLock { $0.map(\.shade) }, pages.withLock { $0.map(\.number) })
    }

    @Test func itIsFoundAndNamedVirtual() async throws {
        let devices = try await workers().devices()
        #expect(devices.map(\.name) == [scanner.name])
        #expect(devices.first?.model.contains("virtual") == true)
    }

    @Test func aFeederGivesThePileInOrder() async throws {
        try lay(5)
        let scan = try await scan()
        #expect(scan.outcome.fault == nil && scan.outcome.pages == 5)
        #expect(scan.shades == [10, 20, 30, 40, 50] && scan.numbers == [1, 2, 3, 4, 5])
        #expect(scanner.fed.count == 5)
        // The feeder is empty now.
        #expect(try await self.scan().outcome.fault == .outOfPaper)
    }

    @Test func bothSidesComeFrontBeforeBack() async throws {
        try lay(5)
        let scan = try await scan(.adfDuplex)
        // The last sheet has no picture for its back: white.
        #expect(scan.shades == [10, 20, 30, 40, 50, 255] && scan.outcome.fault == nil)
    }

    @Test(arguments: [
        ("jam-at", ScanFault.jammed), ("double-feed-at", .doubleFeed), ("cover-open-at", .coverOpen),
        ("error-at", .inputOutput), ("short-at", .truncatedPage), ("long-at", .truncatedPage), ("die-at", .workerDied),
    ])
    func whatBreaksOffAtThreeGoesOnAtThree(_ what: String, _ fault: ScanFault) async throws {
        try lay(5)
        try scanner.control("\(what) 3")
        let first = try await scan()
        #expect(first.outcome.fault == fault && first.shades == [10, 20])
        let said = try #require(first.outcome.error)
        #expect((said.message.text(.chinese) + said.remedy.text(.chinese)).contains("第 3 页"))
        let second = try await scan(from: 3)
        #expect(second.outcome.fault == nil)
        #expect(second.shades == [30, 40, 50] && second.numbers == [3, 4, 5])
    }

    /// A device that never answers: the child is ended, the lock with it.
    @Test func aDeviceThatHangsAtThreeCostsNoOtherPage() async throws {
        try lay(5)
        try scanner.control("stall-at 3")
        let first = try await scan(patience: 2)
        #expect(first.outcome.fault == .noProgress && first.shades == [10, 20])
        let second = try await scan(from: 3)
        #expect(second.outcome.fault == nil && second.shades == [30, 40, 50])
    }

    /// The back of the second sheet jams when its front is safe already: the sheet goes through again, its front is not
    /// delivered twice.
    @Test func aJamAtABackDoublesNoFront() async throws {
        try lay(6)
        try scanner.control("jam-at 4")
        let first = try await scan(.adfDuplex)
        #expect(first.outcome.fault == .jammed && first.shades == [10, 20, 30])
        let second = try await scan(.adfDuplex, from: 4)
        #expect(second.shades == [40, 50, 60] && second.numbers == [4, 5, 6])
    }

    /// The paper comes later than the scan.
    @Test func aScanWaitsForPaper() async throws {
        var request = ScanRequest(device: scanner.name, source: .adf, resolution: 50, mode: .gray)
        request.wait = .paper
        let session = try workers().session(request, spool: folder.url)
        let running = Task { try await session.run(progress: { _ in }) { _ in } }
        try await Task.sleep(for: .milliseconds(1500))
        #expect(scanner.fed.isEmpty)
        try lay(2)
        let outcome = try await running.value
        #expect(outcome.pages == 2 && outcome.fault == nil)
    }

    @Test func aScanWaitsForTheButton() async throws {
        try lay(1)
        var request = ScanRequest(device: scanner.name, source: .adf, resolution: 50, mode: .gray)
        request.wait = .button
        let session = try workers().session(request, spool: folder.url)
        let running = Task { try await session.run(progress: { _ in }) { _ in } }
        try await Task.sleep(for: .milliseconds(1500))
        #expect(scanner.fed.isEmpty)
        try Data().write(to: scanner.pile.appending(path: "button"))
        #expect(try await running.value.pages == 1)
    }

    /// Another program has the device; it is asked again until it is free.
    @Test func aBusyDeviceIsAskedAgain() async throws {
        try lay(3)
        try scanner.control("delay-ms 60")
        var later = ScanRequest(device: scanner.name, source: .adf, resolution: 50, mode: .gray)
        later.retries = 8
        let first = ScanRequest(device: scanner.name, source: .adf, resolution: 50, mode: .gray, pages: 2)
        let second = try workers().session(later, spool: folder.url)
        let begun = Mutex(false)
        async let one = workers().session(first, spool: folder.url).run(
            progress: { _ in begun.withLock { $0 = true } }, deliver: { _ in })
        while !begun.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
        let outcome = try await second.run(progress: { _ in }) { _ in }
        #expect(try await one.pages == 2)
        #expect(outcome.fault == nil && outcome.pages == 1)
    }

    @Test func aBusyDeviceSaysSo() async throws {
        try lay(1)
        try scanner.control("busy 1")
        let refused = try await scan()
        #expect(refused.outcome.fault == .busy && refused.outcome.error?.exit == .busy)
        #expect(try await scan().shades == [10])
    }

    @Test func twoProgramsDoNotScanAtOnce() async throws {
        try lay(2)
        let other = Mutex<ScanFault?>(nil)
        let request = ScanRequest(device: scanner.name, source: .adf, resolution: 50, mode: .gray)
        let outcome = try await workers().session(request, spool: folder.url).run(progress: { _ in }) { page in
            guard page.number == 1 else { return }
            let second = try await workers().session(request, spool: folder.url).run(
                progress: { _ in }, deliver: { _ in })
            other.withLock { $0 = second.fault }
        }
        #expect(outcome.pages == 2 && outcome.fault == nil)
        #expect(other.withLock { $0 } == .busy)
    }

    @Test func aPageOfUnknownLengthIsWhole() async throws {
        try lay(1)
        try scanner.control("lines-unknown 1")
        let scan = try await scan()
        #expect(scan.outcome.fault == nil && scan.shades == [10])
    }

    /// Stopped in the middle of page 2, which then waits in the feeder.
    @Test func whatIsStoppedGoesOnLater() async throws {
        try lay(3)
        try scanner.control("stall-at 2")
        let request = ScanRequest(device: scanner.name, source: .adf, resolution: 50, mode: .gray)
        let (pages, arrived) = AsyncStream<Int>.makeStream()
        let session = try workers().session(request, spool: folder.url)
        let running = Task {
            try await session.run(progress: { progress in if progress.page == 2 { arrived.yield(2) } }) { _ in }
        }
        for await page in pages where page == 2 { break }
        running.cancel()
        let outcome = try await running.value
        #expect(outcome.fault == .cancelled && outcome.pages == 1)
        #expect(try await scan(from: 2).shades == [20, 30])
    }

    @Test func aPreviewIsCoarseAndLeavesThePaper() async throws {
        try lay(1)
        let size = Mutex((0, 0))
        var request = ScanRequest(device: scanner.name, source: .flatbed, resolution: 600, mode: .color)
        request.isPreview = true
        let outcome = try await workers().session(request, spool: folder.url).run(progress: { _ in }) { page in
            size.withLock { $0 = (page.width, page.height) }
        }
        #expect(outcome.fault == nil && size.withLock { $0 } == (620, 877))
        #expect(scanner.fed.isEmpty)
    }

    @Test func anAreaIsCutByTheDevice() async throws {
        var picture = PageImage(width: 2480, height: 3508, channels: 1, filledWith: 200)
        // A dark square from 20 to 40 mm.
        for y in 236..<472 { for x in 236..<472 { picture.pixels[y * 2480 + x] = 20 } }
        try scanner.lay(PNMFile.encode(picture), number: 1)
        let got = Mutex<PageImage?>(nil)
        var request = ScanRequest(device: scanner.name, source: .flatbed, resolution: 300, mode: .gray)
        request.area = ScanArea(left: 20, top: 20, width: 20, height: 400)
        _ = try await workers().session(request, spool: folder.url).run(progress: { _ in }) { page in
            let image = try ImageDecoder().pages(at: page.file)[0]
            got.withLock { $0 = image }
        }
        let image = try #require(got.withLock { $0 })
        // To the lower edge of the glass, not beyond.
        #expect(image.width == 236 && abs(image.height - 3272) <= 1)
        #expect(image.pixels[100 * 236 + 100] == 20 && image.pixels[1000 * 236 + 100] == 200)
    }
}
