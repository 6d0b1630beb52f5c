public import Foundation

/// 已知扫描仪: what was found last, in a file, so that nobody waits for a search that takes seconds.
public struct KnownScanners: Sendable {
    /// Seconds for which a list needs no new search.
    public static let fresh: TimeInterval = 60

    private let file: URL

    public init(file: URL) { self.file = file }

    /// `nil` when nothing was ever looked for.
    public var last: (devices: [ScannerDevice], age: TimeInterval)? {
        guard let data = try? Data(contentsOf: file),
            let devices = try? JSONDecoder().decode([ScannerDevice].self, from: data),
            let values = try? file.resourceValues(forKeys: [.contentModificationDateKey]),
            let written = values.contentModificationDate
        else { return nil }
        return (devices, max(0, Date().timeIntervalSince(written)))
    }

    public func note(_ devices: [ScannerDevice]) {
        try? JSONEncoder().encode(devices).write(to: file, options: .atomic)
    }
}
