/// One value per pixel, row-major, origin top-left: grey levels, ink densities, masks.
public struct Plane<Value: Sendable>: Sendable {
    public let width: Int
    public let height: Int
    public var values: [Value]

    @inlinable
    public init(width: Int, height: Int, values: [Value]) {
        precondition(values.count == width * height, "value count does not fit the size")
        self.width = width
        self.height = height
        self.values = values
    }

    @inlinable
    public init(width: Int, height: Int, filledWith value: Value) {
        self.init(width: width, height: height, values: [Value](repeating: value, count: width * height))
    }

    @inlinable
    public subscript(x: Int, y: Int) -> Value {
        get { values[y * width + x] }
        set { values[y * width + x] = newValue }
    }
}

extension Plane {
    /// Turned by 180°.
    public var turnedOver: Plane { Plane(width: width, height: height, values: values.reversed()) }

    /// What lies inside a region, and where its upper left corner is; the whole plane when that is inside.
    public func part(_ region: Region) -> (plane: Plane, x: Int, y: Int) {
        let (left, top, right, bottom) = region.pixels(width: width, height: height)
        if left == 0, top == 0, right == width, bottom == height { return (self, 0, 0) }
        var kept: [Value] = []
        kept.reserveCapacity((right - left) * (bottom - top))
        for y in top..<bottom { kept += values[(y * width + left)..<(y * width + right)] }
        return (Plane(width: right - left, height: bottom - top, values: kept), left, top)
    }
}

extension Plane: Equatable where Value: Equatable {}
