/// 纸张尺寸: how large a paper a scanner is told of; `auto` is everything it sees, less what it adds below a sheet.
public struct ScanSize: RawRepresentable, Codable, Sendable, Hashable {
    /// `auto`, a paper's name, or width and height in millimetres as `148x105`.
    public let rawValue: String
    /// Millimetres; `nil` for `auto`.
    public let sheet: (width: Double, height: Double)?

    /// `nil` when it is neither a name nor a size between 20 mm and 1.5 m.
    public init?(rawValue: String) {
        if rawValue == "auto" {
            self.rawValue = rawValue
            sheet = nil
            return
        }
        if let known = ScanSize.papers.first(where: { $0.name.lowercased() == rawValue.lowercased() }) {
            self.rawValue = known.name
            sheet = (known.width, known.height)
            return
        }
        let numbers = rawValue.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 2, let width = numbers[0], let height = numbers[1],
            (20...1500).contains(width), (20...1500).contains(height)
        else { return nil }
        self.rawValue = rawValue.lowercased()
        sheet = (width, height)
    }

    public static let auto = ScanSize(sheet: nil, rawValue: "auto")

    private init(sheet: (width: Double, height: Double)?, rawValue: String) {
        self.sheet = sheet
        self.rawValue = rawValue
    }

    /// Papers by name, millimetres: GB/T 148 (ISO 216), 正度 16 开, and cards by ISO/IEC 7810 (ID-1).
    public static let papers: [(name: String, width: Double, height: Double)] = [
        ("A3", 297, 420), ("A4", 210, 297), ("A5", 148, 210), ("A6", 105, 148), ("B5", 176, 250), ("16K", 184, 260),
        ("card", 85.6, 54),
    ]

    public static func == (one: ScanSize, other: ScanSize) -> Bool { one.rawValue == other.rawValue }
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
