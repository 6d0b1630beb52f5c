import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji batch`: what came in together, and its pages in order.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "收件批次：次序、拆分、合并、搁置 / batches: order, split, merge, set aside",
        subcommands: [
            BatchList.self, BatchShow.self, BatchMove.self, BatchTurn.self, BatchAside.self, BatchBack.self,
            BatchSplit.self, BatchMerge.self, BatchCollate.self, BatchUndo.self,
        ])
}

/// `xueji batch list`.
struct BatchList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "最近的批次 / latest batches")
    @OptionGroup var common: CommonOptions

    private struct Line: Encodable {
        let batch: IntakeBatch
        let pages: Int
        let aside: Int
        let reading: Int
        let doubtful: Int
        let fault: String?
        let ended: Bool
    }

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let batches = try await store.batches(under: try await store.person(common.person).organization)
            if batches.isEmpty, !console.json { console.say(.batchNone) }
            for listed in batches {
                let batch = listed.batch
                if console.json {
                    try console.sayJSON(
                        Line(
                            batch: batch, pages: listed.pages, aside: listed.aside, reading: listed.reading,
                            doubtful: listed.doubtful, fault: listed.end?.detail, ended: listed.end != nil))
                } else {
                    console.say(
                        .batchLine.with(
                            String(batch.id), console.text(DeskWords.phrase("batchOrigin.\(batch.origin.rawValue)")),
                            batch.person, String(listed.pages),
                            String(listed.aside), String(listed.reading), String(listed.doubtful)))
                }
            }
            return .ok
        }
    }
}

/// `xueji batch show`.
struct BatchShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "各页的次序 / pages in order")
    @Argument(help: "批次号 / batch") var number: Int64
    @OptionGroup var common: CommonOptions

    private struct Sheet: Encodable {
        let batch: IntakeBatch
        let entries: [BatchEntry]
        let acts: [BatchAct]
        let next: Int
    }

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let batch = try await store.batch(number, visibleTo: common.person)
            let entries = try await store.entries(ofBatch: number)
            if console.json {
                try console.sayJSON(
                    Sheet(
                        batch: batch, entries: entries, acts: try await store.acts(ofBatch: number),
                        next: try await store.nextNumber(inBatch: number)))
                return .ok
            }
            for (index, entry) in entries.enumerated() {
                let page = try await store.page(entry.page)
                var notes: [Phrase] = []
                if entry.origin != number || entry.number != index + 1 {
                    notes.append(.batchCameNote.with(String(entry.number)))
                }
                if page.turn != 0 { notes.append(.batchTurnNote.with(String(page.turn))) }
                if !entry.isNew { notes.append(.batchKnownNote) }
                if let aside = entry.aside {
                    notes.append(.batchAsideNote.with(phrases: DeskWords.phrase("batchReason.\(aside.rawValue)")))
                }
                console.say(
                    .batchEntryLine.with(
                        String(index + 1), String(entry.page), String(entry.id),
                        notes.map { $0.text(console.language) }.joined()))
            }
            return .ok
        }
    }
}
