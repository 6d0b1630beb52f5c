internal import Foundation

/// 运动模糊: how far the face moved while it was taken, pixels.
///
/// A smear of length L adds L²/12 to the variance of edges across it and nothing to those along it.
enum MotionBlur {
    static func measure(_ edges: EdgeSpread, into measures: inout PhotoMeasures) {
        let known = edges.directions.enumerated().compactMap { index, spread in spread.map { (index, $0) } }
        guard known.count >= 4, let widest = known.max(by: { $0.1 < $1.1 }) else { return }
        let count = edges.directions.count
        // Across the widest, or beside that: lids and lips may leave one direction bare.
        let along = [count / 2, count / 2 - 1, count / 2 + 1].compactMap {
            edges.directions[(widest.0 + $0) % count]
        }
        // Edges that are all wide are out of focus, not smeared.
        guard let sharp = along.min(), sharp < 0.58 * widest.1 else {
            measures[.motionSpread] = 0
            return
        }
        measures[.motionSpread] = (12 * max(0, widest.1 * widest.1 - sharp * sharp)).squareRoot()
    }
}
