internal import Archives

/// What a file may ask of us before it is refused.
public struct SheetLimits: Sendable {
    /// Of the file, and of everything in a workbook once it is unpacked.
    public var bytes = 64 << 20
    /// Files inside a workbook.
    public var entries = 1000
    /// How many times larger a file inside may become, once it is larger than 4 MiB. Sheets of text stay below 60.
    public var ratio = 200
    public var rows = 200_000
    public var columns = 500
    /// Characters in one cell: what Excel allows.
    public var characters = 32_767

    public init() {}

    var archive: ZipLimits { ZipLimits(bytes: bytes, entries: entries, ratio: ratio) }
}
