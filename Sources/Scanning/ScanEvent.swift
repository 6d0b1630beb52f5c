/// What the scanning child says, one JSON line each.
struct ScanEvent: Codable {
    enum Kind: String, Codable {
        /// Connected; options are set.
        case ready
        /// Nothing yet: the device is busy or asleep, or nobody has pressed its button or put paper in.
        case waiting
        /// Bytes of page `page` have arrived; `bytes` of `total` (0 when unknown).
        case progress
        /// Page `page` is complete and lies in `file`.
        case page
        /// Nothing more to scan; `page` pages were delivered.
        case finished
        /// `fault` happened while page `page` was being scanned.
        case fault
        /// The answer to a search for devices.
        case devices
    }

    var kind: Kind
    var page = 0
    var bytes = 0
    var total = 0
    var file: String?
    var width = 0
    var height = 0
    var dpi: Double?
    var fault: ScanFault?
    var detail: [String]?
    var devices: [ScannerDevice]?

    init(_ kind: Kind) { self.kind = kind }
}

/// What the parent answers.
enum ScanReply: String {
    /// The page is safe; scan the next one.
    case next
    /// Enough.
    case stop
}
