import Foundation
import IntakeModel
import TestSupport
import Testing

@testable import ImageCodecs

/// PDF files as scanners and offices make them.
@Suite("PDF 与手机照片") struct PDFTests {
    /// 210 × 297 mm at 100 dpi, with a mark at its upper left.
    private func scan() -> PageImage {
        var image = PageImage(width: 827, height: 1169, channels: 3, filledWith: 250)
        for y in 40..<90 {
            for x in 60..<160 {
                for channel in 0..<3 { image.pixels[(y * 827 + x) * 3 + channel] = channel == 0 ? 200 : 20 }
            }
        }
        return image
    }

    /// A file of one page that is one JPEG picture filling A4.
    private func pdf(_ jpeg: Data, width: Int, height: Int, turn: Int = 0) -> Data {
        var file = Data("%PDF-1.4\n".utf8)
        func object(_ number: Int, _ text: String, stream: Data? = nil) {
            file += Data("\(number) 0 obj\n\(text)\n".utf8)
            if let stream { file += Data("stream\n".utf8) + stream + Data("\nendstream\n".utf8) }
            file += Data("endobj\n".utf8)
        }
        let drawing = Data("595 0 0 842 0 0 cm /P Do".utf8)
        object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        object(
            3,
            "<< /Type /Page /Parent 2 0 R /Rotate \(turn) /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>"
        )
        object(4, "<< /Length \(drawing.count) >>", stream: drawing)
        object(
            5,
            "<< /Type /XObject /Subtype /Image /Width \(width) /Height \(height) /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length \(jpeg.count) >>",
            stream: jpeg)
        return file + Data("trailer << /Root 1 0 R >>\n%%EOF\n".utf8)
    }

    @Test func aScannedPageKeepsItsOwnResolution() throws {
        let image = scan()
        let jpeg = try JPEGFile.encode(image, quality: 95)
        let pages = try ImageDecoder().pages(of: pdf(jpeg, width: 827, height: 1169), name: "scan.pdf")
        let page = try #require(pages.first)
        #expect(pages.count == 1)
        // 827 × 1169 pixels on 595 × 842 points are 100 dpi, give or take a pixel.
        #expect(abs(page.width - 827) <= 2 && abs(page.height - 1169) <= 2)
        #expect(abs((page.dpi ?? 0) - 100) < 1)
        func red(_ x: Int, _ y: Int) -> Bool {
            let at = (y * page.width + x) * page.channels
            return page.pixels[at] > 150 && page.pixels[at + 1] < 90
        }
        #expect(red(110, 65) && !red(300, 65) && !red(110, 300))
    }

    /// What was scanned comes out pixel by pixel, neither drawn anew at 300 dpi nor smoothed.
    @Test(arguments: [(827, 1169), (1000, 1413), (1654, 2338), (2480, 3508)])
    func itsPixelsAreThoseOfTheScan(_ width: Int, _ height: Int) throws {
        var image = PageImage(width: width, height: height, channels: 3, filledWith: 240)
        // Bars two pixels wide: another resolution would make them grey.
        for index in image.pixels.indices where (index / 3 % width + index / 3 / width) % 4 < 2 {
            image.pixels[index] = 10
        }
        let jpeg = try JPEGFile.encode(image, quality: 100)
        for turn in [0, 90] {
            let file = pdf(jpeg, width: width, height: height, turn: turn)
            let page = try #require(try ImageDecoder().pages(of: file, name: "scan.pdf").first)
            #expect(page.width == (turn == 0 ? width : height) && page.height == (turn == 0 ? height : width))
            #expect(abs((page.dpi ?? 0) - Double(width) * 72 / 595) < 0.01)
            // A single line that poppler left out on the way moves the rest by one pixel and blurs nothing.
            let clear = page.pixels.count { $0 < 60 || $0 > 190 }
            #expect(Double(clear) > 0.99 * Double(page.pixels.count), "\(clear) of \(page.pixels.count)")
        }
    }

    @Test func aCutFileNamesItself() throws {
        let whole = pdf(try JPEGFile.encode(scan(), quality: 90), width: 827, height: 1169)
        let error = #expect(throws: IntakeError.self) {
            try ImageDecoder().pages(of: whole.prefix(60), name: "断.pdf")
        }
        #expect(error?.code == "image.damaged" && error?.message.text(.chinese).contains("断.pdf") == true)
    }

    @Test func aLockedFileSaysSo() throws {
        var locked = Data("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n".utf8)
        locked += Data(
            "trailer << /Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> >>\n%%EOF".utf8)
        let error = #expect(throws: IntakeError.self) { try ImageDecoder().pages(of: locked, name: "x.pdf") }
        #expect(error?.code == "image.locked")
    }

    @Test func filesWithTooManyPagesAreRefused() throws {
        let file = pdf(try JPEGFile.encode(scan(), quality: 90), width: 827, height: 1169)
        let decoder = ImageDecoder(limits: ImageLimits(pages: 0))
        let error = #expect(throws: IntakeError.self) { try decoder.pages(of: file, name: "x.pdf") }
        #expect(error?.code == "image.too-many-pages")
    }

    @Test func telephonePhotographs() throws {
        let folder = try TemporaryFolder()
        let source = folder.file("a.png")
        try PNGFile.encode(scan()).write(to: source)
        let target = folder.file("a.heic")
        _ = try ProgramRun.output("heif-enc", [source.path, "-o", target.path], seconds: 60, most: 1 << 20)
        let page = try #require(ImageDecoder().pages(at: target).first)
        #expect(page.width == 827 && page.height == 1169)
        let data = try Data(contentsOf: target)
        let error = #expect(throws: IntakeError.self) {
            try ImageDecoder().pages(of: data.prefix(data.count / 2), name: "半.heic")
        }
        #expect(error?.code == "image.damaged")
    }
}
