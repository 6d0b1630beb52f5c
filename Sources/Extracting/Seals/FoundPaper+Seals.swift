internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing

extension FoundPaper {
    /// The straightened paper with an estimate of its scale; the whole page where the paper's text reaches further.
    func sealSheet(of image: PageImage) -> SealSheet {
        let paper = sheet.paper
        switch self {
        case .table(let registered):
            // The longer side: forms stretch in one direction more often than in both.
            let scale = max(paper.table.width, paper.table.height) / max(template.tableWidth, template.tableHeight)
            guard let page = widerPage(of: registered) else {
                return SealSheet(paper: paper, inks: sheet.inks, pixelsPerMillimetre: scale)
            }
            return SealSheet(
                paper: page.paper, inks: page.inks,
                pixelsPerMillimetre: scale * paper.filePixelsPerPixel / page.paper.filePixelsPerPixel)
        case .text:
            let scale: Double
            if let dpi = image.dpi, (90...1300).contains(dpi) {
                scale = dpi / 25.4 / paper.filePixelsPerPixel
            } else {
                // A4 unless the file says otherwise.
                scale = Double(min(paper.image.width, paper.image.height)) / 210
            }
            return SealSheet(paper: paper, inks: sheet.inks, pixelsPerMillimetre: scale)
        }
    }

    /// Share of the straightened picture by which text must reach beyond it.
    private static let beyond = 0.05

    private func widerPage(of registered: RegisteredPaper) -> PageText? {
        guard let labelled = registered.labelled, let toSheet = sheet.paper.toFile.inverse,
            let text = Region(enclosing: labelled.lines.flatMap { labelled.sheet.fileRegion($0.box).corners })
        else { return nil }
        let seen = sheet.paper.image.bounds
        let wanted = toSheet.apply(text)
        let most = FoundPaper.beyond
        let isWithin =
            wanted.x > seen.x - most * seen.width && wanted.maxX < seen.maxX + most * seen.width
            && wanted.y > seen.y - most * seen.height && wanted.maxY < seen.maxY + most * seen.height
        return isWithin ? nil : labelled.page
    }

    /// Where the form wants seals; on papers without a table anywhere, and on those that have more around it than ours.
    var expectedSeals: [ExpectedSeal] {
        let paper = sheet.paper
        func anywhere(_ place: SealPlace, on bounds: Region) -> ExpectedSeal {
            ExpectedSeal(
                role: place.role, shape: place.shape, area: bounds, size: place.size, required: place.required)
        }
        // A lone seal may stand anywhere on a paper that has more than we know of; of several each has its place.
        let rings = template.seals.count { SealRoles.fits(.round, $0.shape) }
        return template.seals.map { place in
            switch self {
            case .table(let registered):
                guard let page = widerPage(of: registered) else { return place.expected(on: registered) }
                if rings == 1 { return anywhere(place, on: page.paper.image.bounds) }
                return place.expected(on: registered).moved(from: paper, to: page.paper)
            case .text: return anywhere(place, on: paper.image.bounds)
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
