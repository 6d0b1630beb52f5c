internal import IntakeModel
internal import Photos

/// What the names of a photo and the roster say against it.
enum NameReasons {
    static func reasons(_ item: PhotoPlan.Item, language: Language) -> [PhotoReason] {
        guard let problem = item.owner.problem else { return [] }
        switch problem {
        case .unknown: return [PhotoReason(.notOnRoster, message: .photoNameUnknown, language: language)]
        case .ambiguous: return [PhotoReason(.wrongName, message: .photoNameAmbiguous, language: language)]
        case .contradictory(let number, let name):
            return [PhotoReason(.wrongName, message: .photoNameSwapped.with(number, name), language: language)]
        case .taken(let first):
            return [PhotoReason(.duplicatePhoto, message: .photoNameTaken.with(first), language: language)]
        }
    }
}
