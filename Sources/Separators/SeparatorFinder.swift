internal import CZBar
public import IntakeModel

/// 识别分隔页: a page is one when at least two of its four QR codes say the same, whichever way up it lies.
public enum SeparatorFinder {
    /// The codes are 40 mm wide and have at most 41 modules: at four pixels a millimetre a module has almost four.
    private static let longestSide = 1200
    private static let needed = 2

    public static func separator(on image: PageImage) -> Separator? {
        var counts: [Separator: Int] = [:]
        for text in codes(reduced(image)) {
            if let separator = Separator(text: text) { counts[separator, default: 0] += 1 }
        }
        // Two different sheets on one picture are none that could be trusted.
        guard counts.count == 1, let found = counts.first, found.value >= needed else { return nil }
        return found.key
    }

    /// Grey, by the mean of squares of pixels.
    private static func reduced(_ image: PageImage) -> Plane<UInt8> {
        let factor = max(1, (max(image.width, image.height) + longestSide / 2) / longestSide)
        let (width, height) = (image.width / factor, image.height / factor)
        var plane = Plane<UInt8>(width: max(1, width), height: max(1, height), filledWith: 255)
        guard width > 0, height > 0 else { return plane }
        // Green stands for all three: printed black is dark in each.
        let (channels, first) = (image.channels, image.channels == 3 ? 1 : 0)
        let share = UInt32(factor * factor)
        image.pixels.withUnsafeBufferPointer { pixels in
            plane.values.withUnsafeMutableBufferPointer { out in
                guard let source = pixels.baseAddress, let target = out.baseAddress else { return }
                for y in 0..<height {
                    var at = source + y * factor * image.width * channels + first
                    for x in 0..<width {
                        var sum: UInt32 = 0
                        for line in 0..<factor {
                            let row = at + line &* image.width &* channels
                            for step in 0..<factor { sum &+= UInt32(row[step &* channels]) }
                        }
                        target[y &* width &+ x] = UInt8(truncatingIfNeeded: sum / share)
                        at += factor &* channels
                    }
                }
            }
        }
        return plane
    }

    private static func codes(_ plane: Plane<UInt8>) -> [String] {
        guard let scanner = zbar_image_scanner_create() else { return [] }
        defer { zbar_image_scanner_destroy(scanner) }
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        // Every second line: the squares by which a code is found are more than twenty pixels wide.
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, 2)
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, 2)
        guard let picture = zbar_image_create() else { return [] }
        defer { zbar_image_destroy(picture) }
        // "Y800": eight bits of grey, little-endian.
        zbar_image_set_format(picture, 0x3030_3859)
        zbar_image_set_size(picture, UInt32(plane.width), UInt32(plane.height))
        return plane.values.withUnsafeBytes { bytes in
            zbar_image_set_data(picture, bytes.baseAddress, UInt(bytes.count), nil)
            guard zbar_scan_image(scanner, picture) > 0 else { return [] }
            var texts: [String] = []
            var symbol = zbar_image_first_symbol(picture)
            while let found = symbol {
                if let data = zbar_symbol_get_data(found) { texts.append(String(cString: data)) }
                symbol = zbar_symbol_next(found)
            }
            return texts
        }
    }
}
