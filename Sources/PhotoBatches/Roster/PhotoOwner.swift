public import Registry

/// 照片归属: whose photo a file is, by its name, and how that was found.
public struct PhotoOwner: Sendable {
    /// `nil` when the roster has no such student, or several.
    public var student: StudentRoster.Row?
    /// Why not, or what is odd about it.
    public var problem: PhotoNameProblem?
}

/// What can be wrong with the name of a photo.
public enum PhotoNameProblem: Sendable, Equatable {
    /// Nobody of that number or name.
    case unknown
    /// Several students fit.
    case ambiguous
    /// The number is one student's, the name another's: two photos may be exchanged.
    case contradictory(numberOf: String, nameOf: String)
    /// Another photo of the run is this student's already.
    case taken(by: String)
}
