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
        let channels = (0..<3).map { ChannelDensity(image, channel: $0, cell: cell) }
        let samples = channels.map { $0.samples(step: RedChroma.step) }
        let chroma = RedChroma(
            red: samples[0], green: samples[1], blue: samples[2], size: (image.width, image.height),
            tile: max(16, Int(pixelsPerMillimetre * 8)))
        redShare = chroma.share
        guard let ratio = chroma.redRatio else {
            let merged = Resampling.luminance(image)
            text = InkSeparation.flatten(merged, cell: cell)
            red = Plane(width: 0, height: 0, values: [])
            return
        }
        (text, red) = InkSeparation.separated(channels[0], channels[1], ratio, image.width, image.height)
    }

    /// The two maps, from the densities of the red and the green channel.
    private static func separated(
        _ redChannel: ChannelDensity, _ greenChannel: ChannelDensity, _ ratio: RedRatio, _ width: Int, _ height: Int
    ) -> (text: Plane<UInt8>, red: Plane<UInt8>) {
        var text = Plane<UInt8>(width: width, height: height, filledWith: 255)
        var red = Plane<UInt8>(width: width, height: height, filledWith: 0)
        var own = [Int16](repeating: 0, count: width)
        var other = own
        text.values.withUnsafeMutableBufferPointer { textOut in
            red.values.withUnsafeMutableBufferPointer { redOut in
                for y in 0..<height {
                    redChannel.row(y, into: &own)
                    greenChannel.row(y, into: &other)
                    let start = y * width
                    for left in stride(from: 0, to: width, by: ratio.tile) {
                        let alpha = Float(ratio.ratios[y / ratio.tile * ratio.columns + left / ratio.tile])
                        // In 1/4096: whole numbers go several at once.
                        let factor = Int32(alpha / (1 - alpha) * 4096)
                        let redness = Int32(4096 * 255 / 384 / (1 - alpha))
                        for x in left..<min(width, left + ratio.tile) {
                            let density = Int32(own[x])
                            let difference = max(0, Int32(other[x]) &- density)
                            let black = max(0, density &- (factor &* difference) &>> 12)
                            textOut[start &+ x] = toneOfDensity[Int(min(1023, black))]
                            redOut[start &+ x] = UInt8(truncatingIfNeeded: min(255, (difference &* redness) &>> 12))
                        }
                    }
                }
            }
        }
        return (text, red)
    }

    private static let toneOfDensity: [UInt8] = (0..<1024).map {
        UInt8(max(0, min(255, 261 * exp(-Double($0) / 256) - 6)))
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
