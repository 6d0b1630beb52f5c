/// What an archive may ask of us before it is refused.
public struct ZipLimits: Sendable {
    /// Of everything inside together, once it is unpacked.
    public var bytes: Int
    public var entries: Int
    /// How many times larger a file inside may become, once it is larger than 4 MiB.
    public var ratio: Int

    public init(bytes: Int, entries: Int, ratio: Int) {
        self.bytes = bytes
        self.entries = entries
        self.ratio = ratio
    }
}
