import IntakeModel
import IntakeResources
import Normalizing
import Testing

@testable import Extracting

@Suite("配准好的一份表")
struct RegisteredPaperTests {
    private func isCertain(_ type: DocumentType, lost: (Region) -> Bool) throws -> Bool {
        let form = try KnownForm(type)
        let page = PageImage(width: 400, height: 600, channels: 1, filledWith: 255)
        let paper = StraightenedPaper(page, skewDegrees: 0, quarterTurns: 0, longestSide: 600)
        let (width, height) = (form.template.tableWidth, form.template.tableHeight)
        let cells = form.template.cells.map(\.rectangle)
        let labelled = form.template.cells.indices.filter { (form.template.cells[$0].label?.text.count ?? 0) > 1 }
        return RegisteredPaper(
            fit: FormFit(
                form.template,
                cells: cells.map {
                    Region(
                        x: $0.x / width, y: $0.y / height, width: $0.width / width, height: $0.height / height)
                }, quarterTurns: 0),
            frame: TableFrame(corners: page.bounds.corners, skewDegrees: 0),
            sheet: InkSheet(
                paper, inks: InkSeparation(paper.image, pixelsPerMillimetre: 4), cells: [], textHeight: 20),
            labels: Dictionary(uniqueKeysWithValues: labelled.map { ($0, lost(cells[$0]) ? 0.1 : 1) })
        ).isCertain
    }

    /// A seal hides a label or two; a row of headings that is not there lies elsewhere.
    @Test func aRowOfHeadingsThatIsNotThereMakesAFormUncertain() throws {
        let form = try KnownForm(.transferLedger)
        let reasons = form.template.cells.filter { $0.label?.text == "转学原因" }.map(\.rectangle)
        let last = try #require(reasons.last)
        #expect(try isCertain(.transferLedger) { _ in false })
        #expect(try isCertain(.transferLedger) { $0.x == last.x && $0.y == last.y })
        #expect(try !isCertain(.transferLedger) { $0.y == last.y && $0.x >= last.x })
    }
}
