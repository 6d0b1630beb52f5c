import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import Testing

@testable import Photos

/// What lies over a face, and what only shines on it.
@Suite("面部遮挡", .enabled(if: PhotoFixture.hasModels))
struct FaceCoverTests {
    /// Painted over a portrait: how much of `colour` lies on a place, given in eye distances from the middle of the eyes.
    private static func painted(
        _ image: PageImage, _ colour: [Double], _ part: (_ across: Double, _ down: Double) -> Double
    ) throws -> PageImage {
        let place = try #require(PhotoFixture.checker().inspect(PhotoFixture.jpeg(image), "x.jpg").report.face)
        let (x, y) = ((place.leftEye.x + place.rightEye.x) / 2, (place.leftEye.y + place.rightEye.y) / 2)
        let unit = place.leftEye.distance(to: place.rightEye)
        var out = image
        for row in 0..<image.height {
            for column in 0..<image.width {
                let share = max(0, min(1, part((Double(column) - x) / unit, (Double(row) - y) / unit)))
                for channel in 0..<3 {
                    let at = 3 * (row * image.width + column) + channel
                    out.pixels[at] = UInt8(Double(image.pixels[at]) * (1 - share) + colour[channel] * share)
                }
            }
        }
        return out
    }

    private static func report(_ image: PageImage) throws -> PhotoReport {
        try PhotoFixture.checker().inspect(PhotoFixture.jpeg(image), "x.jpg").report
    }

    /// A lamp behind the head, its light on both sides of the jaw.
    @Test(arguments: [1, 3, 4]) func lightAlongTheJawCoversNothing(_ tone: Int) throws {
        let lit = try Self.painted(PhotoFixture.portrait(tone: tone), [255, 255, 255]) { across, down in
            let radius = hypot(across / 1.12, (down - 0.1) / 1.72)
            let angle = atan2(down - 0.1, abs(across)) * 180 / .pi
            guard radius < 1.02 else { return 0 }
            return 0.9 * exp(-pow((radius - 0.97) / 0.07, 2)) * exp(-pow((angle - 38) / 26, 2))
        }
        let report = try Self.report(lit)
        #expect(report.verdict != .fail, "\(report.reasons.map(\.message))")
        #expect(!report.codes.contains(.faceOccluded) && !report.codes.contains(.motionBlur))
    }

    /// White and blue masks, and a scarf up to the lips, on light skin and on dark.
    @Test(
        arguments: [0, 2, 5],
        [
            (colour: [245.0, 246, 244], top: 0.5, half: 0.95), (colour: [150, 205, 225], top: 0.5, half: 0.95),
            (colour: [242, 239, 236], top: 0.98, half: 1.4),
        ])
    func coversAreNamed(_ tone: Int, _ cover: (colour: [Double], top: Double, half: Double)) throws {
        let covered = try Self.painted(PhotoFixture.portrait(tone: tone), cover.colour) { across, down in
            down > cover.top && down < 2.2 && abs(across) < cover.half ? 1 : 0
        }
        let report = try Self.report(covered)
        #expect(report.verdict == .fail && report.codes.contains(.faceOccluded), "\(report.reasons.map(\.message))")
    }

    @Test(arguments: [0, 2, 4, 5]) func lidsAreClosedEyesAndBarsAreHiddenOnes(_ tone: Int) throws {
        let closed = try Self.report(PhotoFixture.portrait(tone: tone) { $0.eyeOpening = 0 })
        #expect(closed.codes.contains(.eyesClosed) && !closed.codes.contains(.eyesNotVisible), "\(closed.codes)")
        let bar = try Self.painted(PhotoFixture.portrait(tone: tone), [12, 12, 12]) { across, down in
            abs(across) < 0.95 && abs(down) < 0.2 ? 1 : 0
        }
        let hidden = try Self.report(bar)
        #expect(hidden.codes.contains(.eyesNotVisible) && !hidden.codes.contains(.eyesClosed), "\(hidden.codes)")
    }
}
