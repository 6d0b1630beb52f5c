internal import Foundation
internal import ImageCodecs
internal import IntakeModel

/// The face at the resolution at which its clarity is judged.
///
/// That is the stored one, unless the eyes are more than half as far apart again as in the finished photo: then the photo is
/// halved until they are not, because what is finer than half a pixel of the finished photo cannot be seen in it.
struct FaceDetail {
    let luma: Plane<UInt8>
    /// Upright photo pixels per pixel of `luma`.
    let scale: Double
    /// Grid of the file's 8 × 8 blocks, when the pixels are those of the file.
    let isStoredGrid: Bool

    /// - Parameters:
    ///   - scene: where the whole photo is held at its stored resolution already, its face is cut out of that.
    ///   - finestEyeDistance: of the finished photo, pixels.
    init(_ raster: PhotoRaster, _ face: FaceGeometry, _ scene: PhotoScene, finestEyeDistance: Double) {
        var points = 8
        while points > 1, face.eyeDistance * Double(points) / 8 > 1.5 * finestEyeDistance { points /= 2 }
        isStoredGrid = points == 8
        scale = 8 / Double(points)
        luma =
            isStoredGrid && scene.overview.scale == 1
            ? scene.luma.cut(face.inner) : raster.luminance(face.inner, points: points)
    }

    /// Without a face: the middle of the photo, where one would be.
    init(middleOf raster: PhotoRaster) {
        var points = 8
        while points > 1, max(raster.width, raster.height) * points / 8 > 900 { points /= 2 }
        let (width, height) = (Double(raster.width), Double(raster.height))
        luma = raster.luminance(
            Region(x: width * 0.25, y: height * 0.2, width: width * 0.5, height: height * 0.5), points: points)
        scale = 8 / Double(points)
        isStoredGrid = points == 8
    }
}

extension Plane<UInt8> {
    /// A region of it, from whole blocks on as they are decoded.
    fileprivate func cut(_ region: Region) -> Plane<UInt8> {
        let left = max(0, min(width - 1, Int(region.x))) / 16 * 16
        let top = max(0, min(height - 1, Int(region.y))) / 16 * 16
        let right = max(left + 1, min(width, Int(region.maxX.rounded(.up))))
        let bottom = max(top + 1, min(height, Int(region.maxY.rounded(.up))))
        var values: [UInt8] = []
        values.reserveCapacity((right - left) * (bottom - top))
        for y in top..<bottom { values += self.values[(y * width + left)..<(y * width + right)] }
        return Plane(width: right - left, height: bottom - top, values: values)
    }
}
