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
}
