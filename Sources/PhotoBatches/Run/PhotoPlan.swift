public import Foundation
public import Photos
public import Registry

/// 批次计划: what each photo of a run is to become, settled from the names alone before a pixel is read.
public struct PhotoPlan: Sendable {
    public struct Item: Sendable {
        public let file: PhotoFile
        public let owner: PhotoOwner
        /// Folders inside `photos/`, and the finished photo's name.
        public let group: [String]
        public let name: String
    }

    public let items: [Item]
    /// Students of the roster without a photo.
    public let missing: [StudentRoster.Row]

    public init(_ files: [PhotoFile], roster: PhotoRoster?, naming: PhotoNaming) {
        var takenStudents: [Int: String] = [:]
        var takenPlaces: Set<String> = []
        items = files.map { file in
            var owner = roster?.owner(of: file) ?? PhotoOwner()
            if let student = owner.student, owner.problem == nil {
                if let first = takenStudents[student.number] {
                    owner.problem = .taken(by: first)
                } else {
                    takenStudents[student.number] = file.lastName
                }
            }
            let group = PhotoNaming.group(owner.student)
            let wanted = owner.problem == nil ? owner.student.flatMap(naming.name) : nil
            // Whose it is or how it is called is not known: it keeps its own name, which a second file may have too.
            let base = wanted ?? PhotoNaming.safe(file.stem)
            var name = base
            var number = 2
            while !takenPlaces.insert((group + [name]).joined(separator: "/")).inserted {
                name = "\(base)-\(number)"
                number += 1
            }
            return Item(file: file, owner: owner, group: group, name: name + ".jpg")
        }
        missing = roster?.rows.filter { takenStudents[$0.number] == nil } ?? []
    }

    /// Where an item's finished photo goes, and what people decide by where they do that at a desk.
    public static func order(_ item: Item, in folder: URL, forDesk: Bool = false) -> PrepareOrder {
        func place(_ top: String) -> String {
            (item.group.reduce(folder.appending(path: top)) { $0.appending(path: $1) }).appending(path: item.name).path
        }
        let isSure = item.owner.problem == nil
        let desk = forDesk ? DeskOrder(seen: place(".desk/seen"), refused: place(".desk/refused")) : nil
        return PrepareOrder(passed: place(isSure ? "photos" : "review"), review: place("review"), desk: desk)
    }
}
