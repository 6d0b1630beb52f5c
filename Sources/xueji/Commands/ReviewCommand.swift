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
                guard let id = try await store.nextDocument(for: common.person) else {
                    if !console.json { console.say(.nothingToReview) }
                    return .ok
                }
                let document = try await store.document(id)
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
                let current = try await ReviewCommand.holding(document, store, common) { person in
                    var current = try await store.document(document)
                    let keys = fields.isEmpty ? current.toCheck(by: person) : fields.map(FieldKey.init(rawValue:))
                    for key in keys {
                        try ReviewValues.requireReadable(key, of: current)
                        current = try await store.review(
                            document: document, field: key, action: .accept, after: nil, reason: reason, by: person)
                    }
                    return current
                }
                try ReviewCommand.tell(current, console, common.person)
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
                let key = FieldKey(rawValue: field)
                let typed = try ReviewValues.typed(value, for: key)
                let current = try await ReviewCommand.holding(document, store, common) { person in
                    try await store.review(
                        document: document, field: key, action: .correct, after: typed, reason: reason, by: person)
                }
                try ReviewCommand.tell(current, console, common.person)
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
                let current = try await ReviewCommand.holding(document, store, common) { person in
                    try await store.review(
                        document: document, field: IntakeDocument.wholeKey, action: .reject, after: nil,
                        reason: reason, by: person)
                }
                try ReviewCommand.tell(current, console, common.person)
                return .ok
            }
        }
    }

    /// Decides while the paper is with this person, as at the desk: `review.taken` while somebody else has it. Whoever has
    /// it open at the desk keeps it afterwards.
    private static func holding(
        _ document: Int64, _ store: RegistryStore, _ common: CommonOptions,
        _ body: (String) async throws -> IntakeDocument
    ) async throws -> IntakeDocument {
        let person = common.person
        let wasMine = try await store.holder(ofDocument: document) == person
        try await store.holdDocument(document, by: person)
        do {
            let decided = try await body(person)
            if !wasMine { try await store.releaseDocument(document, by: person) }
            return decided
        } catch {
            if !wasMine { try await store.releaseDocument(document, by: person) }
            throw error
        }
    }

    private static func tell(_ document: IntakeDocument, _ console: Console, _ person: String) throws {
        if console.json { return try console.sayJSON(document) }
        let number = String(document.id)
        switch document.status {
        case .verified: console.say(.reviewVerified.with(number))
        case .rejected: console.say(.reviewRejected.with(number))
        case .pending where document.toCheck(by: person).isEmpty && !document.keyed.isEmpty:
            console.say(.reviewWaitsForSecond.with(number))
        case .pending:
            console.say(
                .reviewLeft.with(phrases: Phrase(plain: number), Phrase.list(document.doubtful.map(\.headingWithKey))))
        }
    }
}
