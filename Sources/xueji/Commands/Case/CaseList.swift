import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji case list`: the lists of the desk's case page.
struct CaseList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出案卷 / list cases")
    @Option(
        help: "mine 待我单位办理、underWay 在办、overdue 超期、ended 已结束、all 全部 / which cases")
    var share: RegistryStore.CaseQuery.Share = .all
    @Option(help: "种类 / kind") var kind: CaseKind?
    @Option(help: "学生：姓名、身份证号或学籍号 / student: name, citizen ID or student number") var student: String?
    @Option(help: "最多几个 / at most so many") var limit: Int = 500
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let person = try await store.person(common.person)
            var query = RegistryStore.CaseQuery(share, kind: kind, limit: max(1, limit))
            if let student {
                query.students = try await store.students(matching: student, visibleTo: person.id).map(\.id)
            }
            let found = try await store.cases(query, concerning: person.organization)
            if found.isEmpty, !console.json { console.remark(.caseNone) }
            for listed in found {
                try console.json
                    ? console.sayJSON(Row(listed)) : console.say(CaseList.line(listed, store.today, console))
            }
            return .ok
        }
    }

    private static func line(
        _ listed: RegistryStore.ListedCase, _ today: CalendarDate, _ console: Console
    ) -> String {
        let matter = listed.matter
        let isLate = matter.state.isUnderWay && matter.due.map { $0.iso < today.iso } == true
        let due = matter.state.isUnderWay ? matter.due.map { Phrase.caseDueOn.with($0.iso) } : nil
        let parts: [String?] = [
            console.text(.caseLine.with(phrases: Phrase(plain: matter.number), matter.kindTitle, matter.stateTitle)),
            listed.studentName, listed.holder.map { console.text(.caseHolder.with($0)) }, due.map(console.text),
            isLate ? console.text(.caseLate) : nil,
        ]
        return parts.compactMap(\.self).joined(separator: "  ")
    }

    /// The case's own keys, with whose it is and who has to act.
    private struct Row: Encodable {
        let listed: RegistryStore.ListedCase

        init(_ listed: RegistryStore.ListedCase) { self.listed = listed }

        private enum Keys: String, CodingKey { case studentName, holder }

        func encode(to encoder: any Encoder) throws {
            try listed.matter.encode(to: encoder)
            var values = encoder.container(keyedBy: Keys.self)
            try values.encodeIfPresent(listed.studentName, forKey: .studentName)
            try values.encodeIfPresent(listed.holder, forKey: .holder)
        }
    }
}
