internal import CLeptonica
internal import Foundation
internal import IntakeModel

/// TIFF, one page or many, through Leptonica and libtiff.
enum TIFFFile {
    /// How far a file of several pages has been read.
    struct Place {
        var page = 0
        var offset = 0
        var isAtEnd = false
    }

    /// The next page; `nil` after the last.
    static func next(in data: Data, _ place: inout Place, limits: ImageLimits) throws -> PageImage? {
        guard !place.isAtEnd else { return nil }
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        return try data.withUnsafeBytes { raw in
            let bytes = raw.bindMemory(to: UInt8.self)
            guard place.page < limits.pages else { throw ImageFault(.tooManyPages(limits.pages)) }
            var width: Int32 = 0
            var height: Int32 = 0
            var bits: Int32 = 0
            var samples: Int32 = 0
            var resolution: Int32 = 0
            var mapped: Int32 = 0
            var format: Int32 = 0
            guard
                readHeaderMemTiff(
                    bytes.baseAddress, bytes.count, Int32(place.page), &width, &height, &bits, &samples, &resolution,
                    &mapped, &format) == 0
            else { throw ImageFault(.truncated) }
            // Leptonica holds four bytes a pixel beside the picture that comes out.
            try limits.check(width: Int(width), height: Int(height), most: limits.wholePixels / 2)
            var picture = pixReadMemFromMultipageTiff(bytes.baseAddress, bytes.count, &place.offset)
            guard picture != nil else { throw ImageFault(.truncated) }
            defer { pixDestroy(&picture) }
            place.page += 1
            place.isAtEnd = place.offset == 0
            return try page(from: picture)
        }
    }

    private static func page(from picture: UnsafeMutablePointer<Pix>?) throws -> PageImage {
        var flat = pixGetDepth(picture) == 32 ? pixClone(picture) : pixConvertTo32(picture)
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
