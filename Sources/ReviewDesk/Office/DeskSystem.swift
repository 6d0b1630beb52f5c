internal import Foundation
public import IntakeModel

/// 运行状况的来源: what the program that runs the desk knows of itself.
public struct DeskSystem: Sendable {
    /// One engine, model or data file.
    public struct Check: Sendable {
        public var name: String
        public var kind: String
        public var isPresent: Bool
        public var remedy: Phrase

        public init(name: String, kind: String, isPresent: Bool, remedy: Phrase) {
            self.name = name
            self.kind = kind
            self.isPresent = isPresent
            self.remedy = remedy
        }
    }

    /// Bytes below which a disk is too full to take pages in: a thousand pages of 1 MB.
    static let leastFree: Int64 = 1_000_000_000

    /// Which database, without its address.
    public var storeName: String
    /// Names of ``DeskWords`` with where they lie.
    public var folders: [(name: String, path: String)]
    /// How many local workers run, and how many should.
    public var workers: @Sendable () async -> (running: Int, wanted: Int)
    public var checks: @Sendable () async -> [Check]
    /// Whether a proxy stands before the desk, so that every request seems to come from there.
    public var isBehindProxy: Bool
    /// What whoever reads the metrics has to bring; without one only this machine may.
    public var metricsToken: String?

    public init(
        storeName: String = "SQLite", folders: [(name: String, path: String)] = [],
        workers: @escaping @Sendable () async -> (running: Int, wanted: Int) = { (0, 0) },
        checks: @escaping @Sendable () async -> [Check] = { [] }, isBehindProxy: Bool = false,
        metricsToken: String? = nil
    ) {
        self.storeName = storeName
        self.folders = folders
        self.workers = workers
        self.checks = checks
        self.isBehindProxy = isBehindProxy
        self.metricsToken = metricsToken
    }

    /// Bytes left on the disk of a folder; `nil` when it is not there or cannot be written.
    static func free(_ path: String) -> Int64? {
        guard FileManager.default.isWritableFile(atPath: path),
            let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        else { return nil }
        return (attributes[.systemFreeSize] as? NSNumber)?.int64Value
    }
}
