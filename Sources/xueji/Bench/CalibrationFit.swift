import Extracting
import FormDrawing
import Foundation
import IntakeModel

/// Fits the logistic models of `models/calibration/fields.json` by gradient steps, drawn towards a sober prior.
///
/// A few hundred drawn pages hold too few wrong values to tell every weight; what they do not tell stays at the prior.
struct CalibrationFit {
    private var samples: [Calibration.Family: [(features: [Double], right: Bool)]] = [:]

    /// Only pages whose papers were recognised tell how sure a value may be; a ledger's value is right when it is one
    /// of its rows'.
    mutating func add(_ observed: [ObservedField], reading: FileReading, truth: PageTruth) {
        let read = reading.pages.flatMap(\.documents).map(\.documentType.rawValue).sorted()
        guard read == truth.documents.map(\.documentType.rawValue).sorted() else { return }
        for field in observed {
            let wanted = truth.documents.flatMap { paper in
                [paper.fields[field.key]?.value] + paper.rows.map { $0[field.key]?.value }
            }.compactMap(\.self)
            guard !wanted.isEmpty else { continue }
            let right = wanted.contains { AccuracyScoring.agree(field.value, $0, field.grammar) }
            samples[.init(field.grammar), default: []].append((Calibration.features(field.evidence), right))
        }
    }

    /// In the order of `Calibration.featureNames`; chosen by reasoning, not by measuring.
    private static let prior = [-1.2, 1.0, 0.8, 1.0, 1.0, 0.8, -1.0, 1.2, -0.3, -0.6, -0.3]
    /// How strongly a weight is held at its prior, in observations.
    private static let priorStrength = 4.0

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
        guard !samples.isEmpty else { return prior }
        let mean = (0..<count).map { k in samples.reduce(0) { $0 + $1.features[k] } / Double(samples.count) }
        var weights = prior
        var speed = [Double](repeating: 0, count: count)
        for _ in 0..<4000 {
            var slope = zip(weights, prior).map { ($1 - $0) * priorStrength / Double(samples.count) }
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
