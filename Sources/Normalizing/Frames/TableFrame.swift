public import IntakeModel

/// 表格外框: the four corners of a ruled table on a picture.
public struct TableFrame: Sendable {
    /// Upper left, upper right, lower right, lower left, in pixels of the file as stored. The frame may still stand on
    /// its side or head: which corner is which is decided when a form is registered.
    public let corners: [Point]
    /// Tilt of the rules in degrees clockwise, −45…45.
    public let skewDegrees: Double

    public init(corners: [Point], skewDegrees: Double) {
        self.corners = corners
        self.skewDegrees = skewDegrees
    }

    /// Mean length of the upper and lower side, in pixels.
    public var width: Double {
        (corners[0].distance(to: corners[1]) + corners[3].distance(to: corners[2])) / 2
    }

    /// Mean length of the left and right side, in pixels.
    public var height: Double {
        (corners[0].distance(to: corners[3]) + corners[1].distance(to: corners[2])) / 2
    }

    /// Whether its corners are the other's, but for a few pixels.
    public func isNearly(_ other: TableFrame) -> Bool {
        let reach = 0.006 * max(width, height)
        return zip(corners, other.corners).allSatisfy { $0.distance(to: $1) < reach }
    }

    /// Whether half of the smaller one lies in the other, by their upright boxes.
    public func overlaps(_ other: TableFrame) -> Bool {
        guard let own = Region(enclosing: corners), let its = Region(enclosing: other.corners) else { return false }
        return (own.intersection(its)?.area ?? 0) > 0.5 * min(own.area, its.area)
    }
}
