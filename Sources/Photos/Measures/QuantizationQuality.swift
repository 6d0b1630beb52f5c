/// 压缩质量: the quality, 1…100, at which the IJG library would use such quantization steps.
enum QuantizationQuality {
    /// ISO/IEC 10918-1, table K.1, row by row.
    private static let standard: [Double] = [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ]

    static func measure(_ steps: [UInt16]) -> Double? {
        guard steps.count == 64 else { return nil }
        // The lower frequencies: higher ones reach the end of their range at low qualities.
        let low = [0, 1, 2, 3, 8, 9, 10, 16, 17, 24]
        let scale = low.reduce(0.0) { $0 + 100 * Double(steps[$1]) / standard[$1] } / Double(low.count)
        return max(1, min(100, scale <= 100 ? (200 - scale) / 2 : 5000 / scale))
    }
}
