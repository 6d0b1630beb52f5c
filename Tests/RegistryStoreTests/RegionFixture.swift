import Foundation
import IntakeModel
import Registry
import Synchronization
import TestSupport

@testable import RegistryStore

/// 一个市: two counties with schools of every stage, their people, and a school in another province.
struct RegionFixture {
    let place: StorePlace
    let database: any SQLDatabase
    let store: RegistryStore
    let clock: DayClock
    private let papers = Counter()

    /// A Wednesday in the first month of a term.
    init(_ engine: Engine, today: String = "2026-09-16") async throws {
        place = try StorePlace(engine)
        database = try await place.database()
        let clock = DayClock(today)
        self.clock = clock
        store = try await RegistryStore(database) { clock.now }
        let units: [(String, String, OrganizationLevel, String?, [SchoolStage], Bool)] = [
            ("P", "四川省教育厅", .province, nil, [], false), ("M", "绵阳市教体局", .city, "P", [], false),
            ("C", "平武县教体局", .county, "M", [], false), ("D", "江油市教体局", .county, "M", [], false),
            ("S", "平武小学", .school, "C", [.primary], false), ("R", "江油小学", .school, "D", [.primary], false),
            ("H", "平武中学", .school, "C", [.junior, .senior], false),
            ("Q", "陕西省教育厅", .province, nil, [], true), ("X", "西安市教育局", .city, "Q", [], true),
            ("Y", "碑林区教育局", .county, "X", [], true), ("Z", "西安某中学", .school, "Y", [.junior, .senior], true),
        ]
        for (code, name, level, parent, stages, outside) in units {
            try await store.add(
                Organization(
                    code: code, name: name, level: level, parent: parent, stages: stages, phone: "0816-" + code,
                    isExternal: outside), by: "root")
            guard !outside else { continue }
            let people: [(String, Role)] =
                level == .school
                ? [("clerk", .schoolRegistrar), ("leader", .schoolLeader)]
                : [("desk", level.decider), ("chief", .departmentLeader)]
            for (name, role) in people {
                try await store.add(
                    Person(
                        id: name + code, name: name + code, role: role, organization: code, trainedOn: "2026-03-01",
                        filing: "F" + code), by: "root")
            }
        }
        try await store.setTerm(organization: "M", startsOn: CalendarDate(iso: "2026-09-01")!, by: "root")
        let csv = """
            姓名,性别,出生日期,身份证号,学籍号,年级,班级,学校
            陈梓涵,女,2014-05-16,51072720140516322X,G51072720140516322X,三年级,2班,S
            王小明,男,2009-03-02,510727200903021019,G510727200903021019,高二,1班,H

            """
        let roster = try StudentRoster(Data(csv.utf8), file: "a")
        let result = try await store.importRoster(roster, organization: "S", by: "root")
        guard result.imported == 2 else { throw CocoaError(.coderInvalidValue) }
    }

    /// A page that says these things, taken in at a school and read.
    func paper(
        _ type: DocumentType, at school: String = "S", _ fields: [FieldKey: String] = [:],
        rows: [[FieldKey: String]] = [], seals: [SealRole] = []
    ) async throws -> Int64 {
        func reading(_ value: String) -> FieldReading {
            FieldReading(
                value: value, raw: value, confidence: 0.99, region: Region(x: 10, y: 20, width: 30, height: 9),
                source: "ppocr")
        }
        let document = DocumentReading(
            documentType: type, confidence: 1, region: Region(x: 0, y: 0, width: 99, height: 99),
            fields: fields.mapValues(reading), rows: rows.map { $0.mapValues(reading) },
            seals: seals.map {
                OfficialSeal(
                    role: $0, text: "印", confidence: 0.95, region: Region(x: 1, y: 1, width: 9, height: 9),
                    shape: .round)
            })
        let page = try await present(at: school)
        guard let job = try await store.claimJob(owner: "w", lease: 1000) else { throw CocoaError(.fileNoSuchFile) }
        let reading = FileReading(
            file: "p.png",
            pages: [
                PageReading(
                    page: 1, width: 99, height: 99, dpi: 300, rotation: 0, skewDegrees: 0,
                    quality: PageQuality(legible: true), documents: [document])
            ], seconds: 0)
        _ = try await store.completeJob(job, owner: "w", reading: reading, engines: "test")
        return page
    }

    /// A page that is only there.
    func present(at school: String = "S") async throws -> Int64 {
        try await store.addPage(
            hash: "hash-\(papers.step())", name: "p.png", origin: .scanner, batch: "b", organization: school,
            caseNumber: nil, by: "clerk" + school
        ).page.id
    }

    /// Attaches, original seen and filed.
    func attach(_ page: Int64, _ number: Int64, kind: String? = nil, by person: String) async throws {
        if kind != nil, let job = try await store.claimJob(owner: "w", lease: 1000) {
            _ = try await store.completeJob(
                job, owner: "w", reading: FileReading(file: "p", pages: [], seconds: 0), engines: "test")
        }
        try await store.attach(
            .init(page: page, kind: kind, isOriginal: true, keptAt: "柜1"), toCase: number, by: person)
    }

    /// Approves every step with the people whose turn it is; answers the case as it then stands.
    @discardableResult
    func approveAll(_ number: Int64, reason: String? = nil) async throws -> IntakeCase {
        var matter = try await store.caseFile(number).matter
        while matter.state == .submitted {
            let file = try await store.caseFile(number)
            let step = try store.judge(matter).steps(file)[matter.step]
            let person =
                step.isExternal
                ? "clerk" + matter.organization
                : (step.role == .schoolLeader ? "leader" : "desk") + step.organization
            matter = try await store.decideCase(
                number, outcome: .approved, reason: step.isExternal ? "陕教函1号" : reason, by: person)
        }
        return matter
    }
}

/// A clock that stands on a day until a test moves it.
final class DayClock: Sendable {
    private let value: Mutex<Int64>

    /// Nine in the morning in China.
    init(_ day: String) { value = Mutex((CalendarDate(iso: day)?.beginning ?? 0) + 9 * 3_600_000) }

    var now: Int64 { value.withLock { $0 } }

    func move(to day: String) {
        let moment = (CalendarDate(iso: day)?.beginning ?? 0) + 9 * 3_600_000
        value.withLock { $0 = moment }
    }
}
