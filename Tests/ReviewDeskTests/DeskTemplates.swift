import Foundation
import TestSupport

/// Where the desk's templates lie.
enum DeskTemplates {
    static let folder = Workplace.root.appending(path: "models/desk/templates")
}
