import Foundation
import IntakeModel
import IntakeResources
import TestSupport
import Testing

@testable import Extracting

@Suite("名章归属")
struct SealStampPlacesTests {
    private let places: SealStampPlaces
    private let ring = SealEllipse(x: 300, y: 300, long: 100, short: 100, turn: 0)

    init() throws {
        let facts = try IntakeFacts(from: ResourceLocation(root: Workplace.root.appending(path: "models")))
        places = SealStampPlaces(
            roles: SealRoles(
                expected: [], paper: Region(x: 0, y: 0, width: 1000, height: 1000), pixelsPerMillimetre: 5),
            expected: [], surnames: facts.surnames)
    }

    private func isPart(_ text: String, x: Double = 300, width: Double = 50) -> Bool {
        let stamp = StampFinder.Stamp(
            center: Point(x: x, y: 225), width: width, height: 26, turn: 0, support: 0.9)
        return places.isPart(
            stamp, StampReader.Text(text: text, confidence: 0.95, agreeing: 3),
            of: [(ring, "成都市锦江区实验中学学籍专用章")])
    }

    @Test func twoCharactersOfARingAreNoSignersStamp() {
        #expect(isPart("区实"))
        // The second one misread.
        #expect(isPart("区买"))
    }

    @Test func aSignersStampInsideARingStays() {
        #expect(!isPart("王小明"))
        #expect(!isPart("区买", width: 80))
        #expect(!isPart("区实", x: 420))
    }
}
