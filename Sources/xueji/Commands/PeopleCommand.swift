import ArgumentParser
import Credentials
import IntakeModel
import Registry
import RegistryStore

/// `xueji org`: schools and departments.
struct OrganizationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "org", abstract: "机构 / organizations", subcommands: [Add.self, List.self, Term.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记机构 / add an organization")
        @Option(help: "代码 / code") var code: String
        @Option(help: "名称 / name") var name: String
        @Option(help: "province、city、county 或 school") var level: OrganizationLevel
        @Option(help: "上级机构代码 / code of the superior") var parent: String?
        @Option(help: "学校的学段，可重复：primary、junior、senior、special / stages of a school")
        var stage: [SchoolStage] = []
        @Option(help: "联系电话 / telephone") var phone: String?
        @Flag(help: "不使用本系统的机构（外市、外省）/ does not work with this registry") var external = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                try await common.openStore().add(
                    Organization(
                        code: code, name: name, level: level, parent: parent, stages: stage, phone: phone,
                        isExternal: external), by: common.person)
                console.remark(.added.with(name))
                return .ok
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出机构 / list organizations")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                for organization in try await common.openStore().organizations() {
                    if console.json {
                        try console.sayJSON(organization)
                    } else {
                        console.say("\(organization.code)\t\(organization.name)\t\(organization.level.rawValue)")
                    }
                }
                return .ok
            }
        }
    }
}

extension OrganizationCommand {
    struct Term: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记开学日期 / set the start of a term")
        @Option(help: "市、县或学校代码 / organization") var code: String
        @Option(help: "开学日期，如 2026-09-01 / first day") var start: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                guard let day = DateText(start)?.date else {
                    throw IntakeError(
                        "term.day", .badValue.with(start, "start"), remedy: .findingDateImpossible, exit: .usage)
                }
                try await common.openStore().setTerm(organization: code, startsOn: day, by: common.person)
                console.remark(.added.with(day.iso))
                return .ok
            }
        }
    }
}

/// `xueji person`: who works here, in which role.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "工作人员 / people", subcommands: [Add.self, Password.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记工作人员 / add a person")
        @Option(help: "登录名 / login") var id: String
        @Option(help: "姓名 / name") var name: String
        @Option(help: "schoolRegistrar、schoolLeader、countyRegistrar、cityRegistrar、provinceRegistrar、departmentLeader")
        var role: Role
        @Option(name: .customLong("org"), help: "机构代码 / organization") var organization: String
        @Option(help: "培训日期 / day of training") var trained: String?
        @Option(help: "上一级备案号 / number under which they are filed one level up") var filing: String?
        @Flag(help: "系统管理员：设置界限和他人口令 / sets thresholds and others' passwords") var administrator = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                try await common.openStore().add(
                    Person(
                        id: id, name: name, role: role, organization: organization,
                        trainedOn: trained.flatMap { DateText($0)?.date?.iso }, filing: filing,
                        isAdministrator: administrator), by: common.person)
                console.remark(.added.with(name))
                return .ok
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "设置口令，从标准输入读取 / set a password from standard input")
        @Argument(help: "登录名 / login") var id: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                console.remark(.passwordPrompt)
                let password = readLine() ?? ""
                guard password.count >= PasswordHash.shortest, let hash = PasswordHash.make(password) else {
                    throw IntakeError(
                        "person.password", .passwordShort.with(String(PasswordHash.shortest)),
                        remedy: .signInRemedy, exit: .usage)
                }
                try await common.openStore().setPassword(hash: hash, of: id, by: common.person)
                console.remark(.passwordSet.with(id))
                return .ok
            }
        }
    }
}
