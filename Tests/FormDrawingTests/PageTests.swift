import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources
import TestSupport
import Testing

/// Pages that are not one whole form: blank, strange, cut off, or with two papers.
@Suite("整页")
struct PageTests {
    private let library: FormLibrary

    init() throws { library = try FormLibrary(from: ResourceLocation(root: Workplace.root.appending(path: "models"))) }

    /// But for an unknown page that is cut: that is said of any.
    @Test func blankAndUnknownPagesSayNothing() throws {
        for (subject, type) in [(SampleMaker.Subject.blank, DocumentType.blank), (.unknown, .unknown)] {
            for seed in 0..<6 {
                let truth = try SampleMaker(subject, fonts: .measuring, dpi: 40).sample(seed: UInt64(seed)).truth
                #expect(truth.documentType == type)
                #expect(truth.fields.isEmpty && truth.seals.isEmpty)
                #expect(truth.findings == (truth.damages.contains(.cut) ? [.pageCut] : []))
            }
        }
    }

    @Test func twoPapersLieApart() throws {
        let cover = try #require(library[.householdRegisterCover])
        let card = try #require(library[.residentCard])
        for seed in 0..<6 {
            let sample = try SampleMaker(.pair(cover, card), fonts: .tuning, dpi: 50).sample(seed: UInt64(seed))
            let papers = sample.page.documents
            #expect(papers.map(\.documentType) == [.householdRegisterCover, .residentCard])
            let regions = papers.compactMap(\.region)
            #expect(regions.count == 2 && regions[0].overlap(with: regions[1]) < 0.05)
            #expect(papers.allSatisfy { $0.damages.contains(.twoPapers) })
            let encoded = try JSONEncoder().encode(sample.page)
            #expect(try JSONDecoder().decode(PageTruth.self, from: encoded).documents.count == 2)
        }
    }

    @Test func cutPagesLackWhatLiesBeyondTheEdge() throws {
        let template = try #require(library[.transferContactForm])
        var cut = 0
        var lost = 0
        for seed in 0..<60 {
            let truth = try SampleMaker(template: template, fonts: .tuning, dpi: 20, damage: 3).sample(
                seed: UInt64(seed)
            ).truth
            #expect(truth.findings.contains(.pageCut) == truth.damages.contains(.cut))
            if truth.damages.contains(.cut) {
                cut += 1
                lost += template.fields.count - truth.fields.count
                #expect(truth.findings == [.pageCut])
            }
        }
        #expect(cut > 0 && lost > 0)
    }

    @Test func committedSamplesAreStillRead() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Workplace.samples.path)
            .filter { $0.hasSuffix(".truth.json") }
        #expect(!names.isEmpty)
        for name in names {
            let page = try JSONDecoder().decode(
                PageTruth.self, from: Data(contentsOf: Workplace.samples.appending(path: name)))
            #expect(page.documents.count == 1 && !page.documents[0].fields.isEmpty)
        }
    }

    @Test func everyDamageOccurs() throws {
        var found: Set<PageDamage> = []
        let card = try #require(library[.residentCard])
        for template in library.templates {
            for seed in 0..<12 {
                for level in 1...3 {
                    var maker = SampleMaker(template: template, fonts: .tuning, damage: level)
                    maker.dpi = seed % 2 == 0 ? 20 : nil
                    if maker.dpi == nil, template.documentType != .residentCard { continue }
                    found.formUnion(try maker.sample(seed: UInt64(seed)).truth.damages)
                }
            }
        }
        found.formUnion(try SampleMaker(.pair(card, card), fonts: .tuning, dpi: 20).sample(seed: 1).truth.damages)
        #expect(Set(PageDamage.allCases).subtracting(found) == [])
    }
}
