internal import Foundation
internal import IntakeModel
internal import Normalizing

/// 印章底片: the surroundings of one seal as readers like it, dark ink on white, the page's own text weakened.
///
/// Tone follows OD_G − k · OD_R. k = 0.45 for rings (the black text below them fades), 0 for stamps: measured on drawn
/// seals, better than the unmixed red map, because JPEG blurs chroma.
struct SealPicture {
    let image: PageImage
    /// Upper left corner on the straightened picture.
    let left: Double
    let top: Double

    /// How the page's own print is told from the seal that lies over it.
    enum Print {
        /// It stays.
        case kept
        /// By its colour: it is dark in red light as well. `orPale`: or as dark there as print is on a pale page, which only
        /// a box that is large enough for some print can tell.
        case ofAnotherInk(orPale: Bool)
        /// By its tone, where it is clearly darker than the ring of the seal: a photocopy knows no colours.
        case darker(than: SealEllipse)
    }

    init?(_ page: PageImage, box: Region, redPart: Double, print: Print = .kept) {
        guard let area = box.intersection(page.bounds), area.width >= 8, area.height >= 8 else { return nil }
        let (x0, y0) = (Int(area.x), Int(area.y))
        let width = min(page.width - x0, Int(area.width))
        let height = min(page.height - y0, Int(area.height))
        let channels = page.channels
        left = Double(x0)
        top = Double(y0)
        var histograms = [[Int]](repeating: [Int](repeating: 0, count: 256), count: channels)
        page.pixels.withUnsafeBufferPointer { pixels in
            for y in stride(from: 0, to: height, by: 2) {
                var at = ((y0 + y) * page.width + x0) * channels
                for _ in stride(from: 0, to: width, by: 2) {
                    for c in 0..<channels { histograms[c][Int(pixels[at + c])] += 1 }
                    at += 2 * channels
                }
            }
        }
        // A seal with the text below it covers less than half of its box: the 75th percentile is paper.
        let tables = histograms.map { histogram -> [Int] in
            let paper = histogram.highest(oneOf: 4)
            return (0..<256).map { max(0, Int(256 * log((Double(paper) + 6) / (Double($0) + 6)))) }
        }
        let part = channels == 3 ? Int(redPart * 256) : 0
        var density = [Int16](repeating: 0, count: width * height)
        var any = [Int](repeating: 0, count: 1024)
        var red = any
        page.pixels.withUnsafeBufferPointer { pixels in
            let main = channels == 3 ? 1 : 0
            for y in 0..<height {
                var at = ((y0 + y) * page.width + x0) * channels
                for x in 0..<width {
                    let value = max(
                        0, tables[main][Int(pixels[at + main])] - (part * tables[0][Int(pixels[at])]) >> 8)
                    density[y * width + x] = Int16(value)
                    if value > 12 {
                        any[min(1023, value)] += 1
                        if channels == 3 {
                            let green = tables[1][Int(pixels[at + 1])]
                            let chroma = green - tables[0][Int(pixels[at])]
                            if chroma > 14, 3 * chroma > green { red[min(1023, value)] += 1 }
                        }
                    }
                    at += channels
                }
            }
        }
        var tone: Int?
        switch print {
        case .ofAnotherInk(let orPale) where channels == 3:
            let least =
                orPale ? SealPicture.leastPrint(among: histograms[0], density: tables[0]) : SealPicture.darkPrint
            PrintMending.mend(&density, width: width, height: height) { x, y in
                let at = ((y0 + y) * page.width + x0 + x) * 3
                let (own, green) = (tables[0][Int(page.pixels[at])], tables[1][Int(page.pixels[at + 1])])
                return own > least && 2 * own > green
            }
        case .darker(let ring):
            let found = SealTone(of: ring, in: density, width: width, height: height, left: x0, top: y0)
            if let found, let noSeal = found.noSeal {
                tone = found.seal
                let known = density
                PrintMending.mend(&density, width: width, height: height) { x, y in
                    Int(known[y * width + x]) > noSeal
                }
            }
        default: break
        }
        // The seal's own ink sets the scale, not the black text that it covers.
        let spread = red.reduce(0, +) > width * height / 100 ? red : any
        var full = max(20, spread.highest(oneOf: 8))
        if let tone { full = max(20, min(full, tone)) }
        let tones = (0..<1024).map { UInt8(255 - min(235, $0 * 235 / full)) }
        var values = [UInt8](repeating: 255, count: width * height)
        for index in values.indices { values[index] = tones[min(1023, Int(density[index]))] }
        image = PageImage(width: width, height: height, channels: 1, pixels: values)
    }

    /// Density in red light, 256 for OD 1, above which ink can be print: half of OD 1, on pale pages half of what the
    /// darkest fiftieth of the box has.
    private static func leastPrint(among values: [Int], density: [Int]) -> Int {
        var left = values.reduce(0, +) / 50
        let darkest = values.indices.first { value in
            left -= values[value]
            return left < 0
        }
        return min(darkPrint, max(palestPrint, density[darkest ?? 0] / 2))
    }

    /// Print on most pages.
    private static let darkPrint = 128

    /// What noise and the seal's own red leave.
    private static let palestPrint = 48

    /// Ink, 0…255, at a point of the straightened picture; 0 outside.
    @inline(__always)
    func ink(_ x: Double, _ y: Double) -> Double {
        let (px, py) = (x - left, y - top)
        guard px >= 0, py >= 0, px < Double(image.width - 1), py < Double(image.height - 1) else { return 0 }
        let (ix, iy) = (Int(px), Int(py))
        let (fx, fy) = (px - Double(ix), py - Double(iy))
        return image.pixels.withUnsafeBufferPointer { all in
            let at = iy * image.width + ix
            let upper = Double(all[at]) * (1 - fx) + Double(all[at + 1]) * fx
            let lower = Double(all[at + image.width]) * (1 - fx) + Double(all[at + image.width + 1]) * fx
            return 255 - (upper * (1 - fy) + lower * fy)
        }
    }
}
