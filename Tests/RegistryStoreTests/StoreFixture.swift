import Foundation
import IntakeModel
import Registry
import RegistryStore
import Synchronization
import TestSupport

/// A fresh store with a county, two schools and their people.
struct StoreFixture {
    let place: StorePlace
    let database: any SQLDatabase
    let store: RegistryStore
    let clock = TestClock()

    init(_ engine: Engine) async throws {
        let place = try StorePlace(engine)
        try await self.init(place, try await place.database())
    }

    init(_ place: StorePlace, _ database: any SQLDatabase) async throws {
        self.place = place
        self.database = database
        let clock = clock
        store = try await RegistryStore(database) { clock.now }
        try await store.add(Organization(code: "C", name: "某县", level: .county, parent: nil), by: "root")
        for code in ["S", "R"] {
            try await store.add(Organization(code: code, name: "学校" + code, level: .school, parent: "C"), by: "root")
        }
        for (id, role, organization) in [
            ("clerk", Role.schoolRegistrar, "S"), ("leader", .schoolLeader, "S"), ("county", .countyRegistrar, "C"),
            ("clerkR", .schoolRegistrar, "R"),
        ] {
            try await store.add(Person(id: id, name: id, role: role, organization: organization), by: "root")
        }
        let csv = "姓名,出生日期,身份证号,学籍号\n陈梓涵,2014-06-15,51072720140516322X,G51072720140516322X\n"
        _ = try await store.importRoster(StudentRoster(Data(csv.utf8), file: "a"), organization: "S", by: "clerk")
    }

    /// A page that was taken in and read as a card saying what is asked.
    func readCard(hash: String, born: String = "2014-05-16", confidence: Double = 0.99, name: String = "陈梓涵")
        async throws -> Int64
    {
        let page = try await store.addPage(
            hash: hash, name: "p.png", origin: .scanner, batch: "b", organization: "S", caseNumber: nil, by: "clerk"
        ).page
        guard let job = try await store.claimJob(owner: "w", lease: 1000) else { throw CocoaError(.fileNoSuchFile) }
        func field(_ value: String, _ sure: Double = 0.99) -> FieldReading {
            FieldReading(
                value: value, raw: value, confidence: sure, region: Region(x: 0, y: 0, width: 9, height: 9), source: "t"
            )
        }
        let document = DocumentReading(
            documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 9, height: 9),
            fields: [
                .name: field(name), .citizenID: field("51072720140516322X"), .birthDate: field(born, confidence),
            ])
        let reading = FileReading(
            file: "p.png",
            pages: [
                PageReading(
                    page: 1, width: 9, height: 9, dpi: 300, rotation: 0, skewDegrees: 0,
                    quality: PageQuality(legible: true), documents: [document])
            ], seconds: 0)
        _ = try await store.completeJob(job, owner: "w", reading: reading, engines: "test")
        return page.id
    }
}

extension StoreFixture {
    /// A correction of the birth date with its papers, handed in.
    func submittedCase() async throws -> Int64 {
        let student = try await store.student("陈梓涵")
        let matter = try await store.openCase(
            .init(
                kind: .infoCorrection, student: student.id, field: .birthDate, newValue: "2014-05-16",
                details: [.applicantRelation: "母亲"]), by: "clerk")
        let page = try await readCard(hash: "card")
        let letter = try await store.addPage(
            hash: "letter", name: "l", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk")
        try await store.attach(
            .init(page: page, isOriginal: true, keptAt: "柜1"), toCase: matter.number, by: "clerk")
        try await store.attach(page: letter.page.id, toCase: matter.number, as: "writtenApplication", by: "clerk")
        _ = try await store.submitCase(matter.number, by: "clerk")
        return matter.number
    }
}

/// Time that moves when a test says so.
final class TestClock: Sendable {
    private let value = Atomic<Int64>(1_000_000)
    var now: Int64 { value.load(ordering: .relaxed) }
    func advance(_ milliseconds: Int64) { value.add(milliseconds, ordering: .relaxed) }
}

extension StoreFixture {
    /// A correction of a birth date, opened by the clerk; its number.
    func correction(to value: String = "2014-05-16") async throws -> Int64 {
        try await store.openCase(
            .init(
                kind: .infoCorrection, student: try await store.student("陈梓涵").id, field: .birthDate,
                newValue: value, details: [.applicantRelation: "母亲"]), by: "clerk"
        ).number
    }
}
