/// 损伤和差异: what makes a drawn page harder to read than a clean sheet of the usual printing.
public enum PageDamage: String, Sendable, Codable, CaseIterable {
    // How it lay on the glass.
    case skew, turned, perspective, cut, blackLid, greyLid, wood, twoPapers
    // What became of the paper.
    case fold, stain, bleedThrough, yellowed, crumpled
    // How it was scanned.
    case spineShadow, unevenLight, lowContrast, grey, photocopied, blur, noise, strongJPEG, lowResolution
    // How it was printed and filled in.
    case offsetPrint, dotMatrix, doubleRules, traditionalScript, otherWording, sentence
    // Its seals.
    case faintSeal, partialSeal, overlappingSeals
}
