import Foundation
import IntakeModel
import Normalizing
import Testing

struct ResamplingTests {
    /// A slope in both directions: bilinear sampling gives it back exactly.
    private func slope(_ width: Int, _ height: Int, channels: Int) -> PageImage {
        var image = PageImage(width: width, height: height, channels: channels, filledWith: 0)
        for y in 0..<height {
            for x in 0..<width {
                for c in 0..<channels { image.pixels[(y * width + x) * channels + c] = UInt8(x + y + 10 * c) }
            }
        }
        return image
    }

    @Test(arguments: [1, 3]) func aPartIsWhatLiesInTheRegionAndOnThePicture(channels: Int) {
        let source = slope(60, 40, channels: channels)
        let part = source.part(Region(x: 9.5, y: -3, width: 20, height: 8))
        #expect((part.x, part.y) == (9, 0))
        #expect((part.image.width, part.image.height) == (21, 5))
        #expect(part.image.pixels[(2 * 21 + 4) * channels] == 15)
        #expect(source.part(source.bounds).image == source)
        #expect(source.part(Region(x: 70, y: 50, width: 5, height: 5)).image.pixels.isEmpty)
    }

    @Test(arguments: [1, 3]) func warpedSlopesStaySlopes(channels: Int) {
        let source = slope(120, 90, channels: channels)
        let map = PlaneTransform(coefficients: [0.9, 0.05, 4, -0.04, 0.95, 6, 0.0001, 0.00005])
        let out = Resampling.warp(source, width: 100, height: 80, by: map, fill: 255)
        for y in stride(from: 0, to: 80, by: 7) {
            for x in stride(from: 0, to: 100, by: 7) {
                let at = map.apply(Point(x: Double(x), y: Double(y)))
                guard at.x >= 0, at.y >= 0, at.x < 119, at.y < 89 else { continue }
                for c in 0..<channels {
                    let value = Double(out.pixels[(y * 100 + x) * channels + c])
                    #expect(abs(value - (at.x + at.y + 10 * Double(c))) < 1.1)
                }
            }
        }
    }

    /// Every channel keeps its own: neighbours as unlike as they come.
    private func noise(_ width: Int, _ height: Int, channels: Int) -> PageImage {
        var image = PageImage(width: width, height: height, channels: channels, filledWith: 0)
        var state: UInt32 = 7
        for index in image.pixels.indices {
            state = state &* 1_664_525 &+ 1_013_904_223
            image.pixels[index] = UInt8(state >> 24)
        }
        return image
    }

    @Test(arguments: [1, 3]) func aPictureOnItsSideIsTheSameAsTurned(channels: Int) {
        let source = noise(150, 101, channels: channels)
        // Where a pixel of the turned picture came from.
        let map = PlaneTransform(coefficients: [0, 1, 0, -1, 0, 100, 0, 0])
        let warped = Resampling.warp(source, width: 101, height: 150, by: map, fill: 255)
        #expect(warped.pixels == Resampling.turned(source, quarterTurns: 1).pixels)
    }

    @Test(arguments: [1, 3]) func betweenPixelsEveryChannelIsItsOwnMean(channels: Int) {
        let source = noise(90, 40, channels: channels)
        let out = Resampling.warp(
            source, width: 80, height: 39, by: PlaneTransform(coefficients: [1, 0, 0.5, 0, 1, 0, 0, 0]), fill: 255)
        for y in 0..<39 {
            for x in 0..<80 {
                for c in 0..<channels {
                    let at = (y * 90 + x) * channels + c
                    let mean = (Double(source.pixels[at]) + Double(source.pixels[at + channels])) / 2
                    #expect(abs(Double(out.pixels[(y * 80 + x) * channels + c]) - mean) <= 1)
                }
            }
        }
    }

    @Test(arguments: [1, 3], [1.3, 2.6, 7.0, 33.4]) func whateverTheFactorTheMeanIsExact(
        channels: Int, factor: Double
    ) {
        let source = noise(211, 97, channels: channels)
        let small = Resampling.shrink(source, by: factor)
        func edges(_ count: Int, _ most: Int) -> [Int] {
            (0...count).map { min(most, Int((Double($0) * factor).rounded())) }
        }
        let (lefts, tops) = (edges(small.width, 211), edges(small.height, 97))
        for y in 0..<small.height {
            for x in 0..<small.width {
                for c in 0..<channels {
                    var sum = 0
                    for sy in tops[y]..<tops[y + 1] {
                        for sx in lefts[x]..<lefts[x + 1] { sum += Int(source.pixels[(sy * 211 + sx) * channels + c]) }
                    }
                    let count = (tops[y + 1] - tops[y]) * (lefts[x + 1] - lefts[x])
                    #expect(Int(small.pixels[(y * small.width + x) * channels + c]) == sum / count)
                }
            }
        }
    }

    @Test func outsideOfTheSourceNothingIsPainted() {
        let source = slope(20, 20, channels: 1)
        let out = Resampling.warp(
            source, width: 40, height: 20, by: PlaneTransform(coefficients: [1, 0, -10, 0, 1, 0, 0, 0]), fill: 255)
        #expect(out.pixels[0..<10].allSatisfy { $0 == 255 })
        #expect(Array(out.pixels[10..<30]) == Array(source.pixels[0..<20]))
        #expect(out.pixels[30..<40].allSatisfy { $0 == 255 })
    }

    @Test func shrinkingTakesTheMean() {
        let small = Resampling.shrink(slope(40, 20, channels: 3), by: 2)
        #expect((small.width, small.height) == (20, 10))
        #expect(small.pixels[0] == 1)
        #expect(small.pixels[(3 * 20 + 5) * 3 + 2] == UInt8(10 + 6 + 1 + 20))
    }

    @Test func turningOverTwiceChangesNothing() {
        let image = slope(13, 7, channels: 3)
        #expect(image.turnedOver != image)
        #expect(image.turnedOver.turnedOver == image)
        let paper = StraightenedPaper(image, skewDegrees: 0, quarterTurns: 0, longestSide: 50)
        let point = Point(x: 3, y: 2)
        let turned = paper.turnedOver.toFile.apply(
            Point(x: Double(paper.image.width - 1) - 3, y: Double(paper.image.height - 1) - 2))
        #expect(turned.distance(to: paper.toFile.apply(point)) < 1e-6)
    }
}
