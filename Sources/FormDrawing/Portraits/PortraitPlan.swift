/// 虚拟人像: how an invented person looks. Nobody real is drawn.
public struct PortraitPlan: Sendable {
    public enum Hair: Sendable, CaseIterable { case short, fringe, long }

    /// sRGB, 0…1.
    public var skin: SIMD3<Float>
    public var hair: SIMD3<Float>
    public var hairStyle: Hair
    public var clothes: SIMD3<Float>
    public var background: SIMD3<Float>
    public var hasGlasses: Bool
    /// Half the face's width, and where the chin is, in eye distances.
    public var halfWidth: Float
    public var chin: Float
    /// Half the height of an open eye, in eye distances; 0 is closed.
    public var eyeOpening: Float
    /// How strongly pores and fine hair show, 0…1: skin of children is soft.
    public var texture: Float
    public var seed: UInt64

    /// Six skins from very light to very dark; sRGB as in photographed colour charts of skin.
    public static let skins: [SIMD3<Float>] = [
        SIMD3(0.95, 0.80, 0.72), SIMD3(0.90, 0.72, 0.60), SIMD3(0.82, 0.62, 0.48), SIMD3(0.70, 0.50, 0.37),
        SIMD3(0.53, 0.36, 0.26), SIMD3(0.36, 0.24, 0.18),
    ]
    public static let white = SIMD3<Float>(0.98, 0.98, 0.98)
    /// 淡蓝 #AACFF0.
    public static let lightBlue = SIMD3<Float>(0.667, 0.812, 0.941)

    /// - Parameter tone: 0…5.
    public init(seed: UInt64, tone: Int, set: String) {
        var random = SeededRandom(seed: seed, "portrait", set)
        let base = PortraitPlan.skins[max(0, min(5, tone))]
        skin = base * Float(random.number(0.96...1.03))
        hair = [SIMD3(0.06, 0.05, 0.05), SIMD3(0.11, 0.08, 0.06), SIMD3(0.16, 0.11, 0.08)][random.number(0..<3)]
        hairStyle = random.pick(Hair.allCases)
        clothes = random.pick([
            SIMD3(0.10, 0.14, 0.30), SIMD3(0.45, 0.10, 0.12), SIMD3(0.16, 0.32, 0.22), SIMD3(0.20, 0.20, 0.23),
        ])
        background = random.chance(0.5) ? PortraitPlan.white : PortraitPlan.lightBlue
        hasGlasses = random.chance(0.3)
        halfWidth = Float(random.number(1.10...1.24))
        chin = Float(random.number(1.72...1.92))
        eyeOpening = Float(random.number(0.085...0.125))
        texture = Float(random.number(0.3...1))
        self.seed = seed
    }
}
