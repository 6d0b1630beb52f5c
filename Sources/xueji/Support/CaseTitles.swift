import IntakeModel
import Registry

// What people call them, as at the desk.

extension IntakeCase {
    var kindTitle: Phrase { DeskWords.phrase("kind.\(kind.rawValue)") }
    var stateTitle: Phrase { DeskWords.phrase("state.\(state.rawValue)") }
}

extension DecisionOutcome {
    var title: Phrase { DeskWords.phrase("outcome.\(rawValue)") }
}
