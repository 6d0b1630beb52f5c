internal import Foundation
internal import IntakeModel

/// 章归其位: which of the form's places a found seal belongs to.
struct SealRoles {
    let expected: [ExpectedSeal]
    let paper: Region
    let pixelsPerMillimetre: Double

    /// The place that holds the centre, or the nearest one within a seal's radius.
    ///
    /// `isOnly` says that no other seal of the paper could have its role.
    func role(of shape: SealShape, at center: Point, isOnly: Bool) -> SealRole {
        let fitting = expected.filter { SealRoles.fits(shape, $0.shape) }
        let local = fitting.filter { $0.area.area < 0.5 * paper.area }
        func away(_ area: Region) -> Double {
            hypot(
                max(0, max(area.x - center.x, center.x - area.maxX)),
                max(0, max(area.y - center.y, center.y - area.maxY)))
        }
        func distance(_ place: ExpectedSeal) -> Double {
            // Inside several areas the nearer middle decides.
            away(place.area) + 0.001 * place.area.center.distance(to: center)
        }
        if let nearest = local.min(by: { distance($0) < distance($1) }),
            away(nearest.area) < (nearest.size.max() ?? 40) / 2 * pixelsPerMillimetre
        {
            return nearest.role
        }
        // A whole page is no place: only when there is just one seal that could be meant.
        let anywhere = fitting.filter { $0.area.area >= 0.5 * paper.area }
        return anywhere.count == 1 && isOnly ? anywhere[0].role : .other
    }

    static func fits(_ found: SealShape, _ wanted: SealShape) -> Bool {
        switch wanted {
        case .round, .oval: found == .round || found == .oval
        case .square, .rectangle: found == .square || found == .rectangle
        }
    }
}
