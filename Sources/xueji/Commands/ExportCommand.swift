import ArgumentParser
import Foundation
import ImageCodecs
import IntakeModel
import Registry
import RegistryStore
import Spreadsheets

/// `xueji export`: students' data outside cases, on both leaders' approval (第二十五条).
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "学籍信息使用：申请、审批、导出 / use of data: request, approval, export",
        subcommands: [Request.self, Approve.self, Refuse.self, Run.self])

    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "申请 / ask")
        @Option(
            help:
                "目的：\(DataPurpose.allCases.map(\.rawValue).joined(separator: "、"))（严禁商业目的） / purpose")
        var purpose: DataPurpose
        @Option(help: "接收方 / who gets it") var recipient: String
        @Option(name: .customLong("field"), help: "栏目，可重复 / fields") var fields: [StudentField]
        @Option(help: "只要一个年级 / one grade only") var grade: String = ""
        @Option(help: "到期日 / last day") var until: String
        @Option(name: .customLong("org"), help: "学校代码，默认本单位 / organization") var organization: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                let request = try await store.requestData(
                    DataRequest(
                        organization: try await common.ownOrganization(organization, store), purpose: purpose,
                        recipient: recipient, fields: fields, scope: grade, expiresOn: DateText(until)?.date?.iso ?? "",
                        person: common.person))
                if console.json {
                    try console.sayJSON(request)
                } else {
                    console.say(.exportAsked.with(String(request.id)))
                }
                return .ok
            }
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "同意 / grant")
        @Argument(help: "申请号 / request") var request: Int64
        @OptionGroup var common: CommonOptions

        func run() async throws { try await ExportCommand.answer(request, true, nil, common) }
    }

    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "不同意 / refuse")
        @Argument(help: "申请号 / request") var request: Int64
        @Option(help: "理由 / reason") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws { try await ExportCommand.answer(request, false, reason, common) }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "导出已审批的内容 / write what was approved")
        @Argument(help: "申请号 / request") var request: Int64
        @Option(help: "CSV 或 XLSX 文件 / file") var out: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let format = try SheetFormat.of(out)
                let export = try await common.openStore().export(request: request, by: common.person)
                try DurableFile.write(ExportSheet(export).document.data(format), to: URL(filePath: out))
                console.remark(.exportWritten.with(String(export.students.count), out))
                return .ok
            }
        }
    }

    private static func answer(_ id: Int64, _ granted: Bool, _ reason: String?, _ common: CommonOptions) async throws {
        let console = common.console
        try await console.run {
            try await common.openStore().approveData(id, granted: granted, reason: reason, by: common.person)
            console.remark(.exportAnswered.with(String(id)))
            return .ok
        }
    }
}

/// `xueji archive`: where papers lie, and that none is destroyed too early (第十一条).
struct ArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "纸质档案 / papers on file", subcommands: [Keep.self, Destroy.self])

    struct Keep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记存放处 / record where a paper lies")
        @Argument(help: "凭据编号 / evidence") var evidence: Int64
        @Option(help: "存放处 / place") var place: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                try await common.openStore().keepPaper(evidence, at: place, by: common.person)
                console.remark(.archiveKept.with(String(evidence), place))
                return .ok
            }
        }
    }

    struct Destroy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记销毁 / record that a paper was destroyed")
        @Argument(help: "凭据编号 / evidence") var evidence: Int64
        @Option(help: "理由 / reason") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                try await common.openStore().destroyPaper(evidence, reason: reason, by: common.person)
                console.remark(.archiveDestroyed.with(String(evidence)))
                return .ok
            }
        }
    }
}
