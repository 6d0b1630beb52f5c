public import IntakeModel

/// The ways in which a file is no page; each names its file and what to do.
public enum ImageFailure: Sendable, Equatable {
    case empty
    case unknownFormat
    case truncated
    case damaged(String)
    case tooLarge(width: Int, height: Int)
    case tooManyBytes(Int)
    case unsupported(String)
    /// A PDF that wants a password.
    case locked
    case tooManyPages(Int)
    /// The Debian package whose program is wanted.
    case programMissing(String)

    public func error(file: String) -> IntakeError {
        switch self {
        case .empty:
            IntakeError("image.empty", .imageEmpty.with(file), remedy: .scanAgain)
        case .unknownFormat:
            IntakeError("image.unknown-format", .imageUnknownFormat.with(file), remedy: .imageUnknownFormatRemedy)
        case .truncated:
            IntakeError("image.truncated", .imageTruncated.with(file), remedy: .scanAgain)
        case .damaged(let detail):
            IntakeError("image.damaged", .imageDamaged.with(file), remedy: .scanAgain, underlying: detail)
        case .tooLarge(let width, let height):
            IntakeError(
                "image.too-large", .imageTooLarge.with(file, String(width), String(height)),
                remedy: .imageTooLargeRemedy)
        case .tooManyBytes(let bytes):
            IntakeError(
                "image.too-many-bytes", .imageTooManyBytes.with(file, String(bytes >> 20)),
                remedy: .imageTooLargeRemedy)
        case .unsupported(let detail):
            IntakeError(
                "image.unsupported", .imageUnsupported.with(file, detail), remedy: .imageUnknownFormatRemedy)
        case .locked:
            IntakeError("image.locked", .imageLocked.with(file), remedy: .imageLockedRemedy)
        case .tooManyPages(let most):
            IntakeError(
                "image.too-many-pages", .imageTooManyPages.with(file, String(most)), remedy: .imageTooManyPagesRemedy)
        case .programMissing(let package):
            IntakeError(
                "image.program-missing", .imageProgramMissing.with(file, package), remedy: .runSetup,
                exit: .unavailable)
        }
    }
}

/// Thrown inside the module; the file's name is added where it is known.
struct ImageFault: Error {
    let failure: ImageFailure

    init(_ failure: ImageFailure) { self.failure = failure }
}
