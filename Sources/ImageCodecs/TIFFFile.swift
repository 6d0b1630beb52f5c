internal import CLeptonica
internal import Foundation
internal import IntakeModel

/// TIFF, one page or many, through Leptonica and libtiff.
enum TIFFFile {
    static func decode(_ data: Data, limits: ImageLimits) throws -> [PageImage] {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        return try data.withUnsafeBytes { raw in
            let bytes = raw.bindMemory(to: UInt8.self)
            var pages: [PageImage] = []
            var offset = 0
            repeat {
                guard pages.count < limits.pages else { throw ImageFault(.unsupported("> \(limits.pages) pages")) }
                var width: Int32 = 0
                var height: Int32 = 0
                var bits: Int32 = 0
                var samples: Int32 = 0
                var resolution: Int32 = 0
                var mapped: Int32 = 0
                var format: Int32 = 0
                guard
                    readHeaderMemTiff(
                        bytes.baseAddress, bytes.count, Int32(pages.count), &width, &height, &bits, &samples,
                        &resolution, &mapped, &format) == 0
                else { throw ImageFault(.truncated) }
                try limits.check(width: Int(width), height: Int(height))
                var picture = pixReadMemFromMultipageTiff(bytes.baseAddress, bytes.count, &offset)
                guard picture != nil else { throw ImageFault(.truncated) }
                defer { pixDestroy(&picture) }
                pages.append(try page(from: picture))
            } while offset != 0
            return pages
        }
    }

    private static func page(from picture: UnsafeMutablePointer<Pix>?) throws -> PageImage {
        var flat = pixConvertTo32(picture)
        guard flat != nil else { throw ImageFault(.damaged("TIFF depth")) }
        defer { pixDestroy(&flat) }
        let width = Int(pixGetWidth(flat))
        let height = Int(pixGetHeight(flat))
        let words = Int(pixGetWpl(flat))
        guard let source = pixGetData(flat) else { throw ImageFault(.damaged("TIFF data")) }
        let resolution = pixGetXRes(picture)
        var image = PageImage(
            width: width, height: height, channels: 3, dpi: resolution > 1 ? Double(resolution) : nil,
            filledWith: 255)
        image.pixels.withUnsafeMutableBufferPointer { target in
            for y in 0..<height {
                for x in 0..<width {
                    let word = source[y * words + x]
                    let at = 3 * (y * width + x)
                    target[at] = UInt8(word >> 24 & 255)
                    target[at + 1] = UInt8(word >> 16 & 255)
                    target[at + 2] = UInt8(word >> 8 & 255)
                }
            }
        }
        return image
    }
}
