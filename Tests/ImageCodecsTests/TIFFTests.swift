import CLeptonica
import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

/// TIFF files as copiers and fax machines make them: several pages, each compressed in its own way.
@Suite("TIFF") struct TIFFTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Adds a page to a file; a dark bar begins at a column that tells the pages apart.
    private func add(_ compression: Int, depth: Int32, bar: Int32, to file: URL) throws {
        var picture: UnsafeMutablePointer<Pix>? = pixCreate(160, 96, depth)
        defer { pixDestroy(&picture) }
        pixSetResolution(picture, 200, 200)
        // In one bit, set means black.
        let (light, dark): (UInt32, UInt32) = depth == 1 ? (0, 1) : depth == 8 ? (240, 16) : (0xF0F0_F000, 0x1010_1000)
        for y in 0..<Int32(96) {
            for x in 0..<Int32(160) { pixSetPixel(picture, x, y, (bar..<bar + 32).contains(x) ? dark : light) }
        }
        let mode = FileManager.default.fileExists(atPath: file.path) ? "a" : "w"
        #expect(pixWriteTiff(file.path, picture, Int32(compression), mode) == 0)
    }

    private func tone(_ page: PageImage, _ x: Int) -> UInt8 { page.pixels[(48 * page.width + x) * page.channels] }

    @Test func pagesOfEveryCompressionComeInOrder() throws {
        let file = folder.file("多页.tif")
        let pages: [(compression: Int, depth: Int32)] = [
            (IFF_TIFF_LZW, 8), (IFF_TIFF_G4, 1), (IFF_TIFF_JPEG, 32), (IFF_TIFF_LZW, 32), (IFF_TIFF_JPEG, 8),
            (IFF_TIFF_G3, 1), (IFF_TIFF_ZIP, 8),
        ].map { (Int($0.0), $0.1) }
        for (index, page) in pages.enumerated() {
            try add(page.compression, depth: page.depth, bar: Int32(index * 16), to: file)
        }
        let decoded = try ImageDecoder().pages(at: file)
        #expect(decoded.count == pages.count)
        for (index, page) in decoded.enumerated() {
            #expect(page.width == 160 && page.height == 96 && page.dpi == 200)
            let bar = index * 16
            #expect(tone(page, bar + 16) < 30 && tone(page, bar + 40) > 225, "page \(index + 1)")
            #expect(bar == 0 || tone(page, bar - 8) > 225, "page \(index + 1)")
        }
    }

    @Test func cutFilesAndTooManyPagesNameThemselves() throws {
        let file = folder.file("a.tif")
        for bar in [0, 16, 32] { try add(Int(IFF_TIFF_G4), depth: 1, bar: Int32(bar), to: file) }
        let data = try Data(contentsOf: file)
        let cut = #expect(throws: IntakeError.self) {
            try ImageDecoder().pages(of: data.prefix(data.count / 2), name: "断.tif")
        }
        #expect(cut?.message.text(.chinese).contains("断.tif") == true && cut?.exit == .badInput)
        let many = #expect(throws: IntakeError.self) {
            try ImageDecoder(limits: ImageLimits(pages: 2)).pages(of: data, name: "多.tif")
        }
        #expect(many?.code == "image.too-many-pages")
    }
}
