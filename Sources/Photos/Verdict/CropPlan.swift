internal import Foundation
public import IntakeModel

/// 裁切: the part of a photo that becomes the finished one, by the face.
public struct CropPlan: Sendable, Equatable {
    /// Pixels of the upright photo.
    public let frame: Region
    /// The frame had to be moved or made smaller to stay inside the photo.
    public let isForced: Bool

    /// - Parameter bounds: the upright photo.
    init(_ face: FaceGeometry, crown: Double, bounds: Region, profile: PhotoProfile) {
        let head = max(1, face.chin.y - crown)
        var height = head / profile.crop.headSize.value
        if let width = profile.crop.faceWidth?.value {
            height = Double(profile.height.value) * face.faceWidth / width
            // Long or tall hair must stay inside all the same.
            height = max(height, head / 0.86)
        }
        let largest = min(bounds.height, bounds.width / profile.aspect)
        let shrunk = height > largest
        height = min(height, largest)
        let width = height * profile.aspect
        let middle = (face.eyes.x + face.chin.x) / 2
        let wanted = Region(
            x: middle - width / 2, y: crown - profile.crop.headTop.value * height, width: width, height: height)
        let x = max(0, min(bounds.width - width, wanted.x))
        let y = max(0, min(bounds.height - height, wanted.y))
        frame = Region(x: x, y: y, width: width, height: height)
        isForced = shrunk || abs(x - wanted.x) > 0.01 * width || abs(y - wanted.y) > 0.02 * height
    }

    /// The whole photo, or the largest middle of it with the profile's sides.
    init(middleOf bounds: Region, profile: PhotoProfile) {
        let height = min(bounds.height, bounds.width / profile.aspect)
        let width = height * profile.aspect
        frame = Region(
            x: (bounds.width - width) / 2, y: (bounds.height - height) / 2, width: width, height: height)
        isForced = true
    }

    /// Photo pixels per finished pixel; below 1 the photo would have to be scaled up.
    public func scale(_ profile: PhotoProfile) -> Double { frame.width / Double(profile.width.value) }
}
