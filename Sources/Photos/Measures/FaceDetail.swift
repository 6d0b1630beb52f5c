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

    /// - Parameter finestEyeDistance: of the finished photo, pixels.
    init(_ raster: PhotoRaster, _ face: FaceGeometry, finestEyeDistance: Double) {
        var points = 8
        while points > 1, face.eyeDistance * Double(points) / 8 > 1.5 * finestEyeDistance { points /= 2 }
        let part = raster.part(face.inner, points: points)
        luma = part.image.luminance
        scale = part.scale
        isStoredGrid = points == 8
    }

    /// Without a face: the middle of the photo, where one would be.
    init(middleOf raster: PhotoRaster) {
        var points = 8
        while points > 1, max(raster.width, raster.height) * points / 8 > 900 { points /= 2 }
        let (width, height) = (Double(raster.width), Double(raster.height))
        let part = raster.part(
            Region(x: width * 0.25, y: height * 0.2, width: width * 0.5, height: height * 0.5), points: points)
        luma = part.image.luminance
        scale = part.scale
        isStoredGrid = points == 8
    }
}
