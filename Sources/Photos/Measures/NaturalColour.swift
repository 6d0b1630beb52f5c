internal import IntakeModel

/// 自然肤色 (ISO/IEC 29794-5 "Natural colour"): how far the hue of the skin is from what skin of any tone has.
enum NaturalColour {
    /// CIELAB hue of skin of all tones in daylight, degrees; lightness and chroma differ, the hue hardly
    /// (Xiao et al., "Characterising the variations in ethnic skin colours", 2017).
    private static let hues = 36.0...74.0
    /// Below this chroma the hue says nothing: the photo is grey, or tinted until the skin is.
    private static let leastChroma = 7.0

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        measures[.colourfulness] = colourfulness(scene.overview.image)
        guard let skin = scene.skin else { return }
        guard skin.chroma >= leastChroma else {
            measures[.naturalColour] = (leastChroma - skin.chroma) * 8
            return
        }
        measures[.naturalColour] = max(0, hues.lowerBound - skin.hue, skin.hue - hues.upperBound)
    }

    /// Mean distance of the channels from grey, on every 16th pixel.
    private static func colourfulness(_ image: PageImage) -> Double {
        var sum = 0
        var count = 0
        for at in stride(from: 0, to: image.pixels.count - 2, by: 48) {
            let (r, g, b) = (Int(image.pixels[at]), Int(image.pixels[at + 1]), Int(image.pixels[at + 2]))
            sum += max(r, g, b) - min(r, g, b)
            count += 1
        }
        return Double(sum) / Double(max(1, count))
    }
}
