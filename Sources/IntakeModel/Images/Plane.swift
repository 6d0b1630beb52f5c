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

extension Plane: Equatable where Value: Equatable {}
