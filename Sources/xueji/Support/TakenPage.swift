import IntakeModel
import Registry

/// A page that is safe now, as a person or a script sees it.
struct TakenPage: Encodable {
    let page: Int64
    let hash: String
    let name: String
    let duplicate: Bool

    init(_ page: IntakePage, isNew: Bool) {
        self.page = page.id
        hash = page.hash
        name = page.name
        duplicate = !isNew
    }

    func show(_ console: Console) throws {
        if console.json { return try console.sayJSON(self) }
        console.say((duplicate ? Phrase.pageDuplicate : .pageTaken).with(String(page), name))
    }
}
