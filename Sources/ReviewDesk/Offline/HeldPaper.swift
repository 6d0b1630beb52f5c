internal import Foundation
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 留存的文书: a paper and its pictures as a desk holds them for one reviewer, so that it can be reviewed without store and
/// vault.
struct HeldPaper: Sendable {
    /// Which picture: the page, the page without red ink, or a field's cut-out.
    enum Part: Hashable {
        case page
        case withoutRed
        case field(FieldKey)
    }

    let sheet: ReviewSheet
    let pictures: [Part: Data]

    var id: Int64 { sheet.document.id }
    /// Bytes.
    var size: Int { pictures.values.reduce(0) { $0 + $1.count } }

    static func load(_ id: Int64, for person: Person, desk: Desk) async throws -> HeldPaper {
        let sheet = try await ReviewSheet.load(id, for: person, store: desk.store)
        let original = try await desk.vault.get(sheet.page.hash)
        let requests = PagePictures(page: sheet.page, reading: sheet.reading, documents: sheet.neighbours)
        var wanted: [(Part, PictureRequest?)] = [
            (.page, requests.request(of: sheet.document, field: nil)),
            (.withoutRed, requests.request(of: sheet.document, field: nil, redLifted: true)),
        ]
        for key in sheet.toDecide(by: person.id) where sheet.document.reading[key].map({ $0.region.area > 0 }) == true {
            wanted.append((.field(key), requests.request(of: sheet.document, field: key)))
        }
        var pictures: [Part: Data] = [:]
        for (part, request) in wanted {
            try Task.checkCancellation()
            if let request { pictures[part] = try await desk.picture(original, request) }
        }
        return HeldPaper(sheet: sheet, pictures: pictures)
    }
}
