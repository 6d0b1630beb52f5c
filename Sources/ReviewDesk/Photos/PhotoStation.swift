/// 照片目录: what the program that runs the desk offers for photo runs: folders that were put where the desk may look,
/// and a process that works through one.
public struct PhotoStation: Sendable {
    /// A folder of photos of an organization.
    public struct Folder: Sendable {
        public var name: String
        /// A run over it is under way.
        public var isBusy: Bool

        public init(name: String, isBusy: Bool) {
            self.name = name
            self.isBusy = isBusy
        }
    }

    /// A run that somebody asks for; `folder` is one of those that were offered.
    public struct Order: Sendable {
        public var organization: String
        public var folder: String
        public var profile: String
        /// Login name of who starts it.
        public var person: String
    }

    /// Names of the profiles that come with the program.
    public static let profiles = ["national", "id-card"]

    /// The folders of an organization by its code.
    public var folders: @Sendable (_ organization: String) async -> [Folder]
    /// Throws `photos.folder` and `photos.busy`.
    public var start: @Sendable (Order) async throws -> Void

    public init(
        folders: @escaping @Sendable (_ organization: String) async -> [Folder],
        start: @escaping @Sendable (Order) async throws -> Void
    ) {
        self.folders = folders
        self.start = start
    }
}
