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

    @Test func theSameSeedIsTheSameSample() throws {
        for template in library.templates {
            let maker = SampleMaker(template: template, fonts: .measuring, dpi: 100, damage: 2)
            let first = try maker.sample(seed: 4)
            let second = try maker.sample(seed: 4)
            #expect(first.data == second.data && first.truth == second.truth)
            #expect(try maker.sample(seed: 5).truth != first.truth)
        }
    }

    @Test func truthLiesOnThePicture() throws {
        for template in library.templates {
            for seed in 0..<6 {
                let sample = try SampleMaker(template: template, fonts: .measuring, dpi: 100).sample(seed: UInt64(seed))
                let page = try #require(try ImageDecoder().pages(of: sample.data, name: "s.jpg").first)
                #expect(Set(sample.truth.fields.keys) == Set(template.fields.map(\.key)))
                for (key, field) in sample.truth.fields where !field.value.isEmpty {
                    let center = field.region.center
                    #expect(center.x > 0 && center.y > 0 && center.x < Double(page.width), "\(key.rawValue)")
                    #expect(center.y < Double(page.height), "\(key.rawValue)")
                }
            }
        }
    }

    @Test func drawnNumbersAreRightUnlessMeantToBeWrong() throws {
        let template = try #require(library[.residentCard])
        for seed in 0..<40 {
            let truth = try SampleMaker(template: template, fonts: .tuning, dpi: 60, damage: 0).sample(
                seed: UInt64(seed)
            ).truth
            let id = try #require(CitizenID(truth.fields[.citizenID]?.value ?? ""))
            #expect(id.hasValidCheckCharacter == !truth.findings.contains(.idChecksum))
            if !truth.findings.contains(.idBirthMismatch) {
                #expect(id.birthDate?.iso == truth.fields[.birthDate]?.value)
            }
        }
    }

    @Test func blankFormsAreOnePagePDFs() throws {
        let folder = try TemporaryFolder()
        for template in library.templates {
            let file = folder.file(template.documentType.rawValue + ".pdf")
            try SampleMaker(template: template, fonts: .measuring).blankForm(to: file)
            #expect(try Data(contentsOf: file).prefix(5) == Data("%PDF-".utf8))
        }
    }
}
