import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import Recognizing
import TestSupport
import Testing

@Suite("页面外观")
struct PageLooksTests {
    private func reader() throws -> FileReader {
        try FileReader(resources: ResourceLocation.find(), engine: .auto, language: .chinese)
    }

    @Test func aSeparatorSheetIsReadAsOne() throws {
        let folder = try TemporaryFolder()
        let separator = Separator(organization: "S", caseNumber: 7)
        let file = folder.file("s.png")
        try PNGFile.encode(SeparatorPrinter(separator, lines: ["分隔页"]).picture(dpi: 300)).write(to: file)
        let reading = try reader().read(ReadingRequest(path: file.path, name: "s.png"))
        #expect(reading.pages.map(\.separator) == [separator] && reading.pages[0].documents.isEmpty)
    }

    /// Between the pages of one PDF they are seen as between the sheets of a feeder.
    @Test func separatorsInsideAFileAreSeen() throws {
        let folder = try TemporaryFolder()
        let separators = [Separator(organization: "S", caseNumber: 7), Separator()]
        for (index, separator) in separators.enumerated() {
            try SeparatorPrinter(separator, lines: ["分隔页"]).pdf().write(to: folder.file("s\(index).pdf"))
        }
        let template = try #require(
            FormLibrary(from: ResourceLocation.find()).templates.first { $0.documentType == .residentCard })
        try FormPrinter(template).pdf([.name: "陈梓涵", .citizenID: "51072720140516322X"]).write(to: folder.file("c.pdf"))
        let order = ["c", "s0", "c", "s1", "c"].map { folder.file($0 + ".pdf").path }
        let unite = Process()
        unite.executableURL = URL(filePath: "/usr/bin/pdfunite")
        unite.arguments = order + [folder.file("all.pdf").path]
        try unite.run()
        unite.waitUntilExit()
        try #require(unite.terminationStatus == 0)
        let reading = try reader().read(ReadingRequest(path: folder.file("all.pdf").path, name: "all.pdf"))
        #expect(reading.pages.map(\.separator) == [nil, separators[0], nil, separators[1], nil])
        #expect(
            reading.pages.map { $0.documents.map(\.documentType) } == [
                [.residentCard], [], [.residentCard], [], [.residentCard],
            ])
    }

    @Test func separatorsArePrintedForACaseOrForNone() throws {
        let folder = try TemporaryFolder()
        let environment = ["XUEJI_HOME": folder.url.path, "XUEJI_USER": "clerk"]
        for arguments in [
            ["org", "add", "--code", "S", "--name", "学校", "--level", "school"],
            ["person", "add", "--id", "clerk", "--name", "c", "--role", "schoolRegistrar", "--org", "S"],
        ] { #expect(try Workplace.run(arguments, environment: environment).status == 0) }
        let out = folder.file("s.pdf")
        let printed = try Workplace.run(["forms", "print", "separator", "--out", out.path], environment: environment)
        #expect(printed.status == 0, "\(printed.errors)")
        let pages = try ImageDecoder().pages(of: Data(contentsOf: out), name: "s.pdf")
        let png = folder.file("s.png")
        try PNGFile.encode(try #require(pages.first)).write(to: png)
        #expect(pages.count == 1)
        #expect(try reader().read(ReadingRequest(path: png.path, name: "s")).pages.map(\.separator) == [Separator()])
        let absent = try Workplace.run(
            ["forms", "print", "separator", "--case", "9", "--out", out.path], environment: environment)
        #expect(absent.status == 65)
    }

    /// A sheet scanned again is near; other fillings of the same form may be as near, which is why what they say decides.
    @Test func aSheetScannedAgainIsNear() throws {
        let sheet = try ImageDecoder().pages(at: Workplace.samples.appending(path: "transferContactForm-7-001.jpg"))[0]
        let print = PageFingerprint(sheet, rotation: 0)
        // Two pixels lower and to the right, a little darker.
        var again = PageImage(width: sheet.width, height: sheet.height, channels: sheet.channels, filledWith: 250)
        for y in 2..<sheet.height {
            for x in 2..<sheet.width {
                for channel in 0..<sheet.channels {
                    let value = sheet.pixels[((y - 2) * sheet.width + x - 2) * sheet.channels + channel]
                    again.pixels[(y * sheet.width + x) * sheet.channels + channel] = UInt8(Int(value) * 97 / 100)
                }
            }
        }
        #expect(PageFingerprint(again, rotation: 0).distance(to: print) <= 20)
        #expect(PageFingerprint(again.turnedOver, rotation: 180).distance(to: print) <= 20)
        let card = try ImageDecoder().pages(at: Workplace.samples.appending(path: "residentCard-7-000.jpg"))[0]
        #expect(PageFingerprint(card, rotation: 0).distance(to: print) > 20)
        #expect(PageFingerprint(text: print.text) == print)
    }
}
