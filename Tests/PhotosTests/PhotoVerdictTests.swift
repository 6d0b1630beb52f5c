import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources
import TestSupport
import Testing

@testable import Photos

/// Verdicts on whole photos, with the face models and without.
@Suite("照片结论")
struct PhotoVerdictTests {
    @Test(arguments: ["national", "id-card"]) func everyNumberOfAProfileHasItsSource(_ name: String) throws {
        let profile = try PhotoFixture.profile(name)
        #expect(profile.width.value == 358 && profile.height.value == 441 && profile.dpi.value == 350)
        for number in [profile.width, profile.height, profile.dpi, profile.bytes, profile.quality] {
            #expect(!number.source.isEmpty)
        }
        #expect(
            profile.limits.allSatisfy { !$0.source.isEmpty } && profile.backgrounds.allSatisfy { !$0.source.isEmpty })
        #expect(!profile.limits.contains { $0.code == .notChecked })
    }

    @Test func everyReasonHasWordsInBothLanguages() {
        for code in ReasonCode.allCases {
            #expect(Phrase.photoReasons[code.rawValue] != nil, "\(code.rawValue)")
            for phrase in [code.message, code.remedy] {
                #expect(!phrase.chinese.isEmpty && phrase.chinese != phrase.english)
            }
        }
    }

    @Test func aBrokenProfileIsRefused() throws {
        let folder = try TemporaryFolder()
        try Data("{\"name\":\"x\"}".utf8).write(to: folder.file("p.json"))
        #expect(throws: IntakeError.self) {
            try PhotoProfile.load(folder.file("p.json").path, resources: PhotoFixture.resources)
        }
    }

    /// Container, clarity and light still work; the rest is a person's.
    @Test func withoutModelsNothingPassesUnseen() throws {
        let folder = try TemporaryFolder()
        let checker = PhotoChecker(
            profile: try PhotoFixture.profile(), resources: ResourceLocation(root: folder.url), language: .english)
        #expect(checker.notice == .photoNoModels)
        let portrait = PhotoFixture.portrait()
        let clean = checker.inspect(try PhotoFixture.jpeg(portrait), "x.jpg").report
        #expect(clean.verdict == .review && clean.codes == [.notChecked])
        #expect(clean.reasons[0].message.contains("composition and face were not checked"))
        let blurred = checker.inspect(
            try PhotoFixture.jpeg(PhotoFixture.blurred(portrait, sigma: 2)), "x.jpg"
        ).report
        #expect(blurred.verdict == .fail && blurred.codes.contains(.blur))
        let dark = checker.inspect(try PhotoFixture.jpeg(PhotoFixture.toned(portrait) { 0.3 * $0 }), "x.jpg").report
        #expect(dark.verdict == .fail && dark.codes.contains(.underexposed))
    }

    @Test(.enabled(if: PhotoFixture.hasModels), arguments: 0..<6) func cleanPortraitsOfEverySkinPass(_ tone: Int) throws
    {
        let report = try PhotoFixture.checker().inspect(
            PhotoFixture.jpeg(PhotoFixture.portrait(tone: tone, seed: 21)), "x.jpg"
        ).report
        #expect(report.verdict != .fail, "\(report.reasons.map(\.code))")
        #expect(report.measures[.faces] == 1)
        #expect(report.scores.values.allSatisfy { (0...100).contains($0) })
    }

    @Test(.enabled(if: PhotoFixture.hasModels)) func faultsAreNamed() throws {
        let checker = try PhotoFixture.checker()
        let portrait = PhotoFixture.portrait()
        let red = PhotoFixture.portrait { $0.background = SIMD3(0.8, 0.1, 0.1) }
        let closed = PhotoFixture.portrait { $0.eyeOpening = 0 }
        let small = PhotoFixture.portrait(head: 0.38)
        let cases: [(PageImage, ReasonCode)] = [
            (PhotoFixture.blurred(portrait, sigma: 1.6), .blur), (red, .background), (closed, .eyesClosed),
            (small, .headTooSmall), (PhotoFixture.toned(portrait) { 128 + 0.3 * ($0 - 128) }, .lowContrast),
            (PhotoFixture.picture(358, 441) { x, y in UInt8((x + y) % 251) }, .noFace),
        ]
        for (image, code) in cases {
            let report = checker.inspect(try PhotoFixture.jpeg(image), "x.jpg").report
            #expect(report.verdict == .fail && report.codes.contains(code), "\(code): \(report.reasons.map(\.code))")
        }
        let turned = checker.inspect(try PhotoFixture.jpeg(portrait.turned(3)), "x.jpg").report
        #expect(turned.codes.contains(.rotated))
    }
}
