import Foundation
import IntakeResources
import Recognizing
import TestSupport
import Testing

@testable import Extracting

@Suite("章内横文")
struct SealLineTests {
    private let lexicon: SealLexicon

    init() throws {
        let facts = try IntakeFacts(from: ResourceLocation(root: Workplace.root.appending(path: "models")))
        lexicon = SealLexicon(places: facts.areaCodes, names: [])
    }

    /// What a strip means on which each character of `line` is seen so well, and the others of the known lines not at all.
    private func meant(_ line: String, seen: [Float], read: String?, under office: String = "平武县第一中学") throws -> String?
    {
        let shown = zip(line, seen).map { [$0: $1] }
        let lattice = try SealLattice.showing(shown, also: SealLexicon.lines.joined())
        return lexicon.line(for: read, under: office, by: [lattice])
    }

    @Test func wornCharactersDoNotSpeakAgainstALine() throws {
        // 籍 and 专 lie under writing.
        #expect(try meant("学籍专用章", seen: [0.9, 1e-5, 1e-5, 0.9, 0.9], read: "学用章") == "学籍专用章")
        #expect(try meant("学籍专用章", seen: [0.9, 1e-5, 1e-5, 1e-5, 0.9], read: "学章") == "学籍专用章")
    }

    @Test func aReadingThatTwoLinesHaveIsNeither() throws {
        #expect(try meant("管理专用", seen: [0.9, 0.9, 0.9, 0.9], read: "理专用", under: "平武县公安局") == nil)
    }

    @Test func theEndOfMostLinesIsNoLineWithoutAReading() throws {
        #expect(try meant("专用章", seen: [0.9, 0.9, 0.9], read: nil) != "专用章")
    }

    @Test func printThatIsNoLineMeansNone() throws {
        let lattice = try SealLattice.showing("二零年月日".map { [$0: 0.95] }, also: SealLexicon.lines.joined())
        #expect(lexicon.line(for: nil, under: "平武县第一中学", by: [lattice]) == nil)
        #expect(lexicon.line(for: "零年月", under: "平武县第一中学", by: [lattice]) == nil)
    }
}
