import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore

extension DeskFixture {
    static func field(_ value: String, _ region: Region, sure: Double = 0.99) -> FieldReading {
        FieldReading(value: value, raw: value, confidence: sure, region: region, source: "ppocr")
    }

    /// A page that was taken in at a school and read as these papers; answers the page.
    func paper(
        _ documents: [DocumentReading], picture: PageImage, by person: String = "clerk", at school: String = "S"
    ) async throws -> Int64 {
        let intake = PageIntake(store: store, vault: vault, person: person, organization: school)
        let taken = try await intake.take(PNGFile.encode(picture), name: "paper.png", origin: .file, batch: "b")
        guard let job = try await store.claimJob(owner: "w", lease: 1000) else { throw CocoaError(.fileNoSuchFile) }
        let page = PageReading(
            page: 1, width: picture.width, height: picture.height, dpi: 150, rotation: 0, skewDegrees: 0,
            quality: PageQuality(legible: true), documents: documents)
        _ = try await store.completeJob(
            job, owner: "w", reading: FileReading(file: "paper.png", pages: [page], seconds: 0), engines: "test")
        return taken.page.id
    }

    /// 转学登记表 with three students close below each other on a dark page; the second is 陈梓涵.
    func ledger() async throws -> Int64 {
        let rows = [("赵一", "G1"), ("陈梓涵", "G51072720140516322X"), ("钱三", "G3")].enumerated().map { index, student in
            let top = 60 + Double(index) * 24
            return [
                FieldKey.name: DeskFixture.field(student.0, Region(x: 20, y: top, width: 60, height: 20), sure: 0.7),
                .studentNumber: DeskFixture.field(student.1, Region(x: 100, y: top, width: 180, height: 20)),
            ]
        }
        return try await paper(
            [
                DocumentReading(
                    documentType: .transferLedger, confidence: 1, region: Region(x: 0, y: 40, width: 300, height: 220),
                    rows: rows)
            ], picture: PageImage(width: 300, height: 300, channels: 1, filledWith: 10))
    }

    /// 陈梓涵 on record at school S.
    func student() async throws -> Student {
        let roster = try StudentRoster(
            Data("姓名,性别,出生日期,学籍号,年级,学校\n陈梓涵,女,2014-05-18,G51072720140516322X,三年级,S\n".utf8), file: "r.csv")
        _ = try await store.importRoster(roster, organization: "S", by: "root")
        return try await store.student("陈梓涵")
    }

    /// A letter that is only there; answers its page.
    func letter(shade: UInt8 = 230) async throws -> Int64 {
        try await paper(
            [DocumentReading(documentType: .unknown, confidence: 0, region: Region(x: 0, y: 0, width: 60, height: 80))],
            picture: PageImage(width: 60, height: 80, channels: 1, filledWith: shade))
    }

    /// 跨市州转学 of a high-school student with annex 4, on which the boxes ② and C are not sealed; answers the case.
    func highSchoolCase() async throws -> Int64 {
        let units: [(String, OrganizationLevel, String?, [SchoolStage])] = [
            ("P", .province, nil, []), ("M", .city, "P", []), ("N", .city, "P", []), ("C", .county, "M", []),
            ("D", .county, "N", []), ("H", .school, "C", [.senior]), ("T", .school, "D", [.senior]),
        ]
        for (code, level, parent, stages) in units {
            try await store.add(
                Organization(code: code, name: "单位" + code, level: level, parent: parent, stages: stages), by: "root")
        }
        try await store.add(
            Person(
                id: "clerkT", name: "clerkT", role: .schoolRegistrar, organization: "T", trainedOn: "2026-03-01",
                filing: "F"), by: "root")
        let roster = try StudentRoster(
            Data("姓名,性别,出生日期,学籍号,年级,学校\n王小明,男,2009-03-02,G510727200903021019,高二,H\n".utf8), file: "r.csv")
        _ = try await store.importRoster(roster, organization: "H", by: "root")
        let student = try await store.student("王小明")
        let matter = try await store.openCase(
            .init(kind: .transferAcrossCityHighSchool, student: student.id, receivingSchool: "T"), by: "clerkT")
        let sealed: [SealRole] = [.boxA, .box1, .box3, .boxB]
        let reading = DocumentReading(
            documentType: .provincialTransferApplication, confidence: 1,
            region: Region(x: 0, y: 0, width: 100, height: 140),
            fields: [
                .name: DeskFixture.field("王小明", Region(x: 5, y: 5, width: 30, height: 8)),
                "boxADate": DeskFixture.field("2026-09-03", Region(x: 5, y: 50, width: 30, height: 8)),
                "box1Date": DeskFixture.field("2026-09-02", Region(x: 5, y: 60, width: 30, height: 8)),
            ],
            seals: sealed.map {
                OfficialSeal(
                    role: $0, text: "专用章", confidence: 0.9, region: Region(x: 60, y: 60, width: 20, height: 20),
                    shape: .round)
            })
        let page = try await paper(
            [reading], picture: PageImage(width: 100, height: 140, channels: 1, filledWith: 240), by: "clerkT", at: "T")
        try await store.attach(page: page, toCase: matter.number, as: nil, by: "clerkT")
        return matter.number
    }
}
