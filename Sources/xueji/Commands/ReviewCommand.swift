import ArgumentParser
import Foundation
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore

/// `xueji review`: what a person must decide, and the decisions.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "复核 / review",
        subcommands: [Next.self, List.self, Accept.self, Correct.self, Reject.self])

    struct Next: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "下一份待复核文书 / the next document")
        @Option(help: "把存疑栏目的图样写到这里 / write pictures of the doubtful fields here") var crops: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                guard let document = try await store.pendingDocuments(limit: 1).first else {
                    if !console.json { console.say(.nothingToReview) }
                    return .ok
                }
                try await ReviewSheet(document, common: common, store: store, crops: crops).show(console)
                return .ok
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "待复核文书 / documents to review")
        @Option(help: "把存疑栏目的图样写到这里 / write pictures of the doubtful fields here") var crops: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                let documents = try await store.pendingDocuments()
                if documents.isEmpty, !console.json { console.say(.nothingToReview) }
                for document in documents {
                    try await ReviewSheet(document, common: common, store: store, crops: crops).show(console)
                }
                return .ok
            }
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "认可所读内容 / accept what was read")
        @Argument(help: "文书号 / document") var document: Int64
        @Option(name: .customLong("field"), help: "栏目，可重复；省略则全部存疑栏目 / fields, all doubtful ones by default")
        var fields: [String] = []
        @Option(help: "理由 / reason") var reason: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                _ = try await store.person(common.person)
                var current = try await store.document(document)
                let keys = fields.isEmpty ? current.doubtful : fields.map(FieldKey.init(rawValue:))
                for key in keys {
                    try ReviewValues.requireReadable(key, of: current)
                    current = try await store.review(
                        document: document, field: key, action: .accept, after: nil, reason: reason, by: common.person)
                }
                try ReviewCommand.tell(current, console)
                return .ok
            }
        }
    }

    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "更正所读内容 / correct what was read")
        @Argument(help: "文书号 / document") var document: Int64
        @Option(help: "栏目 / field") var field: String
        @Option(help: "正确内容 / what stands there") var value: String
        @Option(help: "理由 / reason") var reason: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                _ = try await store.person(common.person)
                let key = FieldKey(rawValue: field)
                let typed = try ReviewValues.typed(value, for: key)
                let current = try await store.review(
                    document: document, field: key, action: .correct, after: typed, reason: reason,
                    by: common.person)
                try ReviewCommand.tell(current, console)
                return .ok
            }
        }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "退回文书 / reject the document")
        @Argument(help: "文书号 / document") var document: Int64
        @Option(help: "理由 / reason") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console
            try await console.run {
                let store = try await common.openStore()
                _ = try await store.person(common.person)
                let current = try await store.review(
                    document: document, field: "document", action: .reject, after: nil, reason: reason,
                    by: common.person)
                try ReviewCommand.tell(current, console)
                return .ok
            }
        }
    }

    private static func tell(_ document: IntakeDocument, _ console: Console) throws {
        if console.json { return try console.sayJSON(document) }
        let number = String(document.id)
        switch document.status {
        case .verified: console.say(.reviewVerified.with(number))
        case .rejected: console.say(.reviewRejected.with(number))
        case .pending:
            console.say(.reviewLeft.with(number, document.doubtful.map(\.rawValue).joined(separator: ", ")))
        }
    }
}
