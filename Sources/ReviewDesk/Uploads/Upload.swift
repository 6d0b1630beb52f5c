internal import Foundation
internal import IntakeModel
internal import IntakePipeline

/// 上传: a file that comes in pieces, until what it brings is taken in.
struct Upload: Codable, Sendable {
    enum Stage: String, Codable {
        /// Bytes are missing.
        case receiving
        /// All are there; what they bring is being taken in.
        case taking
        case done
    }

    /// A page that the file brought.
    struct Taken: Codable, Hashable {
        let page: Int64
        let isNew: Bool
    }

    let id: String
    let person: String
    let organization: String
    /// What people call the file; never a path.
    let name: String
    /// Bytes.
    let size: Int
    /// By what the browser knows the file again, such as a checksum of its ends; may be empty.
    let identity: String
    /// Of all bytes, hexadecimal, where the browser could compute it.
    let sha256: String?
    let caseNumber: Int64?
    var stage = Stage.receiving
    var taken: [Taken] = []
    var failures: [ImportFailure] = []
}

/// 上传限额: so that a desk's disk is never filled by files that nobody finishes.
enum UploadLimits {
    /// Bytes of one archive, and of any other file: what intake takes.
    static let archive = 2 << 30
    static let file = 64 << 20
    /// Bytes and files that one person may have under way.
    static let personBytes = 6 << 30
    static let personFiles = 50
    /// Bytes of all people.
    static let bytes = 40 << 30
    /// Seconds after the last byte.
    static let lifetime = 24 * 3600.0

    /// Throws what forbids a file of this name and size. Archives are known by their name here, and by their bytes when they
    /// are there.
    static func check(name: String, size: Int) throws(IntakeError) {
        guard size > 0 else {
            throw IntakeError("image.empty", .uploadEmpty.with(name), remedy: .uploadAgain, exit: .badInput)
        }
        let isArchive = name.lowercased().hasSuffix(".zip")
        guard size <= (isArchive ? archive : file) else {
            throw IntakeError("desk.too-large", .deskTooLarge, remedy: .deskTooLargeRemedy, exit: .badInput)
        }
    }
}
