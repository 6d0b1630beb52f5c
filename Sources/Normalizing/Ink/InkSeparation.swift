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

    private init(text: Plane<UInt8>, red: Plane<UInt8>, redShare: Double) {
        self.text = text
        self.red = red
        self.redShare = redShare
    }

    /// The same inks on a picture that stands on its head.
    public var turnedOver: InkSeparation {
        InkSeparation(text: text.turnedOver, red: red.turnedOver, redShare: redShare)
    }

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
        let densities = (0..<3).map { channel in
            InkSeparation.density(
                image, channel: channel, cell: cell, step: channel == 2 ? RedChroma.step : 1)
        }
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
                                // In 1/4096: whole numbers go several at once.
                                let factor = Int32(alpha / (1 - alpha) * 4096)
                                let redness = Int32(4096 * 255 / 384 / (1 - alpha))
                                for index in (start + left)..<(start + min(width, left + ratio.tile)) {
                                    let own = Int32(r[index])
                                    let difference = max(0, Int32(g[index]) &- own)
                                    let black = max(0, own &- (factor &* difference) &>> 12)
                                    textOut[index] = tone[Int(min(1023, black))]
                                    redOut[index] = UInt8(truncatingIfNeeded: min(255, (difference &* redness) &>> 12))
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

    /// One channel's density against the paper around, 256 for OD 1; of every `step`th pixel of the picture only, in
    /// their own places.
    private static func density(_ image: PageImage, channel: Int, cell: Int, step: Int) -> [Int16] {
        let paper = PaperBackground(image, channel: channel, cell: cell)
        let (width, channels) = (image.width, image.channels)
        var out = [Int16](repeating: 0, count: width * image.height)
        var row = [UInt8](repeating: 0, count: width)
        out.withUnsafeMutableBufferPointer { target in
            image.pixels.withUnsafeBufferPointer { source in
                row.withUnsafeMutableBufferPointer { row in
                    lnTable.withUnsafeBufferPointer { ln in
                        guard let to = target.baseAddress, let from = source.baseAddress else { return }
                        for y in 0..<image.height {
                            paper.row(y, into: row)
                            let (line, pixels) = (to + y * width, from + y * width * channels + channel)
                            // Pixels are counted through the rows.
                            var x = (step - y * width % step) % step
                            while x < width {
                                line[x] = max(0, ln[Int(row[x])] &- ln[Int(pixels[x &* channels])])
                                x &+= step
                            }
                        }
                    }
                }
            }
        }
        return out
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
