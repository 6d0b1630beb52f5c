import Foundation
import IntakeModel
import IntakeResources
import Recognizing
import TestSupport
import Testing

@testable import Extracting

struct FactsTests {
    let facts: IntakeFacts

    init() throws {
        facts = try IntakeFacts(from: ResourceLocation(root: Workplace.root.appending(path: "models")))
    }

    @Test func namesThatCaughtInkOfASealAreDoubted() {
        for name in ["蒋语涵", "余凯", "司马晓", "上官霁晨"] { #expect(facts.surnames.isWhole(name), "\(name)") }
        for name in ["蒋语涵人民", "安秦杰轩", "任燕志一", "锦妍", "王"] { #expect(!facts.surnames.isWhole(name), "\(name)") }
    }

    @Test func opinionsAreKnownByTheirWords() {
        #expect(facts.opinions.opinion(saying: "情况属实同意转入") == "情况属实，同意转入")
        #expect(facts.opinions.opinion(saying: "同意转人") == nil)
        #expect(facts.opinions.neighbours(of: "同意转人") == ["同意转入", "同意转出", "同意转学"].sorted())
    }

    @Test func opinionsAreFoundAmidASealsInk() {
        #expect(facts.opinions.opinion(within: "欢治情况属实同意转出区SUO") == "情况属实，同意转出")
        #expect(facts.opinions.opinion(within: "专出学币间意办理2AO1") == "同意办理")
        #expect(facts.opinions.opinion(within: "5102不同意转入") == "不同意转入")
        #expect(facts.opinions.opinion(within: "育0同意402") == "同意")
        #expect(facts.opinions.opinion(within: "亮属第同意转入") == "同意转入")
        // 入, 出 or 学: nothing says which.
        #expect(facts.opinions.opinion(within: "同意转庆区第1") == nil)
        #expect(facts.opinions.opinion(within: "区教育和体育局") == nil)
    }

    @Test func aStreetWithoutANumberBreaksOff() {
        let reading = PlaceReading(facts: facts, decoder: FieldDecoder(facts: facts))
        #expect(reading.breaksOff("江苏省南京市玄武区涪城路"))
        #expect(!reading.breaksOff("江苏省南京市玄武区涪城路244号"))
        #expect(!reading.breaksOff("江苏省南京市玄武区"))
    }

    @Test func addressesThatBreakOffAreDoubted() {
        let names = PlaceNames.shared(facts.areaCodes)
        #expect(names.isCutShort("四川省绵阳市涪城"))
        #expect(!names.isCutShort("四川省绵阳市涪城区"))
        #expect(names.corrected("四川省华鉴市") == ["四川省华蓥市"])
        #expect(names.near("四川省华市").contains("四川省华蓥市"))
    }

    @Test func inkBehindTheLastCharacterIsNoticed() {
        // Six characters of 40 pixels with the usual margins; then a full stop that nobody read.
        let height = 40.0 * InkSheet.heightWithMargins
        func line(_ characters: Double) -> PageImage {
            PageImage(
                width: Int(40 * (characters + 2 * InkSheet.sideMargin)), height: Int(height), channels: 1,
                filledWith: 255)
        }
        func reading(on picture: PageImage) -> LineReading {
            LineReading(
                characters: (0..<6).map {
                    ReadCharacter(
                        character: "同", confidence: 1,
                        position: 40 * (Double($0) + 0.5 + InkSheet.sideMargin) / Double(picture.width))
                })
        }
        let (whole, longer) = (line(6), line(6.6))
        #expect(!UnreadInk(reading(on: whole), on: whole).isThere)
        #expect(UnreadInk(reading(on: longer), on: longer).isThere)
    }
}
