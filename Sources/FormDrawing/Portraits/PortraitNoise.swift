internal import Foundation

/// Smooth noise of any fineness, the same for the same seed.
struct PortraitNoise {
    let seed: UInt32

    @inline(__always)
    private func lattice(_ x: Int32, _ y: Int32) -> Float {
        var h = UInt32(bitPattern: x) &* 0x85EB_CA6B ^ UInt32(bitPattern: y) &* 0xC2B2_AE35 ^ seed
        h ^= h >> 15
        h = h &* 0x2C1B_3C6D
        h ^= h >> 12
        h = h &* 0x297A_2D39
        h ^= h >> 15
        return Float(h & 0xFFFF) / 32_768 - 1
    }

    /// −1…1, one hump about every unit.
    @inline(__always)
    func at(_ x: Float, _ y: Float) -> Float {
        let (fx, fy) = (floor(x), floor(y))
        let (ix, iy) = (Int32(fx), Int32(fy))
        func eased(_ t: Float) -> Float { t * t * (3 - 2 * t) }
        let (u, v) = (eased(x - fx), eased(y - fy))
        let above = lattice(ix, iy) * (1 - u) + lattice(ix + 1, iy) * u
        let below = lattice(ix, iy + 1) * (1 - u) + lattice(ix + 1, iy + 1) * u
        return above * (1 - v) + below * v
    }
}
