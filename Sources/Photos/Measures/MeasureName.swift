/// 测量项: what is measured of a photo, named as ISO/IEC 29794-5 names it where it does.
public enum MeasureName: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    // Container.
    /// Size of the file, and how many bytes follow its picture.
    case bytes, trailingBytes
    /// Upright size, pixels; pixels in all; width over height in parts of the profile's.
    case width, height, pixels, aspect
    /// IJG quality that the luminance quantization stands for, 1…100.
    case jpegQuality
    // Clarity, at the face.
    /// 0.5 over `edgeSpread`, at most 1.
    case sharpness
    /// Standard deviation of the blur of the face's sharpest edges, pixels.
    case edgeSpread
    /// Length of a smear in one direction, pixels; and how many times less there is at fine frequencies along it than
    /// across it.
    case motionSpread, motionBand
    /// Strength of the period that interpolation leaves, in parts of the rest of the spectrum.
    case resampling
    /// Energy above three quarters of the Nyquist frequency over that around half of it.
    case spectralCutoff
    /// Energy from a quarter to a half of the Nyquist frequency over that from there to three quarters, decades.
    case spectralKnee
    /// 压缩伪影: steps across the 8 × 8 blocks over those inside.
    case compressionArtifacts
    /// Standard deviation of the noise, grey levels.
    case noise
    // Light.
    /// Parts of the face, 0…1, where a channel is at its end.
    case overExposure
    /// Parts of the whites of the eyes, 0…1, that are at their end; the eye with less.
    case eyeWhiteExposure
    /// Levels that 2 % of the photo are above (brightest channel) and below (luma), and the range between.
    case brightPoint, darkPoint, dynamicRange
    /// Mean and variance of the face's luma, 0…255.
    case luminanceMean, luminanceVariance
    /// Difference of light between the halves of the face, stops.
    case illuminationUniformity
    /// Degrees by which the hue of the skin lies outside what skin has.
    case naturalColour
    /// Mean distance between the largest and the smallest channel; 0 is grey.
    case colourfulness
    // Composition.
    /// CIELAB distance of the background from the nearest colour that is allowed.
    case backgroundColour
    /// 背景均匀: CIELAB distance within which 85 % of the background lie from its middle.
    case backgroundUniformity
    /// Sides with a frame; parts of the photo covered by marks that belong to nobody.
    case borderSides, overlay
    case faces
    /// Quarter turns that would make it upright.
    case quarterTurns
    /// 眼距, pixels of the photo.
    case eyeDistance
    /// 侧倾, degrees.
    case roll
    /// Distance of the face's middle from the frame's, in parts of its width.
    case centreOffset
    /// Crown to chin, and crown to the upper edge, in parts of the frame's height.
    case headSize, headTop
    /// Parts of the upper edge over the head that are not background.
    case crownTouching
    /// Face width, and height of the eyes above the lower edge, in pixels of the finished photo.
    case faceWidth, eyeHeight
    /// Eye distance over the distance from eyes to mouth, in parts of the usual.
    case stretch
    // Face.
    /// 左右转, 俯仰: degrees.
    case yaw, pitch
    /// 睁眼: gap between the lids in parts of the eye's width, the narrower eye.
    case eyesOpen
    /// Contrast in the eyes, in parts of the face's.
    case eyesVisible
    /// The same where lids are seen instead of eyes.
    case lidContrast
    /// Parts of where the iris should be that are dark, the eye with less.
    case irisSeen
    /// CIELAB distance of the parts of the face from its skin: the second worst of its middle, or the third worst of all.
    case faceOcclusion
    /// Parts of the crown, 0…1, that look like neither hair nor skin.
    case headCovering
    /// Of the detector, 0…1.
    case faceDetection
}

/// What was measured; what could not be is not there.
public struct PhotoMeasures: Sendable, Codable {
    public var values: [MeasureName: Double] = [:]

    public init() {}

    public subscript(name: MeasureName) -> Double? {
        get { values[name] }
        set { values[name] = newValue.flatMap { $0.isFinite ? $0 : nil } }
    }
}
