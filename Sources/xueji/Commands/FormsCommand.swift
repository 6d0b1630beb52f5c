import ArgumentParser
import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources
import Registry
import RegistryStore

/// `xueji forms print`: a blank form, or one filled in from a case.
struct FormsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forms", abstract: "表格 / forms", subcommands: [Print.self])

    struct Print: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "打印表格为 PDF / print a form as PDF")
        @Argument(help: "文书种类，如 transferContactForm，或 separator（分隔页）/ kind, or separator") var kind: String
        @Option(name: .customLong("case"), help: "用这个案卷的内容填写 / fill in from a case") var number: Int64?
        @Option(help: "PDF 文件 / file") var out: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                if kind == "separator" { return try await printSeparator(console) }
                let library = try FormLibrary(from: ResourceLocation.find())
                guard let template = DocumentType(rawValue: kind).flatMap({ library[$0] }) else {
                    throw IntakeError(
                        "forms.kind", .noSuchForm.with(kind), remedy: .notFoundRemedy, exit: .usage)
                }
                var values: [FieldKey: String] = [:]
                if let number {
                    let store = try await common.openStore()
                    try await store.requireVisible(case: number, to: common.person)
                    try await store.recordCaseView(number, by: common.person)
                    values = CaseFormValues(try await store.caseFile(number), today: store.today, store.library).values
                }
                let known = Set((template.fields + template.rowFields).map(\.key))
                values = values.filter { known.contains($0.key) }
                let ledger = !template.rowNumbers.isEmpty
                let pdf = try FormPrinter(template).pdf(
                    ledger ? [:] : values, rows: ledger && number != nil ? [values] : [])
                try DurableFile.write(pdf, to: URL(filePath: out))
                console.remark(.formPrinted.with(out))
                return .ok
            }
        }

        /// 分隔页: what is scanned after it belongs together, for the case or for none. No name stands on it.
        private func printSeparator(_ console: Console) async throws -> ExitStatus {
            var separator = Separator()
            var lines = [Phrase.separatorTitle, .separatorLine]
            if let number {
                let store = try await common.openStore()
                let actor = try await store.person(common.person)
                let matter = try await store.caseFile(number).matter
                try await store.requireVisible(case: number, to: actor.id)
                separator = Separator(organization: matter.organization, caseNumber: number)
                lines.append(
                    .separatorCase.with(
                        phrases: Phrase(String(number), String(number)),
                        DeskWords.phrase("kind.\(matter.kind.rawValue)")))
            }
            let pdf = try SeparatorPrinter(separator, lines: lines.map(console.text)).pdf()
            try DurableFile.write(pdf, to: URL(filePath: out))
            console.remark(.formPrinted.with(out))
            return .ok
        }
    }
}

/// What a case already knows of a form's fields; what families and offices write by hand stays blank.
struct CaseFormValues {
    let values: [FieldKey: String]

    init(_ file: CaseFile, today: CalendarDate, _ library: RuleLibrary) {
        var values: [FieldKey: String] = [:]
        if let student = file.student {
            for (field, value) in student.fields { values[field.key] = value }
        }
        values["gradeClass"] = file.matter.details[.gradeClass]
        values["releasingSchool"] = file.matter.releasingSchool.flatMap { file.organizations[$0]?.name }
        values["receivingSchool"] = file.matter.receivingSchool.flatMap { file.organizations[$0]?.name }
        values["reason"] = file.matter.details[.reason]
        if file.matter.kind == .complaint {
            let unit = file.organizations[file.matter.organization]
            values["handlingUnit"] = unit?.name
            values["handlingPhone"] = unit?.phone
            values["complaint"] = file.matter.details[.complaint]
            values["complainantName"] = file.matter.details[.complainantName]
            values["complainantPhone"] = file.matter.details[.complainantPhone]
            values["undertakingUnit"] = ComplaintRouting.schools(file.matter).first.flatMap {
                file.organizations[$0]?.name
            }
            values["assignedOn"] = today.iso
            // 完成时限 is 交办时间 and five working days.
            let period = library[file.matter.pack]?.parameters["complaintAnswer"]?.period
            values["dueOn"] = period.map { library.calendar.end(of: $0, from: today).iso }
        }
        self.values = values
    }
}
