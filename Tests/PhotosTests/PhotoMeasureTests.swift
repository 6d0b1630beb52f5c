import Foundation
import ImageCodecs
import IntakeModel
import Testing

@testable import Photos

/// Every measure against pictures of which the answer is known.
@Suite("照片测量")
struct PhotoMeasureTests {
    /// Discs have edges in every direction.
    private static func discs(_ size: Int = 200) -> PageImage {
        PhotoFixture.picture(size, size) { x, y in
            let (cx, cy) = (x % 50 - 25, y % 50 - 25)
            return cx * cx + cy * cy < 320 ? 60 : 190
        }
    }

    @Test(arguments: [1.0, 1.6, 2.4]) func anEdgeIsAsWideAsItsBlur(_ sigma: Double) throws {
        let luma = PhotoFixture.blurred(Self.discs(), sigma: sigma).luminance
        let spread = try #require(EdgeSpread(luma, noise: 0).overall)
        #expect(abs(spread - sigma) < 0.25 * sigma, "\(spread)")
    }

    @Test func contrastDoesNotChangeAnEdgesWidth() throws {
        let strong = PhotoFixture.blurred(Self.discs(), sigma: 1.6)
        let faint = PhotoFixture.toned(strong) { 40 + 0.3 * ($0 - 60) }
        let widths = try [strong, faint].map { try #require(EdgeSpread($0.luminance, noise: 0).overall) }
        #expect(abs(widths[0] - widths[1]) < 0.2)
    }

    @Test func aSmearIsToldFromABlur() throws {
        func motion(_ image: PageImage) throws -> Double {
            var measures = PhotoMeasures()
            MotionBlur.measure(EdgeSpread(image.luminance, noise: 0), into: &measures)
            return try #require(measures[.motionSpread])
        }
        // A Gaussian of 2.3 pixels in one direction is as wide as a smear of eight.
        let smeared = try motion(PhotoFixture.blurred(Self.discs(), sigma: 2.3, down: false))
        #expect((5...11).contains(smeared), "\(smeared)")
        #expect(try motion(PhotoFixture.blurred(Self.discs(), sigma: 2.3)) < 1)
        let smear = PhotoFixture.blurred(Self.discs(), sigma: 2.3, down: false).luminance
        let bands = try [smear, Self.discs().luminance].map { try #require(MotionBand.measure($0, noise: 0)) }
        #expect(bands[0] > 1.5 * bands[1], "\(bands)")
    }

    @Test(arguments: [2.0, 8.0, 20.0]) func noiseIsAsStrongAsWhatWasAdded(_ sigma: Double) {
        var generator = SystemRandomNumberGenerator()
        let picture = PhotoFixture.picture(200, 200) { x, _ in
            // Twelve uniform numbers make a Gaussian one.
            let normal = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0...1, using: &generator) }
            return UInt8(max(0, min(255, 100 + Double(x) / 4 + sigma * normal)))
        }
        #expect(abs(Noise.measure(picture.luminance) - sigma) < 0.12 * sigma + 0.2)
    }

    @Test func blocksShowAtLowQualityOnly() throws {
        let portrait = PhotoFixture.portrait()
        func blocks(_ quality: Int) throws -> Double {
            let page = try #require(
                ImageDecoder().pages(of: PhotoFixture.jpeg(portrait, quality: quality), name: "x").first)
            return try #require(CompressionArtifacts.measure(page.luminance))
        }
        #expect(try blocks(12) > 1.4 * blocks(90))
    }

    @Test(arguments: [15, 50, 75, 92]) func theQualityIsReadFromTheTables(_ quality: Int) throws {
        let data = try PhotoFixture.jpeg(PhotoFixture.portrait(), quality: quality)
        let read = QuantizationQuality.measure(try JPEGCoefficients(data, name: "x").luminanceSteps)
        #expect(abs(try #require(read) - Double(quality)) < 3)
    }

    @Test func coefficientsMakeTheSamePictureAsTheDecoder() throws {
        let data = try PhotoFixture.jpeg(PhotoFixture.portrait(), quality: 85)
        let decoded = try #require(ImageDecoder().pages(of: data, name: "x").first)
        let coefficients = try JPEGCoefficients(data, name: "x")
        let whole = Region(x: 0, y: 0, width: 358, height: 441)
        let own = coefficients.picture(whole, points: 8).image
        let difference = zip(own.pixels, decoded.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        #expect(Double(difference) / Double(own.pixels.count) < 1)
        // A quarter of the size is the mean of four by four pixels.
        let small = coefficients.luminance(whole, points: 2).plane
        let mean = decoded.reduced(by: 4).luminance
        var sum = 0
        for y in 0..<100 { for x in 0..<80 { sum += abs(Int(small[x, y]) - Int(mean[x, y])) } }
        #expect(Double(sum) / 8000 < 2.5)
    }

    /// Half as large and back again, exactly by two, by the means of two pixels and their straight line.
    @Test func halfASizeIsMissedAboveHalfTheFrequencies() throws {
        let sharp = PhotoFixture.portrait()
        let small = sharp.reduced(by: 2)
        let doubled = PhotoFixture.picture(sharp.width, sharp.height) { x, y in
            func sample(_ place: Int, _ count: Int) -> (Int, Int, Double) {
                let at = max(0, min(Double(count - 1), (Double(place) + 0.5) / 2 - 0.5))
                return (Int(at), min(count - 1, Int(at) + 1), at - Double(Int(at)))
            }
            let (left, right, fx) = sample(x, small.width)
            let (top, bottom, fy) = sample(y, small.height)
            func value(_ x: Int, _ y: Int) -> Double { Double(small.pixels[3 * (y * small.width + x) + 1]) }
            let upper = value(left, top) * (1 - fx) + value(right, top) * fx
            let lower = value(left, bottom) * (1 - fx) + value(right, bottom) * fx
            return UInt8(upper * (1 - fy) + lower * fy)
        }
        let before = try #require(SpectralKnee.measure(sharp.luminance, edge: nil))
        let after = try #require(SpectralKnee.measure(doubled.luminance, edge: nil))
        #expect(before < 1 && after > before + 0.3, "\(before) \(after)")
    }

    /// Twice the light leaves nothing of the whites of the eyes, on the darkest skin too.
    @Test(.enabled(if: PhotoFixture.hasModels), arguments: [0, 3, 5]) func whitesOfTheEyesTellOfTooMuchLight(
        _ tone: Int
    ) throws {
        let checker = try PhotoFixture.checker()
        let portrait = PhotoFixture.portrait(tone: tone)
        let before = checker.inspect(try PhotoFixture.jpeg(portrait), "x.jpg").report
        #expect(before.measures[.eyeWhiteExposure] == 0)
        let bright = try PhotoFixture.jpeg(PhotoFixture.toned(portrait) { 2 * $0 })
        let after = checker.inspect(bright, "x.jpg").report
        #expect(after.codes.contains(.overexposed) && after.verdict == .fail, "\(after.codes)")
    }

    @Test func scaledUpPhotosHaveNothingFine() throws {
        let sharp = PhotoFixture.portrait()
        let soft = PhotoFixture.blurred(sharp, sigma: 1.3)
        let before = try #require(SpectralCutoff.measure(sharp.luminance, noise: 0))
        let after = try #require(SpectralCutoff.measure(soft.luminance, noise: 0))
        #expect(after < before / 4)
    }
}
