import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources
import TestSupport
import Testing

@Suite("样张")
struct SampleTests {
    private let library: FormLibrary

    init() throws { library = try FormLibrary(from: ResourceLocation(root: Workplace.root.appending(path: "models"))) }

    @Test func setsShareNoFont() { #expect(FontSet.tuning.families.isDisjoint(with: FontSet.measuring.families)) }

    @Test func everyDocumentTypeHasAForm() {
        let drawn = Set(library.templates.map(\.documentType))
        #expect(drawn == Set(DocumentType.allCases).subtracting([.blank, .unknown]))
    }

    @Test func theSameSeedIsTheSameSample() throws {
        for template in library.templates {
            let maker = SampleMaker(template: template, fonts: .measuring, dpi: 70, damage: 2)
            let first = try maker.sample(seed: 4)
            let second = try maker.sample(seed: 4)
            #expect(first.data == second.data && first.truth == second.truth)
            #expect(try maker.sample(seed: 5).truth != first.truth)
        }
    }

    @Test func truthLiesOnThePicture() throws {
        for template in library.templates {
            for seed in 0..<4 {
                let sample = try SampleMaker(template: template, fonts: .measuring, dpi: 70).sample(seed: UInt64(seed))
                let page = try #require(try ImageDecoder().pages(of: sample.data, name: "s.jpg").first)
                let truth = sample.truth
                #expect(Set(truth.fields.keys).isSubset(of: template.fields.map(\.key)))
                #expect(truth.rows.count == template.rowNumbers.count)
                if template.hasTable, !truth.damages.contains(.cut) {
                    #expect(Set(truth.fields.keys) == Set(template.fields.map(\.key)), "\(template.documentType)")
                }
                for (key, field) in truth.rows.reduce(truth.fields, { $0.merging($1) { $1 } })
                where !field.value.isEmpty {
                    let center = field.region.center
                    #expect(center.x > 0 && center.y > 0 && center.x < Double(page.width), "\(key.rawValue)")
                    #expect(center.y < Double(page.height), "\(key.rawValue)")
                }
            }
        }
    }

    @Test func valuesLieWhereTheTruthSaysTheyDo() throws {
        for template in library.templates {
            let sample = try SampleMaker(template: template, fonts: .tuning, dpi: 100, damage: 0).sample(seed: 3)
            let page = try #require(try ImageDecoder().pages(of: sample.data, name: "s.jpg").first)
            for (key, field) in sample.truth.fields where !field.value.isEmpty && key != "registrar" {
                #expect(darkest(page, field.region) < 120, "\(template.documentType) \(key.rawValue)")
            }
        }
    }

    private func darkest(_ page: PageImage, _ box: Region) -> Int {
        var least = 255
        for y in Int(box.y)..<Int(box.maxY) {
            for x in Int(box.x)..<Int(box.maxX) {
                least = min(least, Int(page.pixels[(y * page.width + x) * page.channels]))
            }
        }
        return least
    }

    @Test func drawnNumbersAreRightUnlessMeantToBeWrong() throws {
        let template = try #require(library[.residentCard])
        for seed in 0..<40 {
            let truth = try SampleMaker(template: template, fonts: .tuning, dpi: 40, damage: 0).sample(
                seed: UInt64(seed)
            ).truth
            let id = try #require(CitizenID(truth.fields[.citizenID]?.value ?? ""))
            #expect(id.hasValidCheckCharacter == !truth.findings.contains(.idChecksum))
            if truth.findings.isEmpty {
                #expect(id.birthDate?.iso == truth.fields[.birthDate]?.value)
            }
        }
    }

    @Test func ledgersHaveAStudentARow() throws {
        for type in [DocumentType.transferLedger, .changeLedger] {
            let template = try #require(library[type])
            var filled: Set<Int> = []
            for seed in 0..<12 {
                let truth = try SampleMaker(template: template, fonts: .tuning, dpi: 40, damage: 0).sample(
                    seed: UInt64(seed)
                ).truth
                let names = truth.rows.compactMap { $0[.name]?.value }.filter { !$0.isEmpty }
                filled.insert(names.count)
                #expect(Set(names).count == names.count)
            }
            #expect(filled == [1, 2, 3])
        }
    }

    @Test func blankFormsAreOnePagePDFs() throws {
        let folder = try TemporaryFolder()
        for template in library.templates {
            let file = folder.file(template.documentType.rawValue + ".pdf")
            try FormPrinter(template).pdf([:]).write(to: file)
            #expect(try Data(contentsOf: file).prefix(5) == Data("%PDF-".utf8))
        }
    }
}
