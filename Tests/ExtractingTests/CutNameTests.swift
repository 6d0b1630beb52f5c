import Foundation
import IntakeModel
import IntakeResources
import Recognizing
import TestSupport
import Testing

@testable import Extracting

@Suite("切名")
struct CutNameTests {
    private func name(_ line: String, _ range: Range<Int>, confidence: Double = 0.95) throws -> CutName {
        let facts = try IntakeFacts(from: ResourceLocation(root: Workplace.root.appending(path: "models")))
        let characters = line.enumerated().map {
            ReadCharacter(character: $1, confidence: confidence, position: Double($0) / Double(line.count))
        }
        return try #require(
            CutName(characters, range, normalizer: FieldDecoder(facts: facts).normalizer))
    }

    private func reading(_ value: String) -> FieldReading {
        FieldReading(
            value: value, raw: value, confidence: 0.99, region: Region(x: 0, y: 0, width: 9, height: 3), source: "ppocr"
        )
    }

    @Test func aStrokeThatTheCutTookIsGivenBackAndTheNameIsNotCertain() throws {
        let mended = try name("兹证明谭华燕，性别女", 3..<6).mended(reading("覃华燕"))
        #expect(mended.value == "谭华燕")
        #expect(mended.alternatives == ["覃华燕"])
        #expect(mended.confidence < 0.9)
        let unsure = try name("兹证明谭华燕，性别女", 3..<6, confidence: 0.6).mended(reading("覃华燕"))
        #expect(unsure.value == "覃华燕")
        #expect(unsure.alternatives == ["谭华燕"])
        #expect(unsure.confidence < 0.9)
        let behind = try name("学生张三林系本校", 2..<5).mended(reading("张三木"))
        #expect(behind.value == "张三林")
    }

    @Test func whatWasNotCutOrReadsTheSameStaysAsItIs() throws {
        for (line, range, value) in [
            ("兹证明谭华燕，性别女", 3..<6, "谭华燕"), ("姓名：谭华燕，女", 3..<6, "覃华燕"), ("兹证明谭华燕，女", 3..<6, "谭燕"),
            ("兹证明谭华燕，女", 3..<6, "谭毕燕"),
        ] {
            let kept = try name(line, range).mended(reading(value))
            #expect(kept.value == value)
            #expect(kept.confidence == 0.99)
        }
    }
}
