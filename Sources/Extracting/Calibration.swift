internal import Foundation
public import IntakeModel
public import IntakeResources
public import Recognizing

/// 可信度校准: from what speaks for a value to the probability that it is right.
///
/// One logistic model per family of grammars, fitted on drawn pages of the tuning set (`models/calibration/fields.json`).
public struct Calibration: Sendable {
    public enum Family: String, Sendable, Codable, CaseIterable {
        case number, date, list, name, text

        public init(_ grammar: FieldGrammarName) {
            switch grammar {
            case .citizenID, .studentNumber, .phone, .height, .age: self = .number
            case .date: self = .date
            case .sex, .ethnicGroup, .relation, .education, .maritalStatus, .militaryService, .bloodType: self = .list
            case .name: self = .name
            case .place, .text, .gradeClass: self = .text
            }
        }
    }

    /// Family → weights in the order of `features`.
    public var weights: [String: [Double]]

    public init(weights: [String: [Double]]) { self.weights = weights }

    public init(from location: ResourceLocation) throws(IntakeError) {
        let file = location.root.appending(path: "calibration/fields.json")
        do {
            weights = try JSONDecoder().decode(Stored.self, from: Data(contentsOf: file)).weights
        } catch {
            throw IntakeError(
                "resource.broken", .resourceBroken.with("calibration/fields.json", "\(error)"),
                remedy: .resourceBrokenRemedy, exit: .internalFault)
        }
        for family in Family.allCases where weights[family.rawValue]?.count != Calibration.featureNames.count {
            throw IntakeError(
                "resource.broken", .resourceBroken.with("calibration/fields.json", family.rawValue),
                remedy: .resourceBrokenRemedy, exit: .internalFault)
        }
    }

    /// The file's shape.
    public struct Stored: Codable, Sendable {
        public var features: [String]
        public var weights: [String: [Double]]
        /// How many drawn papers.
        public var fittedOn: Int

        public init(features: [String], weights: [String: [Double]], fittedOn: Int) {
            self.features = features
            self.weights = weights
            self.fittedOn = fittedOn
        }
    }

    public static let featureNames = [
        "bias", "margin", "path", "lowest", "plainAgrees", "checked", "repaired", "secondAgrees", "secondDiffers",
        "handwritten", "quick",
    ]

    public static func features(_ evidence: ReadingEvidence) -> [Double] {
        func logit(_ value: Double) -> Double {
            let kept = min(0.9995, max(0.0005, value))
            return log(kept / (1 - kept)) / 4
        }
        return [
            1, logit(evidence.margin), logit(evidence.pathScore), logit(evidence.lowest),
            evidence.plainAgrees ? 1 : 0, evidence.checked ? 1 : 0, evidence.repaired ? 1 : 0,
            evidence.secondAgrees == true ? 1 : 0, evidence.secondAgrees == false ? 1 : 0,
            evidence.handwritten ? 1 : 0, evidence.quick ? 1 : 0,
        ]
    }

    /// 0.01…0.999. A value that fits only after a repair stays below 0.9, whatever the model says.
    public func confidence(_ evidence: ReadingEvidence, family: Family) -> Double {
        let w = weights[family.rawValue] ?? []
        let sum = zip(w, Calibration.features(evidence)).reduce(0) { $0 + $1.0 * $1.1 }
        let probability = min(0.999, max(0.01, 1 / (1 + exp(-sum))))
        // Nor does a number that does not prove itself pass for certain, nor a name that is none by its shape, nor a word
        // that its closed list lacks: ink of a seal or a label may have joined it, or a part be lost.
        let unproven = [.number, .name, .list].contains(family) && !evidence.checked
        return evidence.repaired || evidence.endsUnread || unproven ? min(0.85, probability) : probability
    }
}
