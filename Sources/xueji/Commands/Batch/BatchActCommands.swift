import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// A page of a batch, by the entry that `xueji batch show` names.
struct BatchEntryArguments: ParsableArguments {
    @Argument(help: "批次号 / batch") var number: Int64
    @Option(help: "条目号，见 xueji batch show / entry, see batch show") var entry: Int64
}

/// `xueji batch move`.
struct BatchMove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "move", abstract: "挪到第几位 / move a page")
    @OptionGroup var place: BatchEntryArguments
    @Option(help: "第几位 / place, from 1") var to: Int
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.change { store in
            try await store.move(entry: place.entry, inBatch: place.number, to: to, by: common.person)
        }
    }
}

/// `xueji batch turn`.
struct BatchTurn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "turn", abstract: "转页 / turn a page")
    @OptionGroup var place: BatchEntryArguments
    @Option(help: "顺时针 90、180 或 270 / degrees") var by: Int = 90
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard by % 90 == 0 else { throw ValidationError("--by 90、180、270") }
    }

    func run() async throws {
        try await common.change { store in
            try await store.turn(entry: place.entry, inBatch: place.number, by: by, person: common.person)
        }
    }
}

/// `xueji batch aside`.
struct BatchAside: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "aside", abstract: "搁置一页 / set a page aside")
    @OptionGroup var place: BatchEntryArguments
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.change { store in
            try await store.setAside(entries: [place.entry], inBatch: place.number, .person, by: common.person)
        }
    }
}

/// `xueji batch back`.
struct BatchBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "back", abstract: "取回一页 / bring a page back")
    @OptionGroup var place: BatchEntryArguments
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.change { store in
            try await store.setAside(entries: [place.entry], inBatch: place.number, nil, by: common.person)
        }
    }
}

/// `xueji batch split`.
struct BatchSplit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "从某页起拆成新批次 / a page and all after it become a batch")
    @OptionGroup var place: BatchEntryArguments
    @OptionGroup var common: CommonOptions

    private struct Made: Encodable { let batch: Int64 }

    func run() async throws {
        let console = common.console
        try await common.change { store in
            let made = try await store.split(batch: place.number, before: place.entry, by: common.person)
            try console.json ? console.sayJSON(Made(batch: made)) : console.say(.batchMade.with(String(made)))
        }
    }
}

/// `xueji batch merge`.
struct BatchMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "把另一批次并到末尾 / put another batch at the end")
    @Argument(help: "批次号 / batch") var number: Int64
    @Option(help: "并入的批次 / the other batch") var other: Int64
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.change { try await $0.merge(batch: other, into: number, by: common.person) }
    }
}

/// `xueji batch collate`.
struct BatchCollate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collate", abstract: "手动双面：前半正面、后半倒序反面，交错排列 / fronts, then backs in reverse")
    @Argument(help: "批次号 / batch") var number: Int64
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.change { try await $0.collate(batch: number, by: common.person) }
    }
}

/// `xueji batch undo`.
struct BatchUndo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "undo", abstract: "撤销最近一步 / take back the last act")
    @Argument(help: "批次号 / batch") var number: Int64
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await common.change { store in
            let act = try await store.takeBack(batch: number, by: common.person)
            if !console.json {
                console.say(.batchUndone.with(phrases: DeskWords.phrase("batchAct.\(act.action.rawValue)")))
            }
        }
    }
}

extension CommonOptions {
    /// Does something to the store and says nothing when it is done.
    fileprivate func change(_ body: (RegistryStore) async throws -> Void) async throws {
        try await console.run {
            try await body(try await openStore())
            return .ok
        }
    }
}
