internal import IntakeModel

/// 频谱截止: whether there is anything at the finest frequencies; a photo that was scaled up has nothing there.
///
/// Energy of 1 −4 6 −4 1 (above three quarters of the Nyquist frequency) over that of 1 0 −2 0 1 (around half of it),
/// both less what the noise puts there.
enum SpectralCutoff {
    static func measure(_ luma: Plane<UInt8>, noise: Double) -> Double? {
        let (w, h) = (luma.width, luma.height)
        guard w > 16, h > 16 else { return nil }
        var fine = 0.0
        var middle = 0.0
        luma.values.withUnsafeBufferPointer { v in
            for y in 2..<(h - 2) {
                var f = 0
                var m = 0
                for x in 2..<(w - 2) {
                    let at = y * w + x
                    let here = Int(v[at])
                    let across = Int(v[at - 2]) + Int(v[at + 2])
                    let down = Int(v[at - 2 * w]) + Int(v[at + 2 * w])
                    let fx = across - 4 * (Int(v[at - 1]) + Int(v[at + 1])) + 6 * here
                    let fy = down - 4 * (Int(v[at - w]) + Int(v[at + w])) + 6 * here
                    let mx = across - 2 * here
                    let my = down - 2 * here
                    f += fx * fx + fy * fy
                    m += mx * mx + my * my
                }
                fine += Double(f)
                middle += Double(m)
            }
        }
        let count = 2 * Double((w - 4) * (h - 4))
        // Sums of the squared weights: 70 and 6. Peak responses: 16 and 4.
        let fineEnergy = max(0, fine / count - 70 * noise * noise) / 256
        let middleEnergy = max(0, middle / count - 6 * noise * noise) / 16
        guard middleEnergy > 0.5 else { return nil }
        return fineEnergy / middleEnergy
    }
}
