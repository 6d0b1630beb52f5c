import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

@testable import Photos

/// What is made of photos.
@Suite("照片制作")
struct PhotoPreparingTests {
    private let folder: TemporaryFolder
    private let checker: PhotoChecker
    private let preparer: PhotoPreparer

    init() throws {
        folder = try TemporaryFolder()
        checker = try PhotoFixture.checker()
        preparer = PhotoPreparer(profile: checker.profile, language: .chinese)
    }

    private func prepared(_ data: Data, _ name: String = "out") throws -> (PreparedPhoto?, PhotoAnswer) {
        let inspection = checker.inspect(data, "x.jpg")
        var answer = PhotoAnswer(report: inspection.report)
        let order = PrepareOrder(
            passed: folder.file("\(name).jpg").path, review: folder.file("\(name)-review.jpg").path)
        return (try preparer.prepare(inspection, order, &answer), answer)
    }

    @Test func aLargePhotoBecomesAFinishedOne() throws {
        let large = PhotoFixture.portrait(width: 900, height: 1200, head: 0.4)
        let data = try PhotoFixture.jpeg(large)
        let made = try #require(try prepared(data).0)
        let file = try Data(contentsOf: URL(filePath: made.path))
        let facts = ContainerFacts(file)
        #expect(facts.width == 358 && facts.height == 441 && facts.dpi == 350 && facts.orientation == 1)
        #expect(file.count < 60 * 1024 && file.count == made.bytes)
        #expect(try prepared(data, "again").0.map { try Data(contentsOf: URL(filePath: $0.path)) } == file)
    }

    @Test(.enabled(if: PhotoFixture.hasModels)) func theHeadIsWhereTheProfileWantsIt() throws {
        let large = PhotoFixture.portrait(width: 900, height: 1200, head: 0.4)
        let made = try #require(try prepared(try PhotoFixture.jpeg(large)).0)
        let report = checker.inspect(try Data(contentsOf: URL(filePath: made.path)), "y.jpg").report
        #expect(abs(try #require(report.measures[.headSize]) - 0.667) < 0.03)
        #expect(try #require(report.measures[.centreOffset]) < 0.02)
        #expect(!report.codes.contains(.wrongSize) && !report.codes.contains(.fileTooLarge))
    }

    @Test func smallPhotosAreNeverScaledUp() throws {
        let small = PhotoFixture.portrait(width: 200, height: 246)
        let (made, answer) = try prepared(try PhotoFixture.jpeg(small))
        #expect(made == nil && answer.report.verdict == .fail)
        #expect(answer.report.reasons.contains { $0.code == .wrongSize && !$0.fixable })
    }

    @Test func aGoodPhotoKeepsItsPictureAndLosesTheRest() throws {
        let plain = try PhotoFixture.jpeg(PhotoFixture.portrait())
        let comment: [UInt8] = [0xFF, 0xFE, 0, 12] + Array("someplace!".utf8)
        let made = try #require(
            try prepared(plain.prefix(2) + Data(comment) + plain.dropFirst(2) + Data("tail".utf8)).0)
        let file = try Data(contentsOf: URL(filePath: made.path))
        #expect(made.quality == nil && file.range(of: Data("someplace".utf8)) == nil)
        let scan = try #require(plain.range(of: Data([0xFF, 0xDA]))).lowerBound
        #expect(file.suffix(plain.count - scan) == plain.suffix(plain.count - scan))
    }

    @Test func sizesAreSearchedForNotGuessed() throws {
        var generator = SystemRandomNumberGenerator()
        let noisy = PhotoFixture.picture(358, 441) { _, _ in UInt8.random(in: 90...170, using: &generator) }
        let found = try #require(try SizeSearch.jpeg(noisy, bytes: 60_000, quality: 92))
        #expect(found.data.count <= 60_000 && found.quality < 92)
        #expect(try JPEGFile.encode(noisy, quality: found.quality + 1).count > 60_000)
    }
}
