internal import IntakeModel
internal import Registry

/// 页上位置: which page of the file a paper lies on, and where its fields are on the upright picture.
struct PagePlace {
    /// From 1.
    let number: Int
    /// Clockwise turn that makes the page upright: what reading found and what people turned.
    let rotation: Int
    private let width: Double
    private let height: Double

    init(page: PageReading?, turn: Int = 0) {
        number = page?.page ?? 1
        rotation = ((page?.rotation ?? 0) + turn) % 360
        width = Double(page?.width ?? 0)
        height = Double(page?.height ?? 0)
    }

    init(_ document: IntakeDocument, in reading: FileReading?, turn: Int = 0) {
        let pages = reading?.pages ?? []
        let page =
            pages.first { $0.page == document.sheet }
            ?? pages.first { page in
                page.documents.contains {
                    $0.documentType == document.reading.documentType && $0.region == document.reading.region
                }
            }
        self.init(page: page ?? pages.first, turn: turn)
    }

    /// Left, top, width and height as parts of the upright page, 0…1; `nil` when nothing is known of its size.
    func share(_ region: Region) -> [Double]? {
        guard width > 0, height > 0, region.width > 0, region.height > 0 else { return nil }
        let (x, y, w, h) = (region.x / width, region.y / height, region.width / width, region.height / height)
        return switch rotation {
        case 90: [1 - y - h, x, h, w]
        case 180: [1 - x - w, 1 - y - h, w, h]
        case 270: [y, 1 - x - w, h, w]
        default: [x, y, w, h]
        }
    }

    /// A paper's region cut in two on the upright page, at a share of its height (`across`) or width, 0…1: the upper or
    /// left part first. Pixels of the file.
    func cut(_ region: Region, at share: Double, across: Bool) -> (first: Region, second: Region) {
        let whole = region.area > 0 ? region : Region(x: 0, y: 0, width: width, height: height)
        // Which side of the stored page is up decides which stored part comes first.
        let isLying = rotation % 180 == 90
        let alongY = across != isLying
        let isBackward = across ? rotation == 180 || rotation == 270 : rotation == 90 || rotation == 180
        let at = isBackward ? 1 - share : share
        let parts =
            alongY
            ? (
                Region(x: whole.x, y: whole.y, width: whole.width, height: whole.height * at),
                Region(x: whole.x, y: whole.y + whole.height * at, width: whole.width, height: whole.height * (1 - at))
            )
            : (
                Region(x: whole.x, y: whole.y, width: whole.width * at, height: whole.height),
                Region(x: whole.x + whole.width * at, y: whole.y, width: whole.width * (1 - at), height: whole.height)
            )
        return isBackward ? (parts.1, parts.0) : parts
    }
}
