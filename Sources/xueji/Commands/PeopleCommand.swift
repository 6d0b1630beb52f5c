import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji org`: schools and departments.
struct OrganizationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "org", abstract: "机构 / organizations", subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记机构 / add an organization")
        @Option(help: "代码 / code") var code: String
        @Option(help: "名称 / name") var name: String
        @Option(help: "province、city、county 或 school") var level: OrganizationLevel
        @Option(help: "上级机构代码 / code of the superior") var parent: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                try await common.openStore().add(
                    Organization(code: code, name: name, level: level, parent: parent), by: common.person)
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

/// `xueji person`: who works here, in which role.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "工作人员 / people", subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记工作人员 / add a person")
        @Option(help: "登录名 / login") var id: String
        @Option(help: "姓名 / name") var name: String
        @Option(help: "schoolRegistrar、schoolLeader、countyRegistrar、cityRegistrar、provinceRegistrar") var role: Role
        @Option(name: .customLong("org"), help: "机构代码 / organization") var organization: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                try await common.openStore().add(
                    Person(id: id, name: name, role: role, organization: organization), by: common.person)
                console.remark(.added.with(name))
                return .ok
            }
        }
    }
}
