import Extracting
import Foundation

/// Fits the logistic models of `models/calibration/fields.json` by gradient steps with a ridge.
struct CalibrationFit {
    private var samples: [Calibration.Family: [(features: [Double], right: Bool)]] = [:]

    mutating func add(_ observed: ObservedField, right: Bool) {
        samples[.init(observed.grammar), default: []].append((Calibration.features(observed.evidence), right))
    }

    /// Few wrong values make the fit optimistic; a prior of that many wrong ones at the mean keeps it sober.
    private static let pseudoErrors = 2.0

    func weights() -> [String: [Double]] {
        var fitted: [String: [Double]] = [:]
        for family in Calibration.Family.allCases {
            fitted[family.rawValue] = CalibrationFit.fit(samples[family] ?? [])
        }
        return fitted
    }

    private static func fit(_ samples: [(features: [Double], right: Bool)]) -> [Double] {
        let count = Calibration.featureNames.count
        guard !samples.isEmpty else { return [Double](repeating: 0, count: count) }
        let mean = (0..<count).map { k in samples.reduce(0) { $0 + $1.features[k] } / Double(samples.count) }
        var weights = [Double](repeating: 0, count: count)
        var speed = [Double](repeating: 0, count: count)
        for _ in 0..<4000 {
            var slope = weights.enumerated().map {
                $0.offset == 0 ? 0 : -0.02 * $0.element * 10 / Double(samples.count)
            }
            func add(_ features: [Double], right: Double, weight: Double) {
                let sum = zip(weights, features).reduce(0) { $0 + $1.0 * $1.1 }
                let error = (right - 1 / (1 + exp(-sum))) * weight / Double(samples.count)
                for k in 0..<count { slope[k] += error * features[k] }
            }
            for sample in samples { add(sample.features, right: sample.right ? 1 : 0, weight: 1) }
            add(mean, right: 0, weight: pseudoErrors)
            for k in 0..<count {
                speed[k] = 0.9 * speed[k] + slope[k]
                weights[k] += 0.8 * speed[k]
            }
        }
        return weights.map { ($0 * 1000).rounded() / 1000 }
    }
}
