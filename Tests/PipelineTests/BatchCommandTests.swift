import Foundation
import ImageCodecs
import IntakeModel
import RegistryStore
import TestSupport
import Testing

/// `xueji batch` and `xueji scan --continue`, as a clerk types them.
@Suite("批次命令行")
struct BatchCommandTests {
    private struct Sheet: Decodable {
        struct Entry: Decodable {
            let id: Int64
            let page: Int64
            let number: Int
            let aside: String?
        }
        struct Act: Decodable { let action: String }
        let entries: [Entry]
        let acts: [Act]
        let next: Int

        var pages: [Int64] { entries.map(\.page) }
    }

    /// A school with a clerk, a stranger at another one, and a scanner.
    private final class Place {
        let folder: TemporaryFolder
        let scanner: VirtualScanner

        init() throws {
            folder = try TemporaryFolder()
            scanner = try VirtualScanner(in: folder)
            for arguments in [
                "org add --code S --name 学校 --level school", "org add --code R --name 他校 --level school",
                "person add --id clerk --name c --role schoolRegistrar --org S",
                "person add --id stranger --name s --role schoolRegistrar --org R",
            ] { try #require(run(arguments).status == 0) }
        }

        func run(_ arguments: String, as person: String = "clerk") throws -> CommandResult {
            let home = ["XUEJI_HOME": folder.file("home").path, "XUEJI_USER": person]
            return try Workplace.run(
                arguments.split(separator: " ").map(String.init), environment: scanner.environment.merging(home) { $1 })
        }

        func done(_ arguments: String) throws {
            let result = try run(arguments)
            #expect(result.status == 0, "\(arguments): \(result.errors)")
        }

        func sheet(_ batch: Int64) throws -> Sheet {
            try JSONDecoder().decode(Sheet.self, from: Data(try run("batch show \(batch) --json").output.utf8))
        }

        /// Pages that look different, from `first` on.
        func lay(_ count: Int, from first: Int = 1) throws {
            for number in first..<(first + count) {
                let image = PageImage(width: 413, height: 585, channels: 1, dpi: 50, filledWith: UInt8(100 + number))
                try scanner.lay(PNMFile.encode(image), number: number)
            }
        }

        func scan(_ more: String = "") throws -> CommandResult {
            try run("scan --device \(scanner.name) --source adf --resolution 50 --mode gray" + more)
        }
    }

    @Test func aBatchIsPutInOrderAndTakenBack() throws {
        let place = try Place()
        try place.lay(4)
        #expect(try place.scan().status == 0)
        #expect(try place.run("batch list").output.contains("4"))
        let came = try place.sheet(1)
        #expect(came.pages.count == 4 && came.next == 5)
        let ids = came.entries.map(\.id)
        try place.done("batch move 1 --entry \(ids[3]) --to 1")
        #expect(try place.sheet(1).entries.map(\.id) == [ids[3], ids[0], ids[1], ids[2]])
        try place.done("batch turn 1 --entry \(ids[0]) --by 180")
        try place.done("batch aside 1 --entry \(ids[1])")
        #expect(try place.sheet(1).entries.first { $0.id == ids[1] }?.aside == "person")
        #expect(try place.run("batch show 1").output.contains("180"))
        try place.done("batch back 1 --entry \(ids[1])")
        let split = try place.run("batch split 1 --entry \(ids[1]) --json")
        #expect(split.output.contains("\"batch\":2"))
        #expect(try place.sheet(1).entries.map(\.id) == [ids[3], ids[0]])
        #expect(try place.sheet(2).entries.map(\.id) == [ids[1], ids[2]])
        try place.done("batch merge 1 --other 2")
        #expect(try place.sheet(1).entries.map(\.id) == [ids[3], ids[0], ids[1], ids[2]])
        // Everything back, one act after the other, until nothing is left to take back.
        var steps = 0
        while try place.run("batch undo 1").status == 0 { steps += 1 }
        #expect(steps == 6)
        #expect(try place.sheet(1).entries.map(\.id) == ids && place.sheet(1).entries.allSatisfy { $0.aside == nil })
        // What cannot be done says so and does nothing; others' batches are not seen.
        #expect(try place.run("batch move 1 --entry 99 --to 1").status == 75)
        #expect(try place.run("batch turn 1 --entry \(ids[0]) --by 45").status == 64)
        #expect(try [65, 77].contains(place.run("batch show 1", as: "stranger").status))
        #expect(try [65, 77].contains(place.run("batch move 1 --entry \(ids[0]) --to 2", as: "stranger").status))
        #expect(try place.sheet(1).entries.map(\.id) == ids)
    }

    /// Fronts, then the pile turned over and its backs in reverse.
    @Test func frontsAndBacksAreCollated() throws {
        let place = try Place()
        try place.lay(3)
        #expect(try place.scan().status == 0)
        try place.lay(3, from: 4)
        try place.done("scan --continue 1")
        let pages = try place.sheet(1).pages
        #expect(pages.count == 6)
        try place.done("batch collate 1")
        #expect(try place.sheet(1).pages == [pages[0], pages[5], pages[1], pages[4], pages[2], pages[3]])
    }

    /// A jam at page 3: 1 and 2 stay, the command says which, and the batch goes on at 3 with what it was scanned with.
    @Test func aBatchGoesOnWhereItBrokeOff() throws {
        let place = try Place()
        try place.lay(4)
        try place.scanner.control("jam-at 3")
        let jammed = try place.scan()
        #expect(jammed.status == 69 && jammed.errors.contains("3"), "\(jammed.status) \(jammed.errors)")
        #expect(jammed.errors.contains("xueji scan --continue 1"))
        #expect(try place.sheet(1).pages.count == 2 && place.sheet(1).next == 3)
        let on = try place.run("scan --continue 1")
        #expect(on.status == 0, "\(on.errors)")
        let sheet = try place.sheet(1)
        #expect(sheet.entries.map(\.number) == [1, 2, 3, 4] && Set(sheet.pages).count == 4)
        #expect(place.scanner.fed.count == 4)
        // An imported batch, and another school's, are nothing to go on with.
        try place.done("import " + Workplace.samples.appending(path: "demo-card.jpg").path)
        let imported = try place.run("scan --continue 2")
        #expect(imported.status == 64 && imported.errors.contains("batch.not-scanned"))
        #expect(try place.run("scan --continue 1", as: "stranger").status != 0)
        #expect(try place.run("scan --continue 7").status == 65)
        #expect(try place.run("scan").status == 64)
    }

    /// Nothing came: there is no batch to go on with, and the next one has the first number.
    @Test func aScanThatGivesNoPageLeavesNoBatch() throws {
        let place = try Place()
        try place.lay(2)
        try place.scanner.control("jam-at 1")
        let jammed = try place.scan()
        #expect(jammed.status == 69 && !jammed.errors.contains("--continue"), "\(jammed.errors)")
        #expect(try place.run("batch list --json").output.isEmpty)
        #expect(try place.scan().status == 0)
        #expect(try place.sheet(1).pages.count == 2)
    }

    @Test func settingsAreKeptAsAProfile() throws {
        let place = try Place()
        try place.lay(3)
        let scanner = "scan --device \(place.scanner.name)"
        let wrong = try place.run(scanner + " --size A3 --save-profile 证书")
        #expect(wrong.status == 64 && wrong.errors.contains("A4, A5"), "\(wrong.errors)")
        #expect(try place.run(scanner + " --profile 证书").status == 64)
        let named = " --source flatbed --resolution 50 --mode gray --size A5 --brightness -10 --save-profile 证书"
        try place.done(scanner + named)
        try place.done(scanner + " --profile 证书 --out " + place.folder.file("out").path)
        let page = try ImageDecoder().pages(at: place.folder.file("out/page-001.png"))[0]
        #expect(page.width == 291 && page.height == 413)
        // Of two hundredths and a half a shade each, ten.
        #expect(page.pixels[0] == 102 - 26 || page.pixels[0] == 102 - 25)
        for bad in [" --size A9", " --brightness 101", " --save-profile ../x --pages 1 --source flatbed"] {
            #expect(try place.run(scanner + bad).status == 64, "\(bad)")
        }
    }
}
