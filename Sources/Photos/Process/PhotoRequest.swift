public import Foundation

/// 照片任务: one line to the photo process.
public struct PhotoRequest: Codable, Sendable {
    public var file: PhotoFile
    /// What to make of it; `nil` when it is only checked.
    public var prepare: PrepareOrder?
    /// A small picture comes back for photos that do not pass.
    public var wantsThumbnail: Bool

    public init(file: PhotoFile, prepare: PrepareOrder? = nil, wantsThumbnail: Bool = false) {
        self.file = file
        self.prepare = prepare
        self.wantsThumbnail = wantsThumbnail
    }
}

/// Where a prepared photo goes.
public struct PrepareOrder: Codable, Sendable, Hashable {
    /// Paths of the finished photo when it passes, and when a person has to look at it.
    public var passed: String
    public var review: String
    /// What people decide by, where they do that at a desk.
    public var desk: DeskOrder?

    public init(passed: String, review: String, desk: DeskOrder? = nil) {
        self.passed = passed
        self.review = review
        self.desk = desk
    }
}

/// 供人复核: pictures of a photo that does not pass, for those who decide on it.
public struct DeskOrder: Codable, Sendable, Hashable {
    /// Path of a small JPEG of the whole photo as it was handed in.
    public var seen: String
    /// Path of the finished photo that a person may accept although it failed.
    public var refused: String

    public init(seen: String, refused: String) {
        self.seen = seen
        self.refused = refused
    }
}

/// The answer.
public struct PhotoAnswer: Codable, Sendable {
    public var report: PhotoReport
    public var prepared: PreparedPhoto?
    /// JPEG, 160 pixels wide.
    public var thumbnail: Data?
    /// SHA-256 of the file, hexadecimal.
    public var hash: String?
    /// 16 × 20 grey levels of the finished photo, to find the same picture under two names.
    public var print: Data?
    /// Paths of what was written for those who decide on it; `nil` where nothing could be made.
    public var seen: String?
    public var refused: String?

    public init(report: PhotoReport) { self.report = report }
}

/// 成品照片: what was written.
public struct PreparedPhoto: Codable, Sendable {
    public var path: String
    public var bytes: Int
    /// SHA-256 of what was written, hexadecimal, so that a later run knows it again.
    public var hash: String
    /// JPEG quality; `nil` when the file's own picture data were kept.
    public var quality: Int?
    public var verdict: PhotoVerdict
}
