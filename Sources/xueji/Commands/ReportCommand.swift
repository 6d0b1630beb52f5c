import ArgumentParser
import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources
import Registry
import RegistryStore
import Spreadsheets

/// `xueji report`: what is late, what is to be reported, how it went.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "报表 / reports",
        subcommands: [MonthlyReport.self, OverdueReport.self, AssessmentReport.self, CoverageReport.self])
}

/// `xueji report monthly`: annexes 1 and 2 of a month for sealing and reporting.
struct MonthlyReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monthly", abstract: "月末登记表（附件1、2） / the month's ledgers")
    @Option(help: "月份，如 2026-11 / month") var month: String
    @Option(name: .customLong("org"), help: "学校代码，默认本单位 / school") var organization: String?
    @Option(help: "写到这个文件夹（XLSX 和 PDF） / folder for the files") var out: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let school = try await common.ownOrganization(organization, store)
            let ledgers = try await store.monthlyLedgers(school: school, month: month, by: common.person)
            // 每月下旬: until then cases may still come.
            let first = store.library[RuleLibrary.standard]?.parameters["ledgerFromDay"]?.number ?? 21
            if store.today.iso.hasPrefix(month), store.today.day < first {
                console.remark(.reportEarly.with(String(first)))
            }
            let library = try FormLibrary(from: ResourceLocation.find())
            let folder = URL(filePath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for ledger in ledgers {
                let name = "\(month)-\(school)-\(ledger.documentType.title.chinese)"
                guard let template = library[ledger.documentType] else { continue }
                let pdf = try FormPrinter(template).pdf(
                    ["county": ledger.county, "school": ledger.school], rows: ledger.rows)
                try DurableFile.write(pdf, to: folder.appending(path: name + ".pdf"))
                try DurableFile.write(
                    LedgerSheet(ledger, template).document.data(.xlsx), to: folder.appending(path: name + ".xlsx"))
                if console.json {
                    try console.sayJSON(ledger)
                } else {
                    console.say(
                        .reportLedger.with(
                            console.text(ledger.documentType.title), String(ledger.rows.count), folder.path, name))
                }
            }
            return .ok
        }
    }
}

/// `xueji report overdue`.
struct OverdueReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overdue", abstract: "逾期事项：本单位和下级 / what is late, here and below")
    @Option(name: .customLong("org"), help: "机构代码，默认本单位 / organization") var organization: String?
    @OptionGroup var common: CommonOptions

    struct Report: Encodable {
        let steps: [OverdueItem]
        let leaves: [ExpiredLeave]
        let photos: [MissingPhoto]
    }

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let unit = try await common.ownOrganization(organization, store)
            let report = Report(
                steps: try await store.overdue(under: unit), leaves: try await store.expiredLeaves(under: unit),
                photos: try await store.photosOverdue(under: unit))
            if console.json {
                try console.sayJSON(report)
                return .ok
            }
            for item in report.steps {
                console.say(
                    .overdueStep.with(
                        String(item.number), item.kind.rawValue, item.holder, item.due.iso, String(item.daysLate)))
            }
            for leave in report.leaves {
                console.say(.overdueLeave.with(String(leave.student), leave.organization, leave.until))
            }
            for photo in report.photos {
                console.say(.overduePhoto.with(String(photo.student), photo.organization, photo.due.iso))
            }
            if report.steps.isEmpty, report.leaves.isEmpty, report.photos.isEmpty { console.say(.overdueNothing) }
            return .ok
        }
    }
}

/// `xueji report assessment`.
struct AssessmentReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assessment", abstract: "考核：及时率、退回率、完整率 / timeliness and completeness")
    @Option(help: "起始日期 / first day") var from: String
    @Option(help: "截止日期 / last day") var through: String
    @Option(name: .customLong("org"), help: "机构代码，默认本单位 / organization") var organization: String?
    @Option(help: "写成 CSV 或 XLSX / file") var out: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            guard let first = DateText(from)?.date, let last = DateText(through)?.date, first <= last else {
                throw IntakeError(
                    "report.days", .badValue.with(from + "…" + through, "from/through"), remedy: .findingDateImpossible,
                    exit: .usage)
            }
            let store = try await common.openStore()
            let unit = try await common.ownOrganization(organization, store)
            let figures = try await store.assessments(under: unit, from: first, through: last)
            let sheet = AssessmentSheet(figures, console.language)
            if let out {
                let format = try SheetFormat.of(out)
                try DurableFile.write(sheet.document.data(format), to: URL(filePath: out))
            } else if console.json {
                for figure in figures { try console.sayJSON(figure) }
            } else {
                for line in sheet.lines { console.say(line) }
            }
            return .ok
        }
    }
}

/// `xueji report coverage`: a school's roll against the register, photos and contacts.
struct CoverageReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "在校名册核对、联系信息 / the roll against the register")
    @Option(help: "学校申报的在校名册 / the roll that the school declares") var roll: String?
    @Option(name: .customLong("org"), help: "机构代码，默认本单位 / organization") var organization: String?
    @OptionGroup var common: CommonOptions

    struct Report: Encodable {
        let roll: RollComparison?
        let contacts: [MissingContact]
    }

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let unit = try await common.ownOrganization(organization, store)
            var comparison: RollComparison?
            if let roll {
                let file = URL(filePath: roll)
                let list = try StudentRoster(
                    ImageDecoder().bytes(of: file), file: file.lastPathComponent,
                    codes: CodeLists(from: ResourceLocation.find()))
                comparison = try await store.compareRoll(list, school: unit)
            }
            let report = Report(roll: comparison, contacts: try await store.missingContacts(under: unit))
            if console.json { try console.sayJSON(report) } else { show(report, console) }
            return comparison?.agrees ?? true ? .ok : .badInput
        }
    }

    private func show(_ report: Report, _ console: Console) {
        if let roll = report.roll {
            func list(_ rows: [Int]) -> String { rows.map(String.init).joined(separator: ", ") }
            if roll.agrees { console.say(.rollAgrees) }
            if !roll.missing.isEmpty { console.say(.rollMissing.with(list(roll.missing))) }
            if !roll.elsewhere.isEmpty { console.say(.rollElsewhere.with(list(roll.elsewhere))) }
            if !roll.twice.isEmpty { console.say(.rollTwice.with(list(roll.twice))) }
            if !roll.extra.isEmpty {
                console.say(.rollExtra.with(roll.extra.map(String.init).joined(separator: ", ")))
            }
            for (name, numbers) in roll.classes.sorted(by: { $0.key < $1.key }) {
                console.say(.rollClass.with(name.isEmpty ? "—" : name, String(numbers[0]), String(numbers[1])))
            }
        }
        for contact in report.contacts {
            console.say(.contactMissing.with(contact.name, contact.missing.joined(separator: ", ")))
        }
    }
}

extension CommonOptions {
    /// The organization that is named, when it is the acting person's or lies under it; else the person's own.
    func ownOrganization(_ code: String?, _ store: RegistryStore) async throws -> String {
        let actor = try await store.person(person)
        guard let code, code != actor.organization else { return actor.organization }
        guard try await store.isUnder(code, actor.organization) else {
            throw IntakeError(
                "organization.not-yours", .notAllowedForRole, remedy: .caseNotYourTurnRemedy, exit: .notAllowed)
        }
        return code
    }
}
