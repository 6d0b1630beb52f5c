public import Photos
public import Registry

/// 批次结果.
public struct PhotoBatchResults: Sendable {
    /// A finished photo and whose it is.
    public struct Passed: Sendable {
        public let file: String
        public let student: StudentRoster.Row?
    }

    /// A photo as people decide on it at the desk.
    public struct Judged: Sendable {
        public let file: PhotoFile
        public let student: StudentRoster.Row?
        public let report: PhotoReport
        /// Paths of the finished photo and of the small picture of the whole one.
        public let finished: String?
        public let seen: String?
    }

    /// In the order of the photos.
    public var lines: [PreparedLine] = []
    public var passed: [Passed] = []
    /// All of them, in their order, when the run was made for the desk.
    public var judged: [Judged] = []
    /// Names of the archives.
    public var archives: [String] = []
    /// Somebody has to do something.
    public var needsWork = false
}

/// One photo's line of `photos prepare --json`: that of `photos check`, and where the finished photo is.
public struct PreparedLine: Encodable, Sendable {
    public let report: PhotoReport
    public let prepared: PreparedPhoto?

    private enum CodingKeys: String, CodingKey { case output, bytes, quality }

    public func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(prepared?.path, forKey: .output)
        try container.encodeIfPresent(prepared?.bytes, forKey: .bytes)
        try container.encodeIfPresent(prepared?.quality, forKey: .quality)
    }
}
