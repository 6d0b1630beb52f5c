internal import Foundation
internal import IntakeModel

extension SealRoles {
    /// What the seals say settles what their places left open.
    func settled(_ seals: [OfficialSeal]) -> [OfficialSeal] {
        var seals = seals
        func isFree(_ role: SealRole) -> Bool {
            expected.contains { $0.role == role } && !seals.contains { $0.role == role }
        }
        for index in seals.indices where seals[index].role == .other {
            guard let text = seals[index].text, SealRoles.fits(seals[index].shape, .round) else { continue }
            if text.contains("公安厅"), isFree(.provincialPolice) {
                seals[index].role = .provincialPolice
            } else if text.contains("派出所"), isFree(.policeHousehold) {
                seals[index].role = .policeHousehold
            }
        }
        // Beside the school's seal its education bureau's: the department's, not a second one of the school.
        for index in seals.indices where [.receivingSchool, .releasingSchool].contains(seals[index].role) {
            guard let text = seals[index].text, text.contains("教育"), text.contains("局"),
                seals.count(where: { $0.role == seals[index].role }) > 1
            else { continue }
            seals[index].role = .department
        }
        return seals
    }
}
