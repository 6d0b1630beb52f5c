internal import Foundation
public import IntakeModel

/// 虚拟人像: a head and shoulders, painted pixel by pixel in eye distances around the middle between the eyes.
///
/// It has what photo checks look at: lids, irises, lips, strands of hair, pores, shading, the grain of a camera.
public struct PortraitPainter {
    public let plan: PortraitPlan
    let noise: PortraitNoise

    public init(_ plan: PortraitPlan) {
        self.plan = plan
        noise = PortraitNoise(seed: UInt32(truncatingIfNeeded: plan.seed &* 2_654_435_761 &+ 17))
    }

    /// - Parameters:
    ///   - headSize: crown to chin in parts of the height.
    ///   - oversampling: so many pixels across are painted for each one, and their mean taken.
    public func picture(width: Int, height: Int, headSize: Double = 0.667, oversampling: Int = 2) -> PageImage {
        let crown: Float = -1.78
        let unit = Float(height) * Float(headSize) / (plan.chin - crown)
        let top = 0.08 * Float(height)
        let eyes = top - crown * unit
        var image = PageImage(width: width, height: height, channels: 3, filledWith: 0)
        let steps = max(1, oversampling)
        image.pixels.withUnsafeMutableBufferPointer { out in
            for y in 0..<height {
                for x in 0..<width {
                    var sum = SIMD3<Float>()
                    for sy in 0..<steps {
                        for sx in 0..<steps {
                            let px = Float(x) + (Float(sx) + 0.5) / Float(steps)
                            let py = Float(y) + (Float(sy) + 0.5) / Float(steps)
                            sum += colour((px - Float(width) / 2) / unit, (py - eyes) / unit)
                        }
                    }
                    let mean = sum / Float(steps * steps)
                    // Grain: a little more than a level, as of a camera at low sensitivity.
                    let grain = noise.at(Float(x) * 1.37 + 900, Float(y) * 1.41) * 0.006
                    for channel in 0..<3 {
                        let value = max(0, min(1, mean[channel] + grain))
                        out[3 * (y * width + x) + channel] = UInt8(value * 255 + 0.5)
                    }
                }
            }
        }
        return image
    }

    private func step(_ edge: Float, _ width: Float, _ value: Float) -> Float {
        let t = max(0, min(1, (value - edge) / width + 0.5))
        return t * t * (3 - 2 * t)
    }

    private func mix(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ t: Float) -> SIMD3<Float> { a + (b - a) * t }

    private func colour(_ x: Float, _ y: Float) -> SIMD3<Float> {
        var c = plan.background * (1 - 0.006 * (x * x + y * y * 0.5))
        c = hairBehind(c, x, y)
        c = body(c, x, y)
        // 1 inside the face, 0 outside.
        let face = 1 - step(1, 0.012, faceRadius(x, y))
        let ears = max(ear(x - plan.halfWidth * 0.99, y), ear(x + plan.halfWidth * 0.99, y))
        if ears > 0 { c = mix(c, plan.skin * 0.86, ears) }
        if face > 0 { c = mix(c, skin(x, y), face) }
        return hairInFront(c, x, y)
    }

    /// 1 on the outline: an egg that narrows to the chin.
    private func faceRadius(_ x: Float, _ y: Float) -> Float {
        let middle: Float = 0.1
        let half = y > middle ? plan.chin - middle : 1.62
        let v = (y - middle) / half
        let narrow = y > middle ? 1 - 0.32 * v * v * max(0, v) : 1
        let u = x / (plan.halfWidth * max(0.3, narrow))
        return (u * u + v * v).squareRoot()
    }

    private func ear(_ x: Float, _ y: Float) -> Float {
        let d = (x * x / 0.021 + (y - 0.32) * (y - 0.32) / 0.13).squareRoot()
        return 1 - step(1, 0.06, d)
    }

    private func skin(_ x: Float, _ y: Float) -> SIMD3<Float> {
        let r = faceRadius(x, y)
        // Round like an egg under a light from above in front.
        let nz = max(0.05, 1 - r * r).squareRoot()
        var light = 0.72 + 0.3 * nz - 0.05 * y * 0.5
        // Nose: a ridge with light on it and shade beside and under it.
        let ridge = exp(-x * x / 0.012) * step(0.1, 0.5, y) * (1 - step(0.72, 0.12, y))
        light +=
            0.07 * ridge - 0.06 * exp(-(abs(x) - 0.2) * (abs(x) - 0.2) / 0.006) * step(0.3, 0.5, y)
            * (1 - step(0.75, 0.2, y))
        light -= 0.16 * exp(-(x * x / 0.05 + (y - 0.76) * (y - 0.76) / 0.003))
        // Eye sockets, under the lower lip, cheeks.
        let side = abs(x) - 0.5
        light -= 0.10 * exp(-(side * side / 0.09 + (y + 0.05) * (y + 0.05) / 0.05))
        light -= 0.07 * exp(-(x * x / 0.08 + (y - 1.38) * (y - 1.38) / 0.006))
        light += 0.05 * exp(-(side * side / 0.08 + (y - 0.6) * (y - 0.6) / 0.06))
        // Pores, blotches.
        light += plan.texture * (0.022 * noise.at(x * 34, y * 34) + 0.016 * noise.at(x * 70, y * 70))
        light += 0.02 * noise.at(x * 4, y * 4)
        var c = plan.skin * light
        let blush = exp(-((abs(x) - 0.62) * (abs(x) - 0.62) / 0.05 + (y - 0.62) * (y - 0.62) / 0.05))
        c = mix(c, c * SIMD3(1.03, 0.93, 0.92), blush)
        c = mouth(c, x, y)
        for nostril in [Float(-0.12), 0.12] {
            let d = ((x - nostril) * (x - nostril) / 0.0045 + (y - 0.735) * (y - 0.735) / 0.0012).squareRoot()
            c = mix(c, plan.skin * 0.28, 1 - step(0.9, 0.5, d))
        }
        c = eye(c, x + 0.5, y, -1)
        c = eye(c, x - 0.5, y, 1)
        c = brow(c, x + 0.5, y, -1)
        c = brow(c, x - 0.5, y, 1)
        return plan.hasGlasses ? glasses(c, x, y) : c
    }

    private func mouth(_ c: SIMD3<Float>, _ x: Float, _ y: Float) -> SIMD3<Float> {
        let half: Float = 0.42
        guard abs(x) < half else { return c }
        let t = 1 - (x / half) * (x / half)
        let line = 1.08 + 0.02 * (1 - t)
        let upper = line - 0.10 * t * (1 - 0.25 * exp(-x * x / 0.004))
        let lower = line + 0.13 * t
        let lips = plan.skin * SIMD3(0.86, 0.60, 0.60)
        var out = c
        let inside = step(upper, 0.02, y) * (1 - step(lower, 0.03, y))
        let gloss = 1 + 0.14 * exp(-(y - line - 0.06) * (y - line - 0.06) / 0.0012) + 0.05 * noise.at(x * 60, y * 14)
        out = mix(out, lips * (y < line ? 0.88 : gloss), inside * min(1, t * 3))
        let gap = exp(-(y - line) * (y - line) / 0.00022) * min(1, t * 4)
        return mix(out, plan.skin * 0.22, gap)
    }

    private func eye(_ c: SIMD3<Float>, _ x: Float, _ y: Float, _ side: Float) -> SIMD3<Float> {
        let half: Float = 0.235
        let t = 1 - (x / half) * (x / half)
        guard t > -0.6, abs(y) < 0.35 else { return c }
        let opening = plan.eyeOpening
        let curve = max(0, t)
        let upper = -opening * curve - 0.012 * side * x
        let lower = opening * 0.72 * curve
        var out = c
        // The fold above the eye.
        let fold = -opening * max(0, t * 0.9 + 0.1) - 0.075
        out = mix(out, out * 0.72, 0.6 * exp(-(y - fold) * (y - fold) / 0.0003) * max(0, min(1, t + 0.4)))
        let inside = step(upper, 0.012, y) * (1 - step(lower, 0.012, y)) * (t > 0 ? 1 : 0) * (opening > 0.01 ? 1 : 0)
        if inside > 0 {
            var white = SIMD3<Float>(0.90, 0.88, 0.86) * (0.94 - 0.22 * (1 - curve)) * (0.72 + 0.28 * light)
            white -= 0.2 * exp(-(y - upper) * (y - upper) / 0.0006)
            let d = (x * x + (y + 0.012) * (y + 0.012)).squareRoot()
            let iris = SIMD3<Float>(0.20, 0.12, 0.07) * (1 + 0.35 * noise.at(atan2(y, x) * 9, d * 30))
            var ball = mix(white, iris, 1 - step(0.105, 0.012, d))
            ball = mix(ball, SIMD3(0.02, 0.02, 0.02), 1 - step(0.048, 0.012, d))
            let spark = ((x + 0.03) * (x + 0.03) + (y + 0.045) * (y + 0.045)).squareRoot()
            ball = mix(ball, SIMD3(0.97, 0.97, 0.97), 1 - step(0.017, 0.01, spark))
            out = mix(out, ball, inside)
        }
        // Lashes and the edges of the lids.
        let thick: Float = opening > 0.01 ? 0.00022 : 0.00014
        let lash = exp(-(y - upper) * (y - upper) / thick) * max(0, min(1, t * 5 + 0.3))
        out = mix(out, SIMD3(0.06, 0.045, 0.04), 0.92 * lash)
        let rim = exp(-(y - lower) * (y - lower) / 0.00012) * max(0, min(1, t * 4))
        return mix(out, plan.skin * 0.5, 0.55 * rim)
    }

    /// How bright the skin is, so that the white of the eyes is never the lamp of a dark face.
    private var light: Float { min(1, 0.35 + plan.skin.x) }

    private func brow(_ c: SIMD3<Float>, _ x: Float, _ y: Float, _ side: Float) -> SIMD3<Float> {
        let along = x * side
        guard along > -0.36, along < 0.36 else { return c }
        let middle = -0.34 - 0.05 * (1 - (along - 0.08) * (along - 0.08) / 0.1)
        let thick = 0.055 * (1 - 0.45 * max(0, along) / 0.36)
        let body = exp(-(y - middle) * (y - middle) / (thick * thick))
        let strands = 0.62 + 0.38 * noise.at((x + 0.6 * side * y) * 70, y * 18)
        return mix(c, plan.hair * 1.2, max(0, min(1, body * strands * 1.15)) * (1 - step(0.33, 0.06, abs(along))))
    }

    private func glasses(_ c: SIMD3<Float>, _ x: Float, _ y: Float) -> SIMD3<Float> {
        var out = c
        for centre in [Float(-0.52), 0.52] {
            let u = (x - centre) / 0.40
            let v = (y - 0.04) / 0.27
            let d = pow(u * u * u * u + v * v * v * v, 0.25)
            out = mix(out, SIMD3(0.10, 0.09, 0.10), exp(-(d - 1) * (d - 1) / 0.0016))
        }
        let bridge = exp(-(y + 0.04) * (y + 0.04) / 0.0003) * (abs(x) < 0.13 ? 1 : 0)
        return mix(out, SIMD3(0.10, 0.09, 0.10), bridge)
    }

    private func strands(_ x: Float, _ y: Float, _ flow: Float) -> SIMD3<Float> {
        let across = x * cos(flow) - y * sin(flow)
        let along = x * sin(flow) + y * cos(flow)
        let fine = 0.5 * noise.at(across * 48, along * 5) + 0.35 * noise.at(across * 95, along * 9)
        let shine = 0.35 * exp(-(y + 1.25) * (y + 1.25) / 0.05)
        return plan.hair * (1.15 + 0.75 * fine + 2.2 * max(0, shine * (0.6 + fine)))
    }

    private func hairBehind(_ c: SIMD3<Float>, _ x: Float, _ y: Float) -> SIMD3<Float> {
        guard plan.hairStyle == .long else { return c }
        let half = plan.halfWidth + 0.28
        let u = x / half
        let v = (y + 0.2) / (y > -0.2 ? 2.3 : 1.6)
        let wave = 0.015 * noise.at(0.5, y * 9)
        let d = pow(abs(u * u * u) + abs(v * v * v), 1.0 / 3) + wave
        return mix(c, strands(x, y, 0.06 * x), 1 - step(1, 0.02, d))
    }

    private func hairInFront(_ c: SIMD3<Float>, _ x: Float, _ y: Float) -> SIMD3<Float> {
        let half = plan.halfWidth + (plan.hairStyle == .long ? 0.24 : 0.10)
        let u = x / half
        let v = (y + 0.22) / 1.56
        let rough = 0.018 * noise.at(x * 22, y * 22)
        let cap = 1 - step(1, 0.018, (u * u + v * v).squareRoot() + rough)
        guard cap > 0 else { return c }
        let parting =
            plan.hairStyle == .fringe
            ? -0.58 + 0.05 * noise.at(x * 14, 3) : -1.02 - 0.22 * exp(-(x - 0.25) * (x - 0.25) / 0.1)
        let line = parting + (plan.hairStyle == .fringe ? 0.10 : 0.42) * x * x / (half * half) * 1.4
        let sides = step(plan.halfWidth * 0.9 + 0.10 * (0.2 - y) * (y < 0.2 ? -0.35 : 0.1), 0.05, abs(x))
        let above = 1 - step(line + 0.03 * noise.at(x * 40, y * 8), 0.04, y)
        let beside = plan.hairStyle == .short ? sides * (1 - step(0.05, 0.2, y)) : sides * (1 - step(0.9, 0.3, y))
        let cover = cap * max(above, beside)
        return mix(c, strands(x, y, 0.35 * x), cover)
    }

    private func body(_ c: SIMD3<Float>, _ x: Float, _ y: Float) -> SIMD3<Float> {
        var out = c
        let neckHalf = plan.halfWidth * 0.60 + 0.05 * max(0, y - 2)
        if y > 1.2 {
            let neck = 1 - step(neckHalf, 0.03, abs(x))
            let shade = 0.62 + 0.18 * (1 - (x / neckHalf) * (x / neckHalf)) + 0.25 * step(2.1, 0.7, y)
            out = mix(out, plan.skin * shade * (1 + 0.015 * noise.at(x * 30, y * 30)), neck)
        }
        let shoulder = 2.32 + 0.16 * pow(max(0, abs(x) - 0.45), 1.5)
        let edge = abs(x) < 0.62 ? 2.25 + 0.75 * (0.62 - abs(x)) : shoulder
        let cloth = step(edge, 0.02, y)
        if cloth > 0 {
            let weave = 1 + 0.09 * noise.at(x * 60, y * 60) + 0.05 * noise.at(x * 3, y * 2)
            out = mix(out, plan.clothes * weave * (0.8 + 0.25 * exp(-x * x / 2)), cloth)
            let rim = exp(-(y - edge - 0.05) * (y - edge - 0.05) / 0.0015) * (abs(x) < 0.9 ? 1 : 0)
            out = mix(out, SIMD3(0.93, 0.93, 0.92), rim)
        }
        return out
    }
}
