public import IntakeModel

/// Where a face lies, in pixels of the upright photo.
public struct FacePlace: Sendable, Codable {
    public var box: Region
    public var leftEye: Point
    public var rightEye: Point
    public var chin: Point
    /// Row of the crown, hair included.
    public var crown: Double
    public var width: Int
    public var height: Int
}
