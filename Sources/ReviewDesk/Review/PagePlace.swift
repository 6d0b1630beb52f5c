internal import IntakeModel
internal import Registry

/// 页上位置: which page of the file a paper lies on, and where its fields are on the upright picture.
struct PagePlace {
    /// From 1.
    let number: Int
    let rotation: Int
    private let width: Double
    private let height: Double

    init(page: PageReading?) {
        number = page?.page ?? 1
        rotation = page?.rotation ?? 0
        width = Double(page?.width ?? 0)
        height = Double(page?.height ?? 0)
    }

    init(_ document: IntakeDocument, in reading: FileReading?) {
        let pages = reading?.pages ?? []
        let page = pages.first { page in
            page.documents.contains {
                $0.documentType == document.reading.documentType && $0.region == document.reading.region
            }
        }
        self.init(page: page ?? pages.first)
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
}
