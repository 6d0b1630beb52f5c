import IntakeModel
import Testing

@testable import Extracting

@Suite("去表格线")
struct RuleEraserTests {
    /// An upright rule at x = 50 and, close to it, the left strokes of two lines of writing at x = 54.
    private func eraser() -> RuleEraser {
        var plane = Plane<UInt8>(width: 120, height: 100, filledWith: 250)
        for y in 0..<100 { for x in 50..<52 { plane[x, y] = 40 } }
        for y in Array(16..<38) + Array(58..<80) { for x in 54..<56 { plane[x, y] = 20 } }
        return RuleEraser(plane)
    }

    @Test func aRuleOfTwoCellsIsErasedOnce() {
        var eraser = eraser()
        for _ in 0..<2 { eraser.eraseUpright(x: 51, from: 5, to: 95, reach: 5) }
        #expect(eraser.plane[50, 30] == 250 && eraser.plane[54, 30] == 20)
    }

    @Test func theRestOfALongerSideIsErased() {
        var eraser = eraser()
        eraser.eraseUpright(x: 51, from: 0, to: 40, reach: 5)
        eraser.eraseUpright(x: 52, from: 0, to: 99, reach: 5)
        #expect(eraser.plane[50, 20] == 250 && eraser.plane[50, 90] == 250 && eraser.plane[54, 60] == 20)
    }

    @Test func strokesFurtherAwayAreNoRule() {
        var plane = Plane<UInt8>(width: 120, height: 100, filledWith: 250)
        for y in Array(16..<38) + Array(58..<80) { for x in 54..<56 { plane[x, y] = 20 } }
        var eraser = RuleEraser(plane)
        eraser.eraseUpright(x: 50, from: 5, to: 95, reach: 5)
        #expect(eraser.plane[54, 30] == 20)
        // As much of a rule where one is expected is one that is worn.
        eraser.eraseUpright(x: 54, from: 5, to: 95, reach: 5)
        #expect(eraser.plane[54, 30] == 250)
    }

    @Test func anUnbrokenRuleBesideTheFormsPlaceIsTheOneThatIsMeant() {
        var plane = Plane<UInt8>(width: 120, height: 100, filledWith: 250)
        for y in 0..<100 { for x in 40..<42 { plane[x, y] = 40 } }
        for y in Array(14..<38) + Array(58..<82) { for x in 50..<52 { plane[x, y] = 20 } }
        var eraser = RuleEraser(plane)
        eraser.eraseUpright(x: 51, from: 5, to: 95, reach: 5)
        #expect(eraser.plane[40, 30] == 250 && eraser.plane[50, 30] == 20)
        // Were it not there, as much ink would be a worn one.
        for y in 0..<100 { for x in 40..<42 { plane[x, y] = 250 } }
        eraser = RuleEraser(plane)
        eraser.eraseUpright(x: 51, from: 5, to: 95, reach: 5)
        #expect(eraser.plane[50, 30] == 250)
    }
}
