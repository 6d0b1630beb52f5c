/// 损伤方案: everything that happens to one page, decided before the first pixel.
struct DamagePlan {
    enum Lid { case white, black, grey, wood }
    enum Tone { case colour, grey, photocopied }

    /// Clockwise, degrees.
    var skew = 0.0
    /// Clockwise.
    var quarterTurns = 0
    /// How far corners stray, in parts of the width.
    var perspective = 0.0
    /// Part of the paper beyond the picture's edge.
    var cut = 0.0
    var lid = Lid.white
    /// Glass around the paper, in parts of its width.
    var margin = 0.04
    var folds = 0
    var stains = 0
    /// How much of the back shows, 0…1.
    var bleed = 0.0
    /// Loss in green and blue: old paper.
    var yellow = 0.0
    var crumple = 0.0
    var spine = 0.0
    var slope = 0.0
    var contrast = 1.0
    var tone = Tone.colour
    /// Standard deviations: pixels, grey levels.
    var blur = 0.0
    var noise = 0.0
    var quality = 92
    var dpi = 300.0

    /// 0 is a clean scan, 3 a bad one.
    init(level: Int, dpi: Double?, random: inout SeededRandom) {
        let hard = Double(level)
        self.dpi = dpi ?? random.pick([150, 200, 200, 200, 300, 300, 300, 400])
        skew = level == 0 ? random.wobble(0.2) : random.wobble(0.55 * hard)
        if level >= 2, random.chance(0.12 * hard) { skew = random.number(-15...15) }
        quarterTurns = random.chance(level == 0 ? 0.1 : 0.22) ? random.number(1...3) : 0
        if random.chance(0.12 * hard) { perspective = random.number(0.002...0.014) }
        if level >= 2, random.chance(0.05) { cut = random.number(0.12...0.3) }
        lid = random.pick([.white, .white, .white, .black, .grey, level > 0 ? .wood : .grey])
        // A sheet feeder leaves no lid to see and takes a sliver of the paper's own margin.
        margin = random.chance(0.25) ? random.number(-0.015...0) : random.number(0.01...0.12)
        folds = random.chance(0.22 * hard) ? random.number(1...2) : 0
        stains = random.chance(0.12 * hard) ? random.number(1...2) : 0
        if random.chance(0.12 * hard) { bleed = random.number(0.04...0.16) }
        yellow = random.number(0...(0.03 + 0.05 * hard))
        if random.chance(0.08 * hard) { crumple = random.number(0.03...0.08) }
        if random.chance(0.1 * hard) { spine = random.number(0.15...0.45) }
        slope = random.number(0...(0.04 + 0.09 * hard))
        if random.chance(0.08 * hard) { contrast = random.number(0.4...0.75) }
        if random.chance(0.07 * hard) { tone = random.chance(0.4) ? .photocopied : .grey }
        let soft = random.number(0...(0.35 + 0.3 * hard)) * min(1.3, self.dpi / 250)
        blur = level > 0 && soft > 0.25 ? soft : 0
        noise = level > 0 ? random.number(0...(2 + 2.5 * hard)) : 0
        quality = level == 0 ? 92 : random.number((90 - 18 * level)...92)
    }

    /// Those that a reader may notice.
    var damages: Set<PageDamage> {
        var found: Set<PageDamage> = []
        func note(_ damage: PageDamage, _ condition: Bool) { if condition { found.insert(damage) } }
        note(.skew, abs(skew) > 2)
        note(.turned, quarterTurns != 0)
        note(.perspective, perspective > 0.004)
        note(.cut, cut > 0)
        note(.blackLid, lid == .black)
        note(.greyLid, lid == .grey)
        note(.wood, lid == .wood)
        note(.fold, folds > 0)
        note(.stain, stains > 0)
        note(.bleedThrough, bleed > 0)
        note(.yellowed, yellow > 0.1)
        note(.crumpled, crumple > 0)
        note(.spineShadow, spine > 0)
        note(.unevenLight, slope > 0.15)
        note(.lowContrast, contrast < 0.8)
        note(.grey, tone == .grey)
        note(.photocopied, tone == .photocopied)
        note(.blur, blur > 0.6)
        note(.noise, noise > 4)
        note(.strongJPEG, quality < 60)
        note(.lowResolution, dpi < 180)
        return found
    }
}
