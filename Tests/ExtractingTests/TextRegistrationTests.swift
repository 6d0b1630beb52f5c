import Foundation
import IntakeModel
import IntakeResources
import Recognizing
import TestSupport
import Testing

@testable import Extracting

@Suite("按栏名配准")
struct TextRegistrationTests {
    private let known: KnownForm

    init() throws { known = try KnownForm(.provincialTransferApplication) }

    private func line(_ text: String, in box: Region) throws -> TextLine {
        let lattice = try SealLattice.showing(text.map { [$0: 0.97] }, also: "")
        return TextLine(
            box: box, lattice: lattice, characters: lattice.plainReading().characters,
            picture: PageImage(width: 8, height: 8, channels: 1, filledWith: 255))
    }

    /// The form nine pixels a millimetre large, its upper 33 mm cut off: the labels that are left tell where the table
    /// would begin, above the picture.
    @Test func aTableThatIsCutIsLaidBeyondThePicture() throws {
        let (scale, left, top) = (9.0, 200.0, -300.0)
        var lines: [TextLine] = []
        for cell in known.template.cells {
            guard let label = cell.label else { continue }
            let place = cell.rectangle.center
            let center = (x: left + scale * place.x, y: top + scale * place.y)
            guard center.y > 60 else { continue }
            let size = (width: 16.0 * Double(label.text.count), height: 20.0)
            lines.append(
                try line(
                    label.text,
                    in: Region(
                        x: center.x - size.width / 2, y: center.y - size.height / 2, width: size.width,
                        height: size.height)))
        }
        let normalizer = TextNormalizer(folding: known.facts.folding)
        let spotter = LabelSpotter(lines, normalizer: normalizer)
        let placement = try #require(
            TextRegistration.placement(of: PaperKind(known.template, spotter: spotter, normalizer: normalizer)))
        #expect(abs(placement.table.x - left) < 12 && abs(placement.table.y - top) < 12)
        #expect(abs(placement.table.height - scale * known.template.tableHeight) < 40)
        // 原考籍号 is cut off: what is like it is 现考籍号, and one place is one label's only.
        let boxes = placement.anchors.values.map { [$0.center.x, $0.center.y] }
        #expect(Set(boxes).count == placement.anchors.count)
        for (cell, box) in placement.anchors {
            let wanted = known.template.cells[cell].rectangle.center
            #expect(abs(box.center.y - top - scale * wanted.y) < 30)
        }
    }
}
