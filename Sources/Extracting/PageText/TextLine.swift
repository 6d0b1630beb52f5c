internal import IntakeModel
internal import Recognizing

/// 一行文字: a line that detection found and the recognizer read.
struct TextLine {
    /// On the level page.
    var box: Region
    private let compact: CompactLattice
    var characters: [ReadCharacter]
    /// The picture that was read, for a second engine.
    var picture: PageImage
    /// Characters stand under each other.
    var isColumn = false

    init(box: Region, lattice: CTCLattice, characters: [ReadCharacter], picture: PageImage, isColumn: Bool = false) {
        self.box = box
        compact = CompactLattice(lattice)
        self.characters = characters
        self.picture = picture
        self.isColumn = isColumn
    }

    var lattice: CTCLattice { compact.expanded }

    var text: String { String(characters.map(\.character)) }

    /// Where some of its characters stand on the level page.
    func box(of range: Range<Int>) -> Region {
        guard !characters.isEmpty, !range.isEmpty, !isColumn else { return box }
        let from = edge(range.lowerBound)
        return Region(
            x: box.x + from * box.width, y: box.y, width: max(1, (edge(range.upperBound) - from) * box.width),
            height: box.height)
    }

    /// The lattice of some of its characters.
    func lattice(of range: Range<Int>) -> CTCLattice {
        characters.isEmpty ? lattice : lattice.part(from: edge(range.lowerBound), to: edge(range.upperBound))
    }

    /// Halfway between a character and the one before it, 0…1 along the line.
    private func edge(_ index: Int) -> Double {
        if index <= 0 { return 0 }
        if index >= characters.count { return 1 }
        return (characters[index - 1].position + characters[index].position) / 2
    }
}
