internal import IntakeModel

/// 背景 (ISO/IEC 29794-5 "Background uniformity"): is it of one colour, and of one that is allowed?
enum BackgroundUniformity {
    static func measure(_ scene: PhotoScene, allowed: [PhotoProfile.Background], into measures: inout PhotoMeasures) {
        let seen = scene.backdrop.colour
        let colour = LabColour(red: seen.red, green: seen.green, blue: seen.blue)
        measures[.backgroundColour] = allowed.map { background in
            background.samples.map { colour.distance(to: LabColour(red: $0[0], green: $0[1], blue: $0[2])) }.min()
                ?? .infinity
        }.min()
        measures[.backgroundUniformity] = scene.backdrop.spread
    }
}
