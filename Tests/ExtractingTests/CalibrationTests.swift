import Foundation
import IntakeResources
import Recognizing
import TestSupport
import Testing

@testable import Extracting

@Suite("校准")
struct CalibrationTests {
    private let calibration: Calibration

    init() throws {
        calibration = try Calibration(from: ResourceLocation(root: Workplace.root.appending(path: "models")))
    }

    private func confidence(_ family: Calibration.Family, checked: Bool) -> Double {
        var evidence = ReadingEvidence()
        (evidence.margin, evidence.pathScore, evidence.lowest) = (0.999, 0.999, 0.999)
        evidence.plainAgrees = true
        evidence.checked = checked
        return calibration.confidence(evidence, family: family)
    }

    /// 又族 for 汉族, read without any doubt.
    @Test func whatAListOrACheckDoesNotConfirmIsNeverCertain() {
        for family in [Calibration.Family.number, .name, .list] {
            #expect(confidence(family, checked: false) <= FormReader.clipped)
            #expect(confidence(family, checked: true) >= FieldReader.certain)
        }
        #expect(confidence(.text, checked: false) >= FieldReader.certain)
    }
}
