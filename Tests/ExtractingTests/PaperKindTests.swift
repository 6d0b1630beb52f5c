import IntakeModel
import IntakeResources
import Recognizing
import Testing

@testable import Extracting

@Suite("认文书")
struct PaperKindTests {
    private let known: KnownForm
    private let library: FormLibrary

    init() throws {
        known = try KnownForm(.transferCertificate)
        library = try FormLibrary(from: ResourceLocation.find())
    }

    private func spotter(_ texts: [String]) throws -> LabelSpotter {
        let lines = try texts.enumerated().map { number, text in
            let count = Double(text.count)
            return TextLine(
                box: Region(x: 100, y: 100 + Double(number) * 60, width: 30 * count, height: 32),
                lattice: try SealLattice.showing(text.map { [$0: 0.99] }, also: ""),
                characters: text.enumerated().map {
                    ReadCharacter(character: $1, confidence: 0.99, position: (Double($0) + 0.5) / count)
                },
                picture: PageImage(width: 8, height: 8, channels: 1, filledWith: 255))
        }
        return LabelSpotter(lines, normalizer: TextNormalizer(folding: known.facts.folding))
    }

    private func kinds(_ texts: [String]) throws -> [DocumentType] {
        PaperKind.ranked(
            library, spotter: try spotter(texts), normalizer: TextNormalizer(folding: known.facts.folding)
        ).map(\.template.documentType)
    }

    /// The title of a ledger whose labels are washed out is no certificate's.
    @Test func aTitleInsideAnotherNamesNoPaper() throws {
        let texts = ["中小学生转学登记表", "学生姓名", "全国学籍号", "学校", "日期：2025年11月1日"]
        let normalizer = TextNormalizer(folding: known.facts.folding)
        let alone = PaperKind(known.template, spotter: try spotter(texts), normalizer: normalizer)
        #expect(alone.score >= PaperKind.least)
        #expect(try !kinds(texts).contains(.transferCertificate))
    }

    @Test func itsOwnTitleDoes() throws {
        let texts = ["中小学生转学证明", "学生姓名：张三", "全国学籍号：G510", "日期：2025年11月1日"]
        #expect(try kinds(texts).first == .transferCertificate)
        #expect(try !kinds(texts).contains(.policeCertificate))
    }

    /// 公民身份号码 is broken at the end of its line.
    @Test func aWordOverTheLinesEndIsOne() throws {
        let texts = ["姓名变更证明", "曹永琪，女，羌族，2010年06月04日出生，公民身", "份号码：510781201006046382。经核实无误"]
        #expect(try kinds(texts) == [.policeCertificate])
        #expect(try spotter(texts).runsOver("公民身份号码"))
        #expect(try !spotter(texts.reversed()).runsOver("公民身份号码"))
    }

    @Test func aTitleIsALineByItself() throws {
        let normalizer = TextNormalizer(folding: known.facts.folding)
        func named(_ text: String) throws -> [DocumentType] {
            let line = TextLine(
                box: Region(x: 0, y: 0, width: 400, height: 30),
                lattice: try SealLattice.showing(text.map { [$0: 0.99] }, also: ""),
                characters: text.map { ReadCharacter(character: $0, confidence: 0.99, position: 0.5) },
                picture: PageImage(width: 8, height: 8, channels: 1, filledWith: 255))
            return PaperKind.named(library, by: [line], normalizer: normalizer)
        }
        #expect(try named("居民户口簿常住一人口登记卡") == [.residentCard])
        #expect(try named("请携带居民户口簿常住人口登记卡复印件一份").isEmpty)
    }
}
