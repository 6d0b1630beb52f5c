internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 名章归属: which frames are stamps, and which of them is the signer's.
struct SealStampPlaces {
    let roles: SealRoles
    let expected: [ExpectedSeal]
    let surnames: Surnames

    /// Without text only a very good frame, and one large enough to have held a name.
    func isBelievable(_ stamp: StampFinder.Stamp, _ text: StampReader.Text?, pixelsPerMillimetre: Double) -> Bool {
        let long = max(stamp.width, stamp.height) / pixelsPerMillimetre
        let short = min(stamp.width, stamp.height) / pixelsPerMillimetre
        guard let text else {
            if stamp.support > SealStampPlaces.whole, long > SealStampPlaces.smallest, short > SealStampPlaces.smallest,
                roles.role(of: .square, at: stamp.center, isOnly: false) == .registrarName
            {
                return true
            }
            return stamp.support > 0.9 && long > 11 && short > 5
        }
        // Writing of the form between rules gives frames too; names on stamps are read well or framed well.
        let name = surnames.isPlausible(text.text)
        // What is left of a signer's stamp where one stands may lack its family name.
        if !name, stamp.isOpen, text.agreeing >= 2, text.confidence >= 0.5, text.text.allSatisfy(\.isHan),
            (1...4).contains(text.text.count), roles.role(of: .rectangle, at: stamp.center, isOnly: false) != .other
        {
            return true
        }
        return stamp.support > (name ? 0.74 : 0.82) && (name || text.confidence > 0.3 || stamp.support > 0.9)
            && long > (name && stamp.support > 0.9 ? SealStampPlaces.smallest : 9)
    }

    /// Share of its sides that a square shows which is a signer's though nothing in it can be read: its own
    /// label may cross it.
    private static let whole = 0.97
    /// Sides of the smallest name seals, millimetres, less what the scale may be mistaken by.
    private static let smallest = 7.0

    /// A frame in the midst of a ring, or wholly inside, is the ring's own writing, unless it says a name. 区 is framed by
    /// itself, and a surname: what the ring says too, or begins as a piece of it as small as two of its characters, is
    /// none.
    func isPart(
        _ stamp: StampFinder.Stamp, _ text: StampReader.Text?, of rings: [(ellipse: SealEllipse, text: String?)]
    ) -> Bool {
        let isName = text.map { surnames.isPlausible($0.text) && $0.confidence > 0.6 } == true
        return rings.contains { ring, saying in
            let isInside = stamp.corners.allSatisfy { ring.reach($0.x, $0.y) < 1 }
            guard isName, let text = text?.text else {
                return isInside || ring.reach(stamp.center.x, stamp.center.y) < 0.85
            }
            guard isInside, let saying, let first = text.first else { return false }
            let isSmall = max(stamp.width, stamp.height) < SealStampPlaces.twoOfRing * ring.meanRadius
            return saying.contains(text) || isSmall && saying.contains(first)
        }
    }

    /// Width of two characters of a ring, radii of it.
    private static let twoOfRing = 0.6

    /// The best framed and best read first.
    func standing(_ stamp: StampFinder.Stamp, _ text: StampReader.Text?) -> Double {
        let own = roles.role(of: .rectangle, at: stamp.center, isOnly: false) == .other ? 0 : 0.5
        return stamp.support + own + (text.map { $0.confidence + (surnames.isPlausible($0.text) ? 0.5 : 0) } ?? 0)
    }

    /// The place of the form, or, where the form knows one signer only and stamps stand where they like, his.
    func role(of stamp: StampFinder.Stamp, isOnly: Bool, on sheet: SealSheet) -> SealRole {
        let shape: SealShape = stamp.height < 0.72 * stamp.width || stamp.isVertical ? .rectangle : .square
        let own = roles.role(of: shape, at: stamp.center, isOnly: isOnly)
        let small = max(stamp.width, stamp.height) < 28 * sheet.pixelsPerMillimetre
        guard own == .other, small, expected.contains(where: { $0.role == .registrarName }) else { return own }
        return .registrarName
    }
}
