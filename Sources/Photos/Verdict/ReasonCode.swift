public import IntakeModel

/// 原因代码: why a photo cannot be used as it is. The codes are fixed; scripts rely on them.
public enum ReasonCode: String, Sendable, Codable, CaseIterable {
    // 容器
    case unreadable
    case emptyFile = "empty_file"
    case truncated, corrupt
    case trailingData = "trailing_data"
    case wrongFormat = "wrong_format"
    case wrongSize = "wrong_size"
    case wrongAspect = "wrong_aspect"
    case tooManyPixels = "too_many_pixels"
    case fileTooLarge = "file_too_large"
    case cmyk, greyscale
    case exifOrientation = "exif_orientation"
    // 清晰度
    case blur
    case motionBlur = "motion_blur"
    case upscaled
    case heavyCompression = "heavy_compression"
    case noise
    // 光线
    case overexposed, underexposed
    case lowContrast = "low_contrast"
    case unevenLight = "uneven_light"
    case colourCast = "colour_cast"
    // 构图
    case background, border, overlay
    case noFace = "no_face"
    case multipleFaces = "multiple_faces"
    case rotated, tilted
    case offCentre = "off_centre"
    case headTooLarge = "head_too_large"
    case headTooSmall = "head_too_small"
    case headTopMargin = "head_top_margin"
    case headCropped = "head_cropped"
    case distorted
    // 面部
    case headPose = "head_pose"
    case eyesClosed = "eyes_closed"
    case eyesNotVisible = "eyes_not_visible"
    case faceOccluded = "face_occluded"
    case headCovering = "head_covering"
    // 批次
    case duplicatePhoto = "duplicate_photo"
    case wrongName = "wrong_name"
    case notOnRoster = "not_on_roster"
    case missingPhoto = "missing_photo"
    /// Not judged, since the models are not installed or an answer was doubtful.
    case notChecked = "not_checked"

    /// What is wrong, `%1` measured and `%2` the limit.
    public var message: Phrase { Phrase.photoReasons[rawValue]?.message ?? Phrase(rawValue, rawValue) }
    /// What whoever takes or hands in the photo should do.
    public var remedy: Phrase { Phrase.photoReasons[rawValue]?.remedy ?? Phrase(rawValue, rawValue) }
}
