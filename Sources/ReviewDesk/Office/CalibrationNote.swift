internal import Foundation
internal import IntakeResources

/// 校准依据: on which papers the calibration in `models/calibration` was fitted.
struct CalibrationNote: Decodable {
    let fittedOn: Int

    /// How many papers; `nil` when the file says nothing of it.
    static func fittedOn(_ resources: ResourceLocation) -> Int? {
        let file = resources.root.appending(path: "calibration/fields.json")
        let note = try? JSONDecoder().decode(CalibrationNote.self, from: Data(contentsOf: file))
        return note?.fittedOn
    }
}
