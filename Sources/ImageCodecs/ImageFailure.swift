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
        }
    }
}

/// Thrown inside the module; the file's name is added where it is known.
struct ImageFault: Error {
    let failure: ImageFailure

    init(_ failure: ImageFailure) { self.failure = failure }
}
