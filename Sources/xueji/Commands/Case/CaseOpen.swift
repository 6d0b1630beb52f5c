import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji case open`.
struct CaseOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "立案 / open a case")
    @Option(help: "infoCorrection、transferWithinCity …") var kind: CaseKind
    @Option(help: "学籍号、公民身份号码、姓名或编号 / student on record") var student: String?
    @Option(help: "新生或外地转入学生：栏目=值，可重复 / a new student: field=value")
    var candidate: [String] = []
    @Option(help: "更正的栏目 / field to correct") var field: StudentField?
    @Option(help: "新值 / new value") var newValue: String?
    @Option(help: "转入学校代码或名称 / receiving school") var receivingSchool: String?
    @Option(help: "外地转入学生的转出学校 / releasing school of a student from outside") var releasingSchool: String?
    @Option(help: "案卷要素 名=值，可重复：\(DetailArgument.names) / detail=value")
    var detail: [DetailArgument] = []
    @Option(help: "所依据的规则包 / rule pack") var rules: String = RuleLibrary.standard
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let matter = try await store.openCase(try await request(store), by: common.person)
            if console.json {
                try console.sayJSON(matter)
            } else {
                console.say(.caseOpened.with(phrases: Phrase(plain: matter.number), matter.kindTitle))
            }
            return .ok
        }
    }

    private func request(_ store: RegistryStore) async throws -> RegistryStore.NewCase {
        let known: Student? = if let student { try await store.student(student) } else { nil }
        var new = RegistryStore.NewCase(
            kind: kind, student: known?.id, candidate: candidate.isEmpty ? nil : try values(candidate),
            receivingSchool: try await school(receivingSchool, store),
            releasingSchool: try await school(releasingSchool, store),
            details: DetailArgument.dictionary(detail), pack: rules)
        guard kind == .infoCorrection else { return new }
        guard let field, let newValue else {
            throw IntakeError("case.field", .caseNeedsField, remedy: .caseNeedsField, exit: .usage)
        }
        new.field = field
        new.newValue = try value(newValue, field)
        guard new.newValue != known?[field] else {
            throw IntakeError("case.same-value", .sameValue, remedy: .caseNeedsField, exit: .usage)
        }
        return new
    }

    private func value(_ text: String, _ field: StudentField) throws -> String {
        guard let value = StudentRoster.normalized(text, as: field) else {
            throw IntakeError(
                "case.value", .badValue.with(text, field.rawValue), remedy: .caseNeedsField, exit: .usage)
        }
        return value
    }

    private func values(_ arguments: [String]) throws -> [StudentField: String] {
        var fields: [StudentField: String] = [:]
        for argument in arguments {
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let field = StudentField(rawValue: parts[0]) else {
                throw IntakeError(
                    "case.value", .badValue.with(argument, "candidate"), remedy: .caseNeedsField, exit: .usage)
            }
            fields[field] = try value(parts[1], field)
        }
        return fields
    }

    private func school(_ name: String?, _ store: RegistryStore) async throws -> String? {
        guard let name else { return nil }
        guard let school = try await store.organization(name) else {
            throw IntakeError("registry.not-found", .notFound.with(name), remedy: .notFoundRemedy)
        }
        return school.code
    }
}

/// `xueji case set`: says more about a case.
struct CaseSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: "补充案卷要素 / say more about a case")
    @Argument(help: "案卷号 / case") var number: Int64
    @Argument(help: "名=值：\(DetailArgument.names)") var details: [DetailArgument]
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.move(number) {
            try await $0.setDetails(DetailArgument.dictionary(details), ofCase: number, by: common.person)
        }
    }
}
