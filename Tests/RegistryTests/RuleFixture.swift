import Foundation
import IntakeModel
import IntakeResources
import Registry

/// Rules as they lie in `models/`, and papers to judge by them.
enum RuleFixture {
    /// A pack that does not load ends the run: no test of rules would mean anything.
    static let library: RuleLibrary = {
        do { return try RuleLibrary(from: ResourceLocation.find()) } catch { fatalError("\(error)") }
    }()

    static func judge(_ pack: String = RuleLibrary.standard) -> CaseJudge {
        CaseJudge(pack: library[pack]!, calendar: library.calendar)
    }

    static func day(_ iso: String) -> CalendarDate { CalendarDate(iso: iso)! }

    /// A county with two schools in a city of one province, another city, and a school in another province.
    static let tree = OrganizationTree([
        Organization(code: "P", name: "四川省教育厅", level: .province, parent: nil, phone: "028-1"),
        Organization(code: "M", name: "绵阳市教体局", level: .city, parent: "P", phone: "0816-1"),
        Organization(code: "N", name: "德阳市教育局", level: .city, parent: "P"),
        Organization(code: "C", name: "平武县教体局", level: .county, parent: "M", phone: "0816-2"),
        Organization(code: "D", name: "江油市教体局", level: .county, parent: "M"),
        Organization(code: "E", name: "旌阳区教育局", level: .county, parent: "N"),
        Organization(code: "S", name: "学校S", level: .school, parent: "C"),
        Organization(code: "R", name: "学校R", level: .school, parent: "C"),
        Organization(code: "T", name: "学校T", level: .school, parent: "D"),
        Organization(code: "U", name: "学校U", level: .school, parent: "E"),
        Organization(code: "Q", name: "陕西省教育厅", level: .province, parent: nil, isExternal: true),
        Organization(code: "X", name: "西安某局", level: .city, parent: "Q", isExternal: true),
        Organization(code: "Y", name: "碑林区局", level: .county, parent: "X", isExternal: true),
        Organization(code: "Z", name: "学校Z", level: .school, parent: "Y", isExternal: true),
    ])

    static func student(grade: String? = "三年级", school: String = "S", state: StudentState = .enrolled) -> Student {
        var fields: [StudentField: String] = [
            .name: "陈梓涵", .sex: "女", .birthDate: "2014-05-16", .citizenID: "51072720140516322X",
            .studentNumber: "G51072720140516322X",
        ]
        fields[.grade] = grade
        return Student(id: 1, organization: school, fields: fields, state: state)
    }

    static func reading(_ value: String, _ confidence: Double = 0.99) -> FieldReading {
        FieldReading(
            value: value, raw: value, confidence: confidence, region: Region(x: 0, y: 0, width: 1, height: 1),
            source: "ppocr")
    }

    static func seal(_ role: SealRole) -> OfficialSeal {
        OfficialSeal(
            role: role, text: nil, confidence: 0.9, region: Region(x: 0, y: 0, width: 1, height: 1), shape: .round)
    }

    /// A paper of the student that says these things too.
    static func paper(
        _ type: DocumentType, _ fields: [FieldKey: String] = [:], seals: [SealRole] = [], findings: [Finding] = [],
        status: IntakeDocument.Status = .verified, original: Bool = true, keptAt: String? = "柜1"
    ) -> EvidenceItem {
        var readings: FieldReadings = [.name: reading("陈梓涵"), .citizenID: reading("51072720140516322X")]
        for (key, value) in fields { readings[key] = reading(value, status == .pending ? 0.4 : 0.99) }
        let document = DocumentReading(
            documentType: type, confidence: 1, region: Region(x: 0, y: 0, width: 1, height: 1), fields: readings,
            seals: seals.map(seal), findings: findings)
        return EvidenceItem(
            id: Int64(type.rawValue.count), kind: type.rawValue, page: 1, hash: "h",
            document: IntakeDocument(
                id: 1, page: 1, organization: "S", reading: document, status: status, reviews: [:]),
            isOriginal: original, keptAt: keptAt)
    }

    /// A ledger with this student in its second row.
    static func ledger() -> EvidenceItem {
        var item = paper(.changeLedger, seals: [.school])
        item.document?.reading.fields = [:]
        item.document?.reading.rows = [
            [.name: reading("别人"), .studentNumber: reading("G510727201405160001")],
            [.name: reading("陈梓涵"), .studentNumber: reading("G51072720140516322X")],
        ]
        return item
    }

    static func present(_ kind: String) -> EvidenceItem {
        EvidenceItem(id: Int64(100 + kind.count), kind: kind, page: 2, hash: "i", document: nil, keptAt: "柜1")
    }

    static func file(
        _ kind: CaseKind, student: Student? = student(), evidence: [EvidenceItem] = [],
        details: [CaseDetail: String] = [:], from: String? = nil, to: String? = nil, organization: String = "S",
        history: [StudentEvent] = [], field: StudentField? = nil, newValue: String? = nil,
        today: String = "2026-10-15", terms: [String] = ["2026-09-01"]
    ) -> CaseFile {
        let matter = IntakeCase(
            number: 1, kind: kind, organization: organization, student: student?.id, field: field, newValue: newValue,
            releasingSchool: from, receivingSchool: to, openedBy: "a", openedAt: 0, details: details)
        return CaseFile(
            matter: matter, student: student, evidence: evidence, organizations: tree, history: history,
            terms: terms.map(day), today: day(today))
    }
}

extension CaseJudge {
    /// Names of the rules that block.
    func blocks(_ file: CaseFile) -> [String] { objections(file).filter { $0.weight == .block }.map(\.rule) }

    func rules(_ file: CaseFile, _ weight: Objection.Weight) -> [String] {
        objections(file).filter { $0.weight == weight }.map(\.rule)
    }
}
