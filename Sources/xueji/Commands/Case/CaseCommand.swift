import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji case`: cases and their way.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "案卷 / cases",
        subcommands: [
            CaseOpen.self, CaseSet.self, CaseShow.self, CaseList.self, CaseAttach.self, CasePropose.self,
            CaseCheck.self,
            CaseSubmit.self, CaseDecide.self, CaseReturn.self, CaseWithdraw.self, CaseFinish.self, CasePrint.self,
        ])
}

/// `key=value` as written on the command line.
struct DetailArgument: ExpressibleByArgument {
    let detail: CaseDetail
    let value: String

    init?(argument: String) {
        guard let mark = argument.firstIndex(of: "="),
            let detail = CaseDetail(rawValue: String(argument[..<mark])), detail != .gradeClass,
            let value = detail.normalized(String(argument[argument.index(after: mark)...]))
        else { return nil }
        self.detail = detail
        self.value = value
    }

    /// Every detail that can be given, with what it means.
    static let names = CaseDetail.allCases.filter { $0 != .gradeClass }.map {
        "\($0.rawValue) \(DeskWords.phrase("detail.\($0.rawValue)").text(.chinese))"
    }.joined(separator: "、")

    static func dictionary(_ arguments: [DetailArgument]) -> [CaseDetail: String] {
        Dictionary(arguments.map { ($0.detail, $0.value) }) { $1 }
    }
}

extension CommonOptions {
    /// Runs one move of a case and tells its state.
    func move(_ number: Int64, _ body: (RegistryStore) async throws -> IntakeCase) async throws {
        let console = console
        try await console.run {
            let matter = try await body(try await openStore())
            if console.json {
                try console.sayJSON(matter)
            } else {
                console.say(.caseDecided.with(phrases: Phrase(plain: number), matter.stateTitle))
            }
            return .ok
        }
    }
}
