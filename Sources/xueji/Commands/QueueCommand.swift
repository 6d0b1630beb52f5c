import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji queue`: what waits to be read.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "识别队列：状况、取消、重新识别 / what waits to be read; cancel, read again",
        subcommands: [QueueShow.self, QueueCancel.self, QueueAgain.self], defaultSubcommand: QueueShow.self)
}

/// `xueji queue show`.
struct QueueShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "谁的页在等，等多久 / who waits, how long")
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            let lanes = try await store.queueLanes(under: try await store.person(common.person).organization)
            if console.json {
                for lane in lanes { try console.sayJSON(lane) }
                return .ok
            }
            if lanes.isEmpty { console.say(.queueEmptyNow) }
            for lane in lanes {
                var rest = ""
                if let oldest = lane.oldest {
                    rest += console.text(.queueSince.with(String((store.moment - oldest) / 60_000)))
                }
                if let left = lane.secondsLeft {
                    let span: Phrase =
                        left < 100 ? .deskSeconds.with(String(left)) : .deskMinutes.with(String((left + 59) / 60))
                    rest += console.text(.queueLeft.with(phrases: span))
                }
                let name = try await store.organization(lane.organization)?.name ?? lane.organization
                console.say(
                    .queueLine.with(
                        name, String(lane.queued), String(lane.leased), String(lane.poisoned), String(lane.cancelled),
                        rest))
            }
            return .ok
        }
    }
}

/// Which pages are meant.
struct QueuedPagesArguments: ParsableArguments {
    @Option(help: "批次号 / batch") var batch: Int64?
    @Option(help: "页号 / page") var page: Int64?

    func validate() throws {
        guard (batch == nil) != (page == nil) else { throw ValidationError("--batch N 或 / or --page N") }
    }

    var pages: RegistryStore.QueuedPages { batch.map { .batch($0) } ?? .page(page ?? 0) }
}

/// `xueji queue cancel`.
struct QueueCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "取消待识别的页 / take what waits out of the queue")
    @OptionGroup var asked: QueuedPagesArguments
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let count = try await common.openStore().cancelReading(asked.pages, by: common.person)
            console.say(.queueChanged.with(String(count)))
            return .ok
        }
    }
}

/// `xueji queue again`.
struct QueueAgain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "again", abstract: "重新识别取消的和无法识别的页 / read cancelled and unreadable pages again")
    @OptionGroup var asked: QueuedPagesArguments
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let count = try await common.openStore().readAgain(asked.pages, by: common.person)
            console.say(.queueChanged.with(String(count)))
            return .ok
        }
    }
}
