import Foundation
import IntakeModel
import IntakeResources
import TestSupport
import Testing

@testable import Extracting

/// One of the project's own forms, with the facts that its values are checked against.
struct KnownForm {
    let facts: IntakeFacts
    let template: FormTemplate

    init(_ type: DocumentType) throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        facts = try IntakeFacts(from: resources)
        template = try #require(
            try FormLibrary(from: resources).templates.first { $0.documentType == type })
    }
}
