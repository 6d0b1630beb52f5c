import Foundation
import IntakeModel
import IntakeResources
import Recognizing
import TestSupport
import Testing

@testable import Extracting

@Suite("圈首补全")
struct LostBeginningTests {
    private let codes: AreaCodes

    init() throws {
        codes = try IntakeFacts(from: ResourceLocation(root: Workplace.root.appending(path: "models"))).areaCodes
    }

    /// Marks of a strip of which the first `hidden` were read by no engine.
    private func strip(_ name: String, hidden: Int) -> SealText {
        let marks = Array(name)
        return SealText(
            LineReading(
                characters: marks.enumerated().dropFirst(hidden).map { index, mark in
                    ReadCharacter(
                        character: mark, confidence: 0.95, position: (Double(index) + 0.5) / Double(marks.count))
                }))
    }

    private func completed(
        _ name: String, hidden: Int, showing shares: [[Character: Float]], names: [String] = []
    ) throws -> String? {
        let lattice = try SealLattice.showing(
            shares + name.dropFirst(shares.count).map { [$0: 0.98] }, also: codes.names.values.joined().joined())
        let lexicon = SealLexicon(places: codes, names: names)
        return LostBeginning(lexicon: lexicon, lattices: [lattice])
            .completed(String(name.dropFirst(hidden)), in: strip(name, hidden: hidden))
    }

    @Test func theOnlyPlaceThatTheStripHintsAtComesBack() throws {
        let found = try completed("四川省教育厅", hidden: 2, showing: [["四": 0.3], ["川": 0.02, "作": 0.6]])
        #expect(found == "四川省教育厅")
    }

    @Test func whatNothingIsSeenOfIsNotGuessed() throws {
        #expect(try completed("绵阳市教育局", hidden: 2, showing: [[:], [:]]) == nil)
        // Nor by what the paper names alone.
        let named = ["绵阳市第一中学"]
        #expect(try completed("绵阳市教育局", hidden: 2, showing: [[:], [:]], names: named) == nil)
    }

    @Test func aNameThatTheRingHasNoRoomBeforeIsWhole() throws {
        #expect(try completed("渠县教育局", hidden: 0, showing: [["渠": 0.9]]) == nil)
    }

    @Test func theRestOfAnOrganizationOfThePaperIsThatOrganization() throws {
        let name = "贵阳市南明区实验高级中学"
        #expect(try completed(name, hidden: 3, showing: [[:], [:], [:]], names: [name]) == name)
        // With room for one character only it is another one's name.
        #expect(
            try completed("市南明区实验高级中学", hidden: 1, showing: [[:]], names: [name]) == nil)
    }
}
