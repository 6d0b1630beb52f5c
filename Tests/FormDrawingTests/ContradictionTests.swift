import FormDrawing
import Foundation
import IntakeModel
import IntakeResources
import TestSupport
import Testing

/// What is wrong on a drawn page is named in its truth, and nothing else is wrong.
@Suite("疑点样张")
struct ContradictionTests {
    private let library: FormLibrary

    init() throws { library = try FormLibrary(from: ResourceLocation(root: Workplace.root.appending(path: "models"))) }

    private func truths(_ type: DocumentType, _ count: Int) throws -> [SampleTruth] {
        let template = try #require(library[type])
        return try (0..<count).map {
            try SampleMaker(template: template, fonts: .tuning, dpi: 20, damage: 0).sample(seed: UInt64($0)).truth
        }
    }

    @Test func everyContradictionOccurs() throws {
        var found: Set<FindingCode> = []
        for template in library.templates {
            for truth in try truths(template.documentType, 30) { found.formUnion(truth.findings) }
        }
        for truth in try truths(.residentCard, 120) { found.formUnion(truth.findings) }
        #expect(
            found.isSuperset(of: [
                .idChecksum, .idBirthMismatch, .idSexMismatch, .studentNumberIDMismatch, .dateImpossible, .sealMissing,
                .sealNameMismatch, .sealOrder, .requiredEmpty, .valueNotInList,
            ]))
    }

    @Test func boxesOfAnnex4AreSealedInTheirOrder() throws {
        let inside = ["A", "1", "2", "3", "B", "C"]
        let across = ["1", "2", "3", "4", "A", "B", "C", "D"]
        for truth in try truths(.provincialTransferApplication, 30) {
            func date(_ box: String) -> String { truth.fields[FieldKey(rawValue: "box\(box)Date")]?.value ?? "" }
            let order = date("D").isEmpty ? inside : across
            #expect(order.allSatisfy { !date($0).isEmpty })
            #expect(date("4").isEmpty == date("D").isEmpty)
            let dates = order.map(date)
            #expect((dates == dates.sorted()) == !truth.findings.contains(.sealOrder))
            let sealed = Set(truth.seals.map(\.role)).intersection(order.compactMap { SealRole(rawValue: "box" + $0) })
            #expect(sealed.count == order.count - (truth.findings.contains(.sealMissing) ? 1 : 0))
        }
    }

    @Test func sealsBearTheNamesThatTheFormGives() throws {
        let named: [(DocumentType, FieldKey, SealRole)] = [
            (.provincialTransferApplication, "releasingSchool", .box1),
            (.provincialTransferApplication, "receivingSchool", .boxA), (.transferLedger, "school", .school),
            (.changeLedger, "school", .school), (.complaintVerification, "undertakingUnit", .undertakingUnit),
            (.policeCertificate, "issuer", .police), (.transferCertificate, "releasingSchool", .releasingSchool),
        ]
        for (type, key, role) in named {
            for truth in try truths(type, 12) where !truth.findings.contains(.sealNameMismatch) {
                guard let seal = truth.seals.first(where: { $0.role == role }),
                    let name = truth.fields[key]?.value, !name.isEmpty
                else { continue }
                #expect(seal.text.hasPrefix(name), "\(type)")
            }
        }
    }

    @Test func datesOfAFormFollowEachOther() throws {
        for truth in try truths(.transferContactForm, 20) where truth.findings.isEmpty {
            let dates = ["appliedOn", "receivingDate", "releasingDate"].compactMap { truth.fields[$0]?.value }
            #expect(dates == dates.sorted() && dates.count == 3)
        }
    }
}
