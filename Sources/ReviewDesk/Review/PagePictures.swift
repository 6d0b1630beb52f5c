internal import IntakeModel
internal import IntakePipeline
internal import Registry

/// 页面图样: which picture of a page is asked for, and what of it is painted over.
struct PagePictures {
    /// Pixels: an A4 page at about 220 dpi.
    private static let pageSide = 2600
    private static let cropSide = 1400
    private static let smallSide = 360

    /// What of a ledger is shown.
    enum Shown {
        case everything
        case row(Int?)
    }

    let page: IntakePage
    let reading: FileReading?
    /// Every paper of the page.
    let documents: [IntakeDocument]

    /// A paper's page, or a page by itself, or one field's cut-out; `nil` when the paper has no such field.
    func request(
        _ document: IntakeDocument?, field key: FieldKey?, isSmall: Bool = false, redLifted: Bool,
        keeping: (IntakeDocument) -> Shown
    ) -> PictureRequest? {
        func place(_ document: IntakeDocument) -> PagePlace { PagePlace(document, in: reading, turn: page.turn) }
        let shown = document.map(place) ?? PagePlace(page: reading?.pages.first, turn: page.turn)
        let field = key.flatMap { document?.reading[$0] }
        if key != nil, field == nil { return nil }
        var masks: [Region] = []
        for other in documents where place(other).number == shown.number {
            guard case .row(let row) = keeping(other) else { continue }
            masks += RowMasking.masks(other.reading, keeping: row, rotation: place(other).rotation)
        }
        return PictureRequest(
            name: "page \(page.id)", page: shown.number, rotation: shown.rotation, region: field?.region,
            longestSide: isSmall
                ? PagePictures.smallSide : field == nil ? PagePictures.pageSide : PagePictures.cropSide,
            redLifted: redLifted, masks: masks)
    }

    /// The same for a reviewer of the paper's own organization: a row's cut-out shows no other row.
    func request(of document: IntakeDocument, field: FieldKey?, redLifted: Bool = false) -> PictureRequest? {
        request(document, field: field, redLifted: redLifted) { other in
            guard let row = field?.row?.number else { return .everything }
            return .row(other.id == document.id ? row : nil)
        }
    }
}
