internal import Extracting
internal import Foundation
public import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 运行环境: every engine, model and data file that reading needs, tried out for real.
public enum Installation {
    public struct Check: Sendable {
        public let name: String
        /// `engine`, `model`, `library`, `data` or `device`.
        public let kind: String
        public let present: Bool
        public let detail: String
        /// What to do when it is missing.
        public let remedy: Phrase

        public init(name: String, kind: String, present: Bool, detail: String, remedy: Phrase) {
            self.name = name
            self.kind = kind
            self.present = present
            self.detail = detail
            self.remedy = remedy
        }
    }

    public static func checks() -> [Check] {
        guard let resources = try? ResourceLocation.find() else {
            return [
                Check(name: "models/", kind: "data", present: false, detail: "", remedy: .resourcesMissingRemedy)
            ]
        }
        var checks: [Check] = []
        func add(_ name: String, _ kind: String, _ remedy: Phrase, _ attempt: () throws -> String) {
            do {
                checks.append(Check(name: name, kind: kind, present: true, detail: try attempt(), remedy: remedy))
            } catch {
                let detail = (error as? IntakeError)?.underlying ?? ""
                checks.append(Check(name: name, kind: kind, present: false, detail: detail, remedy: remedy))
            }
        }
        add("OpenVINO", "engine", .runSetup) {
            _ = try InferenceRuntime(resources: resources)
            return resources.fetched.appending(path: "openvino").path
        }
        add("PP-OCRv6 small", "model", .runSetup) {
            let model = try PPOCRRecognizer(
                .small, runtime: InferenceRuntime(resources: resources), resources: resources)
            return "\(model.characters.count - 2)"
        }
        add("PP-OCRv6 tiny", "model", .runSetup) {
            let model = try PPOCRRecognizer(
                .tiny, runtime: InferenceRuntime(resources: resources), resources: resources)
            return "\(model.characters.count - 2)"
        }
        add("Tesseract chi_sim", "engine", .installTesseract) {
            _ = try TesseractRecognizer()
            return ""
        }
        add("models/forms", "data", .resourceBrokenRemedy) {
            try FormLibrary(from: resources).templates.map(\.documentType.rawValue).joined(separator: ", ")
        }
        add("models/facts", "data", .resourceBrokenRemedy) {
            "\(try IntakeFacts(from: resources).areaCodes.names.count)"
        }
        add("models/calibration", "data", .resourceBrokenRemedy) {
            _ = try Calibration(from: resources)
            return ""
        }
        return checks
    }
}
