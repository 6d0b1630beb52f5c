import IntakeModel
import IntakeResources
import Registry
import Spreadsheets

typealias SheetFormat = SheetDocument.Format

extension SheetDocument.Format {
    static func of(_ file: String) throws(IntakeError) -> SheetDocument.Format { try SheetDocument.format(of: file) }
}

/// A month's ledger as a sheet, with the columns of the form.
struct LedgerSheet {
    let document: SheetDocument

    init(_ ledger: MonthlyLedger, _ template: FormTemplate) {
        let keys = template.rowFields.map(\.key)
        document = SheetDocument(
            title: ledger.documentType.title.chinese + ledger.month,
            header: [ledger.school] + keys.map { FormColumn.title($0) },
            rows: ledger.rows.enumerated().map { index, row in ["\(index + 1)"] + keys.map { row[$0] ?? "" } })
    }
}

/// Columns of ledgers in words.
enum FormColumn {
    static func title(_ key: FieldKey) -> String {
        let titles: [FieldKey: String] = [
            "gradeClass": "年级班级", "receivingSchool": "申请转入学校", "appliedOn": "申请日期", "reason": "转学原因",
            "signature": "学生或家长签字", "phone": "联系电话", "changeType": "异动类型", "remark": "备注",
            "suspensionTerm": "休学时间", "hospitalProof": "出具医院证明", "resumptionGrade": "复学年级",
            "withdrawalReason": "退学原因",
        ]
        return titles[key] ?? key.title.chinese
    }
}

/// Assessment figures as a sheet or as lines.
struct AssessmentSheet {
    let document: SheetDocument

    init(_ figures: [Assessment], _ language: Language) {
        func rate(_ part: Int, _ whole: Int) -> String {
            Assessment.rate(part, whole).map {
                "\(Int(($0 * 1000).rounded()) / 10).\(Int(($0 * 1000).rounded()) % 10) %"
            }
                ?? "—"
        }
        document = SheetDocument(
            title: Phrase.assessmentTitle.text(language),
            header: Phrase.assessmentColumns.text(language).split(separator: "|").map(String.init),
            rows: figures.map { figure in
                [
                    figure.organization, figure.name, String(figure.decisions), rate(figure.inTime, figure.timed),
                    rate(figure.returned, figure.decisions), rate(figure.fullyKept, figure.closed),
                    rate(figure.photographed, figure.onRoll), rate(figure.consistent, figure.onRoll),
                    rate(figure.signIns, figure.workingDays),
                ]
            })
    }

    var lines: [String] { ([document.header] + document.rows).map { $0.joined(separator: "\t") } }
}

/// An approved export: every row says who took it, what for and when.
struct ExportSheet {
    let document: SheetDocument

    init(_ export: StudentExport) {
        let fields = export.request.fields
        document = SheetDocument(
            title: "申请\(export.request.id)",
            header: fields.map { StudentColumn.title($0) } + ["使用限制"],
            rows: export.students.map { student in fields.map { student[$0] ?? "" } + [export.watermark] })
    }
}

/// Columns of rosters, named as the collection form names them, so that what is exported can be imported.
enum StudentColumn {
    static func title(_ field: StudentField) -> String {
        switch field {
        case .name: "姓名"
        case .sex: "性别"
        case .birthDate: "出生日期"
        case .citizenID: "身份证号"
        case .studentNumber: "学籍号"
        case .ethnicGroup: "民族"
        case .domicile: "户籍所在地"
        case .grade: "年级"
        case .className: "班级"
        }
    }
}
