import ArgumentParser
import Foundation
import IntakeModel
import Registry
import RegistryStore
import Synchronization

/// `xueji bench-store`: how many cases an engine decides, and how its commonest queries grow; called by scripts/bench.
struct StoreBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-store", abstract: "测量数据库 / measure the store", shouldDisplay: false)

    @Option(help: "folder for the SQLite file") var folder: String
    @Option(help: "address of an empty PostgreSQL database") var postgres: String?
    @Option(help: "cases to decide") var cases: Int = 200
    @Option(help: "largest number of students; from 10 000 in steps of ten times") var students: Int = 1_000_000
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            var engines: [(name: String, database: any SQLDatabase, explain: String)] = [
                (
                    "SQLite", try SQLiteDatabase(path: URL(filePath: folder).appending(path: "bench.sqlite").path),
                    "EXPLAIN QUERY PLAN"
                )
            ]
            if let postgres {
                engines.append(("PostgreSQL", try await PostgreSQLDatabase(url: postgres), "EXPLAIN"))
            }
            var summary: [String] = []
            for engine in engines {
                let deciding = try await DecidingBench(engine.database, cases: cases)
                for clients in [1, 8] {
                    let ours = try await deciding.decide(clients: clients)
                    let raw = try await deciding.raw(clients: clients)
                    console.say(
                        "\(engine.name)  \(clients) client(s): \(number(ours)) decisions/s with audit, "
                            + "\(number(raw)) raw transactions/s, ratio \(number(ours / raw, 2))")
                    summary.append("\(engine.name.lowercased())-\(clients) \(number(ours))/s")
                }
            }
            for engine in engines {
                let growth = try await GrowthBench(engine.database, explain: engine.explain)
                var size = 10_000
                while size <= students {
                    let figures = try await growth.grow(to: size)
                    console.say("\(engine.name)  \(size) students and pages")
                    for figure in figures {
                        console.say(
                            "  " + figure.name.padding(toLength: 18, withPad: " ", startingAt: 0)
                                + " p50 \(number(figure.median, 2)) ms  p99 \(number(figure.worst, 2)) ms")
                        if size * 10 > students {
                            console.say("      " + QueryPlan(figure.plan).text)
                        }
                    }
                    let worst = figures.map(\.median).max() ?? 0
                    summary.append("\(engine.name.lowercased())-\(size)-slowest-p50 \(number(worst, 2)) ms")
                    size *= 10
                }
            }
            console.say("store: " + summary.joined(separator: " "))
            return .ok
        }
    }

    private func number(_ value: Double, _ digits: Int = 0) -> String { String(format: "%.\(digits)f", value) }
}

/// Deciding cases: every decision is one durable transaction with rules, history and audit entry.
struct DecidingBench: Sendable {
    private let database: any SQLDatabase
    private let store: RegistryStore
    private let cases: Int
    private let identities: SampleIdentities

    init(_ database: any SQLDatabase, cases: Int) async throws {
        self.database = database
        self.cases = cases
        store = try await RegistryStore(database)
        identities = SampleIdentities()
        try await store.add(Organization(code: "C", name: "某县", level: .county, parent: nil), by: "bench")
        try await store.add(
            Organization(code: "S", name: "某校", level: .school, parent: "C", stages: [.primary]), by: "bench")
        for (id, role, unit) in [
            ("clerk", Role.schoolRegistrar, "S"), ("leader", .schoolLeader, "S"), ("county", .countyRegistrar, "C"),
        ] {
            try await store.add(Person(id: id, name: id, role: role, organization: unit), by: "bench")
        }
        try await database.write { session in
            _ = try session.execute(
                "CREATE TABLE benchAudit (sequence BIGINT PRIMARY KEY, content TEXT, hash TEXT)", [])
            _ = try session.execute("CREATE TABLE benchDecision (id BIGINT PRIMARY KEY, content TEXT, person TEXT)", [])
            _ = try session.execute("CREATE TABLE benchMatter (id BIGINT PRIMARY KEY, step BIGINT, due TEXT)", [])
        }
    }

    /// Opens and submits cases, then times nothing but decisions.
    func decide(clients: Int) async throws -> Double {
        let numbers = try await submitted()
        let started = ContinuousClock.now
        try await decide(numbers, clients: clients)
        return Double(numbers.count * 2) / seconds(since: started)
    }

    /// New cases, opened and handed in.
    func submitted() async throws -> [Int64] {
        let roster = try StudentRoster(Data(identities.csv(cases).utf8), file: "bench")
        _ = try await store.importRoster(roster, organization: "S", by: "clerk")
        var numbers: [Int64] = []
        for row in roster.rows {
            let student = try await store.student(row.fields[.citizenID] ?? "")
            let matter = try await store.openCase(
                .init(
                    kind: .graduation, student: student.id, details: [.outcome: "肄业", .happenedOn: "2026-11-01"]),
                by: "clerk")
            _ = try await store.submitCase(matter.number, by: "clerk")
            numbers.append(matter.number)
        }
        return numbers
    }

    /// The two decisions of each, shared among clients.
    func decide(_ numbers: [Int64], clients: Int) async throws {
        let store = store
        try await share(numbers, clients) { number in
            _ = try await store.decideCase(number, outcome: .approved, reason: nil, by: "leader")
            _ = try await store.decideCase(number, outcome: .approved, reason: nil, by: "county")
        }
    }

    /// The same number of transactions that write the same number of rows without asking anything.
    func raw(clients: Int) async throws -> Double {
        let base = Int64(clients) * 1_000_000
        let text = String(repeating: "x", count: 200)
        let database = database
        let started = ContinuousClock.now
        try await share((0..<Int64(cases * 2)).map { base + $0 }, clients) { number in
            try await database.write { session in
                try session.execute(
                    "INSERT INTO benchDecision (id, content, person) VALUES ($1, $2, 'p')",
                    [.integer(number), .text(text)])
                try session.execute(
                    "INSERT INTO benchMatter (id, step, due) VALUES ($1, 0, '2026-11-01')", [.integer(number)])
                try session.execute("UPDATE benchMatter SET step = 1 WHERE id = $1", [.integer(number)])
                try session.execute("UPDATE benchMatter SET due = NULL WHERE id = $1", [.integer(number)])
                try session.execute(
                    "INSERT INTO benchAudit (sequence, content, hash) VALUES ($1, $2, $2)",
                    [.integer(number), .text(text)])
            }
        }
        return Double(cases * 2) / seconds(since: started)
    }

    private func share(
        _ numbers: [Int64], _ clients: Int, _ body: @escaping @Sendable (Int64) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                let mine = numbers.enumerated().filter { $0.offset % clients == client }.map(\.element)
                group.addTask { for number in mine { try await body(number) } }
            }
            try await group.waitForAll()
        }
    }
}

/// Invented people with valid, distinct citizen IDs.
final class SampleIdentities: Sendable {
    private let given = Mutex(0)

    func csv(_ count: Int) -> String {
        var lines = ["姓名,性别,出生日期,身份证号,年级,班级"]
        let first = given.withLock { given in
            defer { given += count }
            return given
        }
        for next in first..<first + count {
            let day = CalendarDate(dayNumber: 15_000 + next / 400) ?? CalendarDate(milliseconds: 0)
            let digits =
                "510727" + day.iso.filter { $0 != "-" } + String(String(1000 + (next % 400) * 2 + 1).suffix(3))
            let id = digits + String(CitizenID.checkCharacter(for: digits) ?? "0")
            lines.append("测试\(next),男,\(day.iso),\(id),三年级,1班")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The commonest questions while the registry grows: of one student or case, and the lists that people look at.
final class GrowthBench {
    struct Figure {
        let name: String
        /// Milliseconds.
        let median: Double
        let worst: Double
        let plan: [String]
    }

    private let filling: StoreFilling
    private let recorder: PlanRecorder
    private let store: RegistryStore
    private let explained: RegistryStore
    private var size = 0
    private static let schools = 200

    init(_ database: any SQLDatabase, explain: String) async throws {
        filling = StoreFilling(database)
        recorder = PlanRecorder(database, explain: explain)
        store = try await RegistryStore(database)
        explained = try await RegistryStore(recorder)
        try await filling.schools(GrowthBench.schools)
        for (id, role, unit) in [("city", Role.cityRegistrar, "BC"), ("school", .schoolRegistrar, "B7")] {
            try await store.add(Person(id: id, name: id, role: role, organization: unit), by: "bench")
        }
    }

    func grow(to wanted: Int) async throws -> [Figure] {
        try await filling.students(size + 1, wanted, schools: GrowthBench.schools)
        size = wanted
        try await filling.tidy()
        var random = SystemRandomNumberGenerator()
        var figures: [Figure] = []
        for (name, ask) in questions {
            _ = recorder.plans()
            try await ask(explained, 1 + Int64.random(in: 0..<Int64(size), using: &random))
            let plan = recorder.plans()
            var times: [Double] = []
            let begun = ContinuousClock.now
            while times.count < 5 || times.count < 100 && ContinuousClock.now - begun < .seconds(5) {
                let who = 1 + Int64.random(in: 0..<Int64(size), using: &random)
                let started = ContinuousClock.now
                try await ask(store, who)
                times.append(seconds(since: started) * 1000)
            }
            times.sort()
            figures.append(
                Figure(
                    name: name, median: times[times.count / 2], worst: times[times.count - 1 - times.count / 50],
                    plan: plan))
        }
        return figures
    }

    private typealias Question = @Sendable (RegistryStore, Int64) async throws -> Void

    private var questions: [(String, Question)] { ofOne + lists }

    private var ofOne: [(String, Question)] {
        [
            (
                "student by ID",
                { store, who in _ = try await store.students(matching: "T\(10_000_000_000_000_000 + who)") }
            ),
            (
                "student by number",
                { store, who in _ = try await store.students(matching: "GT\(10_000_000_000_000_000 + who)") }
            ),
            ("case file", { store, who in _ = try await store.caseFile(1_000_000 + who) }),
            ("decisions", { store, who in _ = try await store.decisions(ofCase: 1_000_000 + who) }),
            ("provenance", { store, who in _ = try await store.provenance(ofStudent: 1_000_000 + who) }),
            ("history", { store, who in _ = try await store.history(ofStudent: 1_000_000 + who) }),
            ("page", { store, who in _ = try await store.page(1_000_000 + who) }),
            ("papers of page", { store, who in _ = try await store.documents(onPage: 1_000_000 + who) }),
            ("review queue", { store, _ in _ = try await store.pendingDocuments(limit: 50) }),
            ("overdue report", { store, _ in _ = try await store.overdue(under: "BC") }),
            ("audit of case", { store, who in _ = try await store.auditEntries(subject: "case:\(1_000_000 + who)") }),
        ]
    }

    /// Of a city and of one of its schools.
    private var lists: [(String, Question)] {
        [
            ("start, city", { store, _ in _ = try await store.deskCounts(under: "BC") }),
            ("start, school", { store, _ in _ = try await store.deskCounts(under: "B7") }),
            ("work left, city", { store, _ in _ = try await store.queueForecast(under: "BC") }),
            ("work left, school", { store, _ in _ = try await store.queueForecast(under: "B7") }),
            ("cases, city", { store, _ in _ = try await store.cases(.init(.underWay), concerning: "BC") }),
            ("cases, county", { store, _ in _ = try await store.cases(.init(.underWay), concerning: "BD1") }),
            ("mine, county", { store, _ in _ = try await store.cases(.init(.mine), concerning: "BD1") }),
            ("cases, school", { store, _ in _ = try await store.cases(.init(.underWay), concerning: "B7") }),
            ("overdue list, city", { store, _ in _ = try await store.cases(.init(.overdue), concerning: "BC") }),
            ("ended, city", { store, _ in _ = try await store.cases(.init(.ended), concerning: "BC") }),
            ("ended, school", { store, _ in _ = try await store.cases(.init(.ended), concerning: "B7") }),
            ("batches, city", { store, _ in _ = try await store.batches(under: "BC") }),
            ("batches, school", { store, _ in _ = try await store.batches(under: "B7") }),
            ("pages, city", { store, _ in _ = try await store.pages(under: "BC") }),
            ("pages, school", { store, _ in _ = try await store.pages(under: "B7") }),
            ("papers, city", { store, _ in _ = try await store.waitingDocuments(under: "BC", for: "city") }),
            ("papers, school", { store, _ in _ = try await store.waitingDocuments(under: "B7", for: "school") }),
            ("next paper, city", { store, _ in _ = try await store.nextDocument(for: "city") }),
            ("next paper, school", { store, _ in _ = try await store.nextDocument(for: "school") }),
            ("filing, school", { store, _ in _ = try await store.unfiledPapers(for: "school") }),
            ("filing count", { store, _ in _ = try await store.unfiledCount(of: "B7") }),
            ("queue, city", { store, _ in _ = try await store.queueLanes(under: "BC") }),
            (
                "name, city",
                { store, who in _ = try await store.students(matching: "测试\(who % 5000)", visibleTo: "city") }
            ),
        ]
    }
}

private func seconds(since start: ContinuousClock.Instant) -> Double {
    let span = start.duration(to: .now).components
    return Double(span.seconds) + Double(span.attoseconds) / 1e18
}

/// An engine's plan in one line: which indexes it uses and which tables it reads whole.
struct QueryPlan {
    let text: String

    init(_ lines: [String]) {
        var indexes: [String] = []
        var scans: [String] = []
        func note(_ name: Substring?, in list: inout [String]) {
            if let name, !list.contains(String(name)) { list.append(String(name)) }
        }
        for line in lines {
            let words = line.split { " ()".contains($0) }
            if let at = words.firstIndex(where: { $0 == "INDEX" }), line.contains("USING") {
                note(words.dropFirst(at + 1).first, in: &indexes)
            } else if line.contains("PRIMARY KEY") {
                note("primary key", in: &indexes)
            } else if line.contains("Index"), let at = words.firstIndex(of: "Scan") {
                let after = words.dropFirst(at + 1)
                note(after.first == "using" || after.first == "on" ? after.dropFirst().first : nil, in: &indexes)
            } else if let at = words.firstIndex(of: "Seq"), words.dropFirst(at).first == "Seq" {
                note(words.dropFirst(at + 3).first, in: &scans)
            } else if words.first == "SCAN" {
                note(words.dropFirst().first, in: &scans)
            }
        }
        // What a recursive question reads whole is its own working table.
        scans.removeAll { ["l", "b", "line", "below"].contains($0) }
        text =
            "indexes: " + indexes.joined(separator: ", ")
            + (scans.isEmpty ? "" : "; whole: " + scans.joined(separator: ", "))
    }
}
