import ChildProcesses
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources
import Scanning
import Synchronization
import TestSupport
import Testing

/// Profiles, and what they set: how large the paper is and how bright.
@Suite("扫描方案", .serialized)
struct ProfileTests {
    private let folder: TemporaryFolder
    private let scanner: VirtualScanner
    private var own: URL { folder.file("profiles") }

    init() throws {
        folder = try TemporaryFolder()
        scanner = try VirtualScanner(in: folder)
    }

    private func profiles() throws -> ScanProfiles { try ScanProfiles(from: ResourceLocation.find(), own: own) }

    /// Sheets of one shade, millimetres, scanned at 100 dpi.
    private func lay(_ sheets: [(width: Double, height: Double)], shade: UInt8 = 120) throws {
        for (index, sheet) in sheets.enumerated() {
            let page = PageImage(
                width: Int(sheet.width / 25.4 * 100), height: Int(sheet.height / 25.4 * 100), channels: 1, dpi: 100,
                filledWith: shade)
            try scanner.lay(PNMFile.encode(page), number: index + 1)
        }
    }

    private func scan(_ request: ScanRequest) async throws -> (outcome: ScanSession.Outcome, pages: [PageImage]) {
        let environment = ProcessInfo.processInfo.environment.merging(scanner.environment) { $1 }
        let workers = ScanWorkers(patience: 1800) {
            LineChild.Command(executable: Workplace.xueji, arguments: $0, environment: environment)
        }
        let pages = Mutex<[PageImage]>([])
        let outcome = try await workers.session(request, spool: folder.url).run(
            progress: { _ in },
            deliver: { page in
                let image = try ImageDecoder().pages(at: page.file)[0]
                pages.withLock { $0.append(image) }
            })
        return (outcome, pages.withLock { $0 })
    }

    private func request(_ source: ScanRequest.Source, size: String?, brightness: Double? = nil) -> ScanRequest {
        var request = ScanRequest(device: scanner.name, source: source, resolution: 100, mode: .gray)
        request.size = size.flatMap(ScanSize.init)
        request.brightness = brightness
        return request
    }

    /// Whole millimetres of a page of 100 dpi.
    private func size(_ page: PageImage) -> [Int] {
        [page.width, page.height].map { Int((Double($0) * 0.254).rounded()) }
    }

    /// A feeder's window is longer than its sheets: what the driver adds is taken off where a known paper ends.
    @Test func aFeedersPagesHaveTheSizeOfTheirPaper() async throws {
        try lay([(210, 297), (148, 210), (176, 250), (120, 230), (209, 295)])
        let scan = try await scan(request(.adf, size: "auto"))
        #expect(scan.outcome.fault == nil)
        // The fourth is no paper that is known by its length.
        #expect(scan.pages.map(size) == [[210, 297], [148, 210], [176, 250], [210, 297], [210, 297]])
        // Nothing that is not white is gone.
        #expect(scan.pages[3].pixels.filter { $0 == 120 }.count == 472 * 905)
    }

    /// A feeder for strips of metres would fill every sheet up to that.
    @Test func aVeryLongWindowIsNotFilledUp() async throws {
        try lay([(120, 230)])
        try scanner.control("bed-width 305", "bed-height 3000")
        let scan = try await scan(request(.adf, size: "auto"))
        #expect(scan.pages.map(size) == [[305, 432]])
    }

    @Test func paperIsToldByItsName() async throws {
        try lay([(210, 297), (210, 297), (210, 297)])
        for (name, expected) in [("A5", [148, 210]), ("card", [86, 54]), ("143x105", [143, 105])] {
            let scan = try await scan(request(.flatbed, size: name))
            #expect(scan.pages.map(size) == [expected], "\(name)")
        }
    }

    @Test func paperLargerThanTheGlassIsRefusedBeforeTheMotorMoves() async throws {
        try lay([(210, 297)])
        let scan = try await scan(request(.flatbed, size: "A3"))
        #expect(scan.outcome.fault == .badValue && scan.outcome.error?.exit == .usage)
        #expect(scan.outcome.error?.message.text(.chinese).contains("auto, A4, A5") == true)
        #expect(scanner.fed.isEmpty)
    }

    @Test func brightnessIsSetWhereTheDeviceCan() async throws {
        try lay([(210, 297), (210, 297)], shade: 100)
        let scan = try await scan(request(.adf, size: nil, brightness: 20))
        #expect(scan.pages.map { Int($0.pixels[0]) } == [151, 151])
    }

    @Test(arguments: ["", "A9", "10x10", "x", "210x", "2000x100", "210x297x1"])
    func whatIsNoSizeIsNone(text: String) { #expect(ScanSize(rawValue: text) == nil) }

    @Test func everyProfileSaysHowToScan() throws {
        let profiles = try profiles()
        for choice in profiles.all {
            let request = try profiles.request(choice.name, device: "any")
            #expect(request.source != nil && request.resolution != nil && request.mode != nil && request.size != nil)
            #expect(choice.isShipped && !choice.title.isEmpty)
        }
        #expect(try profiles.request("household-register", device: "any").source == .flatbed)
        #expect(try profiles.request("forms", device: "any").source == .adf)
    }

    /// Under the name of a profile that is there, other settings hold for one device alone.
    @Test func aProfileIsOtherwiseForOneDevice() throws {
        var asked = try profiles().request("forms", device: "fujitsu:libusb:001:004")
        asked.brightness = 15
        asked.options = ["swdeskew": "no"]
        try profiles().keep(asked, as: "forms")
        let again = try profiles()
        // Plugged in again it has another number.
        let same = try again.request("forms", device: "fujitsu:libusb:002:011")
        #expect(same.brightness == 15 && same.options == ["swdeskew": "no"] && same.source == .adf)
        let other = try again.request("forms", device: "genesys:libusb:001:004")
        #expect(other.brightness == nil && other.options.isEmpty && other.source == .adf)
        #expect(again.all.first { $0.name == "forms" }?.isShipped == true)
    }

    @Test func aNewProfileHoldsForEveryDeviceButForDriversOptions() throws {
        var asked = ScanRequest(
            device: "test:0", source: .flatbed, resolution: 400, mode: .gray, options: ["test-picture": "Grid"])
        asked.size = ScanSize(rawValue: "A5")
        try profiles().keep(asked, as: "毕业证书")
        let again = try profiles()
        let own = try again.request("毕业证书", device: "test:0")
        #expect(own.options == ["test-picture": "Grid"] && own.size?.rawValue == "A5")
        let other = try again.request("毕业证书", device: "pnm:0")
        #expect(other.options.isEmpty && other.resolution == 400 && other.mode == .gray)
        for name in ["", "../x", "a/b", " a", "a.json", String(repeating: "长", count: 41)] {
            #expect(throws: IntakeError.self) { try profiles().keep(asked, as: name) }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: self.own.path) == ["毕业证书.json"])
    }

    /// One file that cannot be read costs no other profile.
    @Test func aBrokenFileIsNamedWhenItIsAskedFor() throws {
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        for (name, text) in [("坏的", "{\"size\": \"A9\"}"), ("forms", "no JSON")] {
            try Data(text.utf8).write(to: own.appending(path: name + ".json"))
        }
        let profiles = try profiles()
        #expect(try profiles.request("cards", device: "any").source == .flatbed)
        for name in ["坏的", "forms"] {
            let error = #expect(throws: IntakeError.self) { try profiles.request(name, device: "any") }
            #expect(error?.code == "resource.broken" && error?.message.text(.chinese).contains(name + ".json") == true)
            #expect(throws: IntakeError.self) { try profiles.keep(ScanRequest(device: "any"), as: name) }
        }
    }
}
