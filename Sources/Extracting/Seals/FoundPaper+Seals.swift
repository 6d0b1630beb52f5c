internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing

extension FoundPaper {
    /// The straightened paper with an estimate of its scale.
    func sealSheet(of image: PageImage) -> SealSheet {
        let paper = sheet.paper
        let scale: Double
        switch self {
        case .table:
            // The longer side: forms stretch in one direction more often than in both.
            scale = max(paper.table.width, paper.table.height) / max(template.tableWidth, template.tableHeight)
        case .text:
            let step = paper.toFile.apply(Point(x: 100, y: 0)).distance(to: paper.toFile.apply(Point(x: 0, y: 0)))
            if let dpi = image.dpi, (90...1300).contains(dpi) {
                scale = dpi / 25.4 / (step / 100)
            } else {
                // A4 unless the file says otherwise.
                scale = Double(min(paper.image.width, paper.image.height)) / 210
            }
        }
        return SealSheet(paper: paper, inks: sheet.inks, pixelsPerMillimetre: scale)
    }

    /// Where the form wants seals; on papers without a table anywhere.
    var expectedSeals: [ExpectedSeal] {
        let paper = sheet.paper
        return template.seals.map { place in
            switch self {
            case .table: place.expected(on: paper.table, of: template)
            case .text:
                ExpectedSeal(
                    role: place.role, shape: place.shape, area: paper.image.bounds, size: place.size,
                    required: place.required)
            }
        }
    }

    /// The margins of a straightened paper may show its neighbour on the glass: seals there are not its own.
    func owns(_ seal: OfficialSeal, on image: PageImage) -> Bool {
        if seal.role != .other, seal.role != .registrarName { return true }
        let own = region(on: image)
        let near = own.inset(dx: -0.04 * own.width, dy: -0.04 * own.height)
        let center = seal.region.center
        return center.x > near.x && center.x < near.maxX && center.y > near.y && center.y < near.maxY
    }
}
