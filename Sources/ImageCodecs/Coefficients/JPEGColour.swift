public import IntakeModel

/// YCbCr of JFIF (ITU-R BT.601, full range) to sRGB.
enum JPEGColour {
    static func convert(
        _ luminance: Plane<UInt8>, _ blue: Plane<UInt8>, _ red: Plane<UInt8>, into image: inout PageImage
    ) {
        image.pixels.withUnsafeMutableBufferPointer { out in
            luminance.values.withUnsafeBufferPointer { y in
                blue.values.withUnsafeBufferPointer { cb in
                    red.values.withUnsafeBufferPointer { cr in
                        for at in 0..<y.count {
                            let light = Int32(y[at]) << 16
                            let b = Int32(cb[at]) - 128
                            let r = Int32(cr[at]) - 128
                            // 1.402, 0.344136, 0.714136 and 1.772 in units of 1/65536.
                            out[3 * at] = clamped(light + 91_881 * r)
                            out[3 * at + 1] = clamped(light - 22_554 * b - 46_802 * r)
                            out[3 * at + 2] = clamped(light + 116_130 * b)
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func clamped(_ value: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: max(0, min(255, (value + 32_768) >> 16)))
    }
}

extension PageImage {
    /// ITU-R BT.601 luma of every pixel.
    public var luminance: Plane<UInt8> {
        guard channels == 3 else { return Plane(width: width, height: height, values: pixels) }
        var plane = Plane<UInt8>(width: width, height: height, filledWith: 0)
        plane.values.withUnsafeMutableBufferPointer { out in
            pixels.withUnsafeBufferPointer { source in
                for at in 0..<out.count {
                    let sum =
                        19_595 * Int32(source[3 * at]) + 38_470 * Int32(source[3 * at + 1])
                        + 7_471 * Int32(source[3 * at + 2])
                    out[at] = UInt8(truncatingIfNeeded: (sum + 32_768) >> 16)
                }
            }
        }
        return plane
    }
}
