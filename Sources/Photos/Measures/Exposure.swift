internal import IntakeModel

/// 曝光: whether the face has lost its highlights, and how much of the range of greys the photo uses.
enum Exposure {
    /// A channel at or above this is at its end.
    private static let end: UInt8 = 252

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        var whole = Histogram()
        let frame = scene.overview.inside(scene.frame)
        scene.luma.eachPixel(in: frame) { whole.add($0) }
        let dark = whole.level(0.02)
        let bright = brightPoint(scene.overview.image, frame)
        measures[.darkPoint] = dark
        measures[.brightPoint] = bright
        measures[.dynamicRange] = bright - dark
        guard let face = scene.face else { return }
        let inner = scene.overview.inside(face.inner)
        var light = Histogram()
        scene.luma.eachPixel(in: inner) { light.add($0) }
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

    /// Of the brightest channel: a red background is not dark.
    private static func brightPoint(_ image: PageImage, _ frame: Region) -> Double {
        var highest = Histogram()
        let area = PixelArea(frame, width: image.width, height: image.height)
        image.pixels.withUnsafeBufferPointer { pixels in
            for y in area.rows {
                for x in area.columns {
                    let at = 3 * (y * image.width + x)
                    highest.add(max(pixels[at], pixels[at + 1], pixels[at + 2]))
                }
            }
        }
        return highest.level(0.98)
    }
}
