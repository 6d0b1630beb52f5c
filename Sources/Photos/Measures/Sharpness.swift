internal import Foundation

/// 清晰度 (ISO/IEC 29794-5 "Sharpness"): 0…1, a half over the spread of the sharpest edges.
enum Sharpness {
    static func measure(_ edges: EdgeSpread, into measures: inout PhotoMeasures) {
        guard let spread = edges.overall else { return }
        measures[.edgeSpread] = spread
        measures[.sharpness] = min(1, 0.5 / max(0.1, spread))
    }
}
