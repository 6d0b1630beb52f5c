internal import IntakeModel

/// 曝光: whether the face has lost its highlights, and how much of the range of greys the photo uses.
enum Exposure {
    /// A channel at or above this is at its end.
    private static let end: UInt8 = 252

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        let frame = scene.overview.inside(scene.frame)
        let dark = Histogram(scene.luma, in: frame).level(0.02)
        // Of the brightest channel: a red background is not dark.
        let bright = Histogram(brightestOf: scene.overview.image, in: frame).level(0.98)
        measures[.darkPoint] = dark
        measures[.brightPoint] = bright
        measures[.dynamicRange] = bright - dark
        guard let face = scene.face else { return }
        let inner = scene.overview.inside(face.inner)
        let light = Histogram(scene.luma, in: inner)
        measures[.luminanceMean] = light.mean
        measures[.luminanceVariance] = light.variance
        let image = scene.overview.image
        var ended = 0
        var total = 0
        let area = PixelArea(inner, width: image.width, height: image.height)
        image.pixels.withUnsafeBufferPointer { pixels in
            for y in area.rows {
                for x in area.columns {
                    let at = 3 * (y * image.width + x)
                    total += 1
                    if pixels[at] >= end || pixels[at + 1] >= end || pixels[at + 2] >= end { ended += 1 }
                }
            }
        }
        measures[.overExposure] = Double(ended) / Double(max(1, total))
    }
}
