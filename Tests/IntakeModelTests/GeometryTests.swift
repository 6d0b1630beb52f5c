import IntakeModel
import Testing

@Suite("坐标")
struct GeometryTests {
    /// A projective map and its inverse bring every point back.
    @Test func transformsRoundTrip() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            func jitter() -> Double { Double.random(in: -40...40, using: &random) }
            let square = Region(x: 0, y: 0, width: 800, height: 600).corners
            let bent = square.map { Point(x: $0.x + jitter(), y: $0.y + jitter()) }
            let map = try #require(PlaneTransform(from: square, to: bent))
            let back = try #require(map.inverse)
            for (corner, target) in zip(square, bent) { #expect(map.apply(corner).distance(to: target) < 1e-6) }
            let point = Point(x: Double.random(in: 0...800), y: Double.random(in: 0...600))
            #expect(back.apply(map.apply(point)).distance(to: point) < 1e-6)
            #expect(map.followed(by: back).apply(point).distance(to: point) < 1e-6)
        }
    }

    @Test func degenerateCornersHaveNoMap() {
        let line = [Point(x: 0, y: 0), Point(x: 1, y: 1), Point(x: 2, y: 2), Point(x: 3, y: 3)]
        #expect(PlaneTransform(from: line, to: line) == nil)
    }

    @Test func regionOverlap() {
        let a = Region(x: 0, y: 0, width: 10, height: 10)
        #expect(a.overlap(with: Region(x: 5, y: 0, width: 10, height: 10)) == 50.0 / 150)
        #expect(a.overlap(with: Region(x: 20, y: 0, width: 10, height: 10)) == 0)
    }
}
