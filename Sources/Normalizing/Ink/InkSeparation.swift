internal import Foundation
public import IntakeModel

/// 红章与墨字分离: what was written in black or blue, and what was stamped in red, as two maps.
///
/// Works on optical densities OD = ln((paper + 6) / (ink + 6)): densities of inks that lie over each other add up, so
/// the red part can be subtracted instead of painted over. With α = OD_R / OD_G of the red ink alone, the black density
/// is OD_R − α (OD_G − OD_R) / (1 − α).
public struct InkSeparation: Sendable {
    /// Paper white, ink dark; light and tint flattened, red ink lifted.
    public let text: Plane<UInt8>
    /// Density of the red ink, 0…255 for 0…1.5; empty (0 × 0) on pages without red.
    public let red: Plane<UInt8>
    /// Share of the pixels that carry red ink.
    public let redShare: Double

    public var hasRed: Bool { red.width > 0 }

    /// `pixelsPerMillimetre` sizes the window in which paper is told from ink.
    public init(_ image: PageImage, pixelsPerMillimetre: Double) {
        let cell = max(8, Int(pixelsPerMillimetre * 4))
        guard image.channels == 3 else {
            let plane = Plane(width: image.width, height: image.height, values: image.pixels)
            text = InkSeparation.flatten(plane, cell: cell)
            red = Plane(width: 0, height: 0, values: [])
            redShare = 0
            return
        }
        let planes = InkSeparation.channels(image)
        let papers = planes.map { PaperBackground($0, cell: cell) }
        let densities = InkSeparation.densities(planes, papers)
        let chroma = RedChroma(densities, width: image.width, tile: max(16, Int(pixelsPerMillimetre * 8)))
        guard let ratio = chroma.redRatio else {
            let merged = Resampling.luminance(image)
            text = InkSeparation.flatten(merged, cell: cell)
            red = Plane(width: 0, height: 0, values: [])
            redShare = chroma.share
            return
        }
        redShare = chroma.share
        var text = Plane<UInt8>(width: image.width, height: image.height, filledWith: 255)
        var red = Plane<UInt8>(width: image.width, height: image.height, filledWith: 0)
        let tone = InkSeparation.toneOfDensity
        let width = image.width
        text.values.withUnsafeMutableBufferPointer { textOut in
            red.values.withUnsafeMutableBufferPointer { redOut in
                densities[0].withUnsafeBufferPointer { r in
                    densities[1].withUnsafeBufferPointer { g in
                        for start in stride(from: 0, to: textOut.count, by: width) {
                            let row = start / width / ratio.tile * ratio.columns
                            for left in stride(from: 0, to: width, by: ratio.tile) {
                                let alpha = Float(ratio.ratios[row + left / ratio.tile])
                                let factor = alpha / (1 - alpha)
                                for index in (start + left)..<(start + min(width, left + ratio.tile)) {
                                    let difference = max(0, Float(g[index]) - Float(r[index]))
                                    let black = max(0, Float(r[index]) - factor * difference)
                                    textOut[index] = tone[min(1023, Int(black))]
                                    redOut[index] = UInt8(min(255, difference / (1 - alpha) * 255 / 384))
                                }
                            }
                        }
                    }
                }
            }
        }
        self.text = text
        self.red = red
    }

    /// Density units: 256 for OD 1.
    private static let lnTable: [Int16] = (0..<256).map { Int16((log(Double($0) + 6) * 256).rounded()) }
    private static let toneOfDensity: [UInt8] = (0..<1024).map {
        UInt8(max(0, min(255, 261 * exp(-Double($0) / 256) - 6)))
    }

    private static func channels(_ image: PageImage) -> [Plane<UInt8>] {
        (0..<3).map { channel in
            var plane = Plane<UInt8>(width: image.width, height: image.height, filledWith: 0)
            plane.values.withUnsafeMutableBufferPointer { out in
                image.pixels.withUnsafeBufferPointer { pixels in
                    for index in 0..<out.count { out[index] = pixels[3 * index + channel] }
                }
            }
            return plane
        }
    }

    private static func densities(_ planes: [Plane<UInt8>], _ papers: [PaperBackground]) -> [[Int16]] {
        zip(planes, papers).map { plane, paper in
            var out = [Int16](repeating: 0, count: plane.values.count)
            var row = [UInt8](repeating: 0, count: plane.width)
            out.withUnsafeMutableBufferPointer { target in
                plane.values.withUnsafeBufferPointer { source in
                    row.withUnsafeMutableBufferPointer { row in
                        lnTable.withUnsafeBufferPointer { ln in
                            for y in 0..<plane.height {
                                paper.row(y, into: row)
                                let start = y * plane.width
                                for x in 0..<plane.width {
                                    target[start + x] = max(0, ln[Int(row[x])] - ln[Int(source[start + x])])
                                }
                            }
                        }
                    }
                }
            }
            return out
        }
    }

    /// Divides by the paper's tone: flat white paper, ink as dark as it was beside its paper.
    static func flatten(_ plane: Plane<UInt8>, cell: Int) -> Plane<UInt8> {
        let paper = PaperBackground(plane, cell: cell)
        var out = plane
        var row = [UInt8](repeating: 0, count: plane.width)
        out.values.withUnsafeMutableBufferPointer { target in
            row.withUnsafeMutableBufferPointer { row in
                for y in 0..<plane.height {
                    paper.row(y, into: row)
                    let start = y * plane.width
                    for x in 0..<plane.width {
                        target[start + x] = UInt8(min(255, Int(target[start + x]) * 250 / max(1, Int(row[x]))))
                    }
                }
            }
        }
        return out
    }
}
