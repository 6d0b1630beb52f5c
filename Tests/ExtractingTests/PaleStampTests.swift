import IntakeModel
import Testing

@testable import Extracting

@Suite("淡名章")
struct PaleStampTests {
    /// A name stamp of 20 × 9 mm in ink of this density, right under a rule as dark as print.
    private func page(density: UInt8) -> SealInkMap {
        var plane = Plane<UInt8>(width: 240, height: 160, filledWith: 0)
        func paint(_ columns: Range<Int>, _ rows: Range<Int>, _ density: UInt8) {
            for y in rows { for x in columns { plane[x, y] = density } }
        }
        paint(0..<240, 56..<59, 200)
        paint(90..<150, 60..<64, density)
        paint(90..<150, 84..<88, density)
        paint(90..<94, 61..<88, density)
        paint(146..<150, 61..<88, density)
        for x in [104, 118, 132] { paint(x..<(x + 6), 70..<80, density) }
        return SealInkMap(ink: plane, factor: 1, scale: 3, noise: 5, isTotal: true)
    }

    private func isFramed(_ map: SealInkMap, on page: SealInkMap) -> Bool {
        let around = Region(x: 70, y: 40, width: 100, height: 70)
        return StampFinder(map: map, total: page).stamps(outside: [], in: [around]).contains {
            abs($0.center.x - 120) < 4 && abs($0.center.y - 74.5) < 4 && abs($0.width - 60) < 6
                && abs($0.height - 27) < 6
        }
    }

    @Test func aRuleBesideAPaleStampHidesNoSide() {
        let page = page(density: 36)
        #expect(!isFramed(page, on: page))
        #expect(isFramed(page.levelled, on: page))
    }

    @Test func whatIsHardlyThereIsNotMadeInk() {
        let page = page(density: 2)
        #expect(page.levelled.ink[120, 61] == 2)
        #expect(page.levelled.ink[120, 57] == 40)
    }
}
