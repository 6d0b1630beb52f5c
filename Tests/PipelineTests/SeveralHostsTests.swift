import ChildProcesses
import Foundation
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import TestSupport
import Testing

/// Several hosts on one PostgreSQL and one bucket, and what can happen to them: nothing is lost, everything is done once.
@Suite("多机运行", .serialized)
struct SeveralHostsTests {
    /// What a desk answered: its status and its text.
    private func ask(_ curl: LineChild.Command) async -> (status: Int, text: String) {
        guard let child = try? LineChild(curl) else { return (0, "") }
        var lines: [String] = []
        while let line = try? await child.receive(within: 120) { lines.append(String(decoding: line, as: UTF8.self)) }
        return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
    }

    private static let curl = URL(filePath: "/usr/bin/curl")
    private func arguments(_ url: String, cookie: String? = nil) -> [String] {
        ["-s", "-i", "--max-time", "100", "-w", "\n%{http_code}\n", url]
            + (cookie.map { ["-H", "Cookie: " + $0, "-H", "Accept: text/html"] } ?? [])
    }

    private func base(_ desk: LineChild) async throws -> String {
        let line = String(decoding: try await desk.receive(within: 600), as: UTF8.self)
        return try #require(line.range(of: "http://").map { String(line[$0.lowerBound...]) })
    }

    /// Every page was read once, and its paper is there once; the chain is whole.
    private func expectAllOnce(_ store: RegistryStore, _ pages: [Int64]) async throws {
        #expect(Set(pages).count == pages.count)
        for page in pages {
            #expect(try await store.readingCount(ofPage: page) == 1)
            #expect(try await store.documents(onPage: page).count == 1)
        }
        #expect(try await store.jobCounts() == [.done: pages.count])
        _ = try await store.verifyAudit()
    }

    @Test func aHostThatIsCutOffLosesNothing() async throws {
        let hosts = try Hosts(2)
        let park = try ServerPark(host: hosts.address)
        let intake = try await park.open()
        var pages: [Int64] = []
        for number in 0..<6 {
            pages.append(
                try await intake.take(ServerPark.card(number), name: "p", origin: .file, batch: "b").page.id)
        }
        func start(_ host: Int, _ arguments: [String]) throws -> LineChild {
            try LineChild(
                hosts.command(host, Workplace.xueji, arguments + park.options(), environment: park.environment))
        }
        let worker = ["worker", "--jobs", "1", "--engine", "tesseract", "--lease", "20", "--log-format", "json"]
        let desk = ["desk", "--listen", "127.0.0.1:0", "--workers", "0"]
        let desks = [try start(0, desk), try start(1, desk)]
        let bases = [try await base(desks[0]), try await base(desks[1])]
        func ready(_ host: Int) async -> Int {
            await ask(
                hosts.command(
                    host, SeveralHostsTests.curl, arguments(bases[host] + "/ready"), environment: park.environment)
            ).status
        }
        #expect(await ready(0) == 200)
        #expect(await ready(1) == 200)

        // Cut off in the middle of a job.
        let first = try start(0, worker)
        try await wait("a job to be claimed") { try await intake.store.jobCounts()[.leased] == 1 }
        try hosts.cut(0)
        #expect(await ready(0) == 503)
        let second = try start(1, worker)
        try await wait("the other host to do it all") { try await intake.store.jobCounts() == [.done: pages.count] }
        #expect(await ready(1) == 200)
        try await expectAllOnce(intake.store, pages)

        // Joined again it goes on by itself, and alone.
        second.kill()
        try hosts.join(0)
        pages.append(try await intake.take(ServerPark.card(9), name: "p", origin: .file, batch: "b").page.id)
        try await wait("the joined host to read") { try await intake.store.jobCounts() == [.done: pages.count] }
        try await wait("its desk to be ready") { await ready(0) == 200 }
        try await expectAllOnce(intake.store, pages)
        for child in desks + [first] { child.kill() }
    }

    /// Two counties on one server and one host: a worker reads its own county's pages only, a desk counts its own.
    @Test func countiesOnOneServerKeepApart() async throws {
        let park = try ServerPark()
        let (one, other) = ("s510703", "s510704")
        let intake = (one: try await park.open(one), other: try await park.open(other))
        for number in 0..<2 {
            _ = try await intake.one.take(ServerPark.card(number), name: "p", origin: .file, batch: "b")
        }
        for number in 2..<5 {
            _ = try await intake.other.take(ServerPark.card(number), name: "p", origin: .file, batch: "b")
        }
        let worker = try LineChild(
            park.command(["worker", "--drain", "--jobs", "1", "--engine", "tesseract"], county: one))
        let desks = try [one, other].map {
            try LineChild(park.command(["desk", "--listen", "127.0.0.1:0", "--workers", "0"], county: $0))
        }
        try await wait("the first county to be read") { try await intake.one.store.jobCounts() == [.done: 2] }
        for (desk, queued) in zip(desks, [0, 3]) {
            let base = try await base(desk)
            func get(_ path: String) async -> (status: Int, text: String) {
                await ask(
                    LineChild.Command(executable: SeveralHostsTests.curl, arguments: arguments(base + path)))
            }
            #expect(await get("/ready").status == 200)
            #expect(await get("/metrics").text.contains("{state=\"queued\"} \(queued)\n"))
        }
        #expect(try await intake.other.store.jobCounts() == [.queued: 3])
        #expect(try await intake.one.store.pages(under: "S").count == 2)
        let home = try FileManager.default.contentsOfDirectory(atPath: park.folder.file("home").path)
        #expect(Set(home) == ["schema-" + one, "schema-" + other])
        for child in desks + [worker] { child.kill() }
    }

    /// The server crashes and comes back, then is gone for good and its standby takes over, while pages come in.
    @Test func aRestartAndAFailoverLoseNothing() async throws {
        let park = try ServerPark(withStandby: true)
        let intake = try await park.open()
        let worker = try LineChild(park.command(["worker", "--jobs", "1", "--engine", "tesseract", "--lease", "60"]))
        let desk = try LineChild(park.command(["desk", "--listen", "127.0.0.1:0", "--workers", "0"]))
        let base = try await base(desk)
        func get(_ path: String, cookie: String? = nil) async -> (status: Int, text: String) {
            await ask(
                LineChild.Command(
                    executable: SeveralHostsTests.curl, arguments: arguments(base + path, cookie: cookie)))
        }
        #expect(await get("/ready").status == 200)
        var pages: [Int64] = []
        for number in 0..<12 {
            // The server breaks while somebody writes.
            if number == 3 { try park.run("test-postgres", "stop", "first", "immediate") }
            if number == 8 {
                try park.run("test-postgres", "stop", "first", "immediate")
                let away = await get("/review", cookie: "xueji_session=" + String(repeating: "a", count: 64))
                #expect(away.status == 503 && away.text.contains("什么也没有丢失"), "\(away.text)")
                #expect(away.text.lowercased().contains("retry-after: 15"))
                #expect(await get("/health").status == 200)
                let ready = await get("/ready")
                #expect(ready.status == 503 && ready.text.contains("\"store\":\"store.unreachable\""))
                try park.run("test-postgres", "promote", "second")
            }
            async let taken = intake.take(ServerPark.card(number), name: "p", origin: .file, batch: "b")
            if number == 3 { try park.run("test-postgres", "start", "first") }
            pages.append(try await taken.page.id)
        }
        #expect(await get("/ready").status == 200)
        try await wait("all to be read") { try await intake.store.jobCounts() == [.done: pages.count] }
        try await expectAllOnce(intake.store, pages)
        for child in [worker, desk] { child.kill() }
    }

    /// While the bucket is away no page is on record that is not in it, and a page that waits is not given up.
    @Test func aBucketThatIsAwayLosesNothing() async throws {
        let park = try ServerPark()
        let intake = try await park.open()
        var pages: [Int64] = []
        for number in 0..<3 {
            pages.append(
                try await intake.take(ServerPark.card(number), name: "p", origin: .file, batch: "b").page.id)
        }
        try park.run("test-objects", "stop", "objects", "immediate")
        let worker = try LineChild(
            park.command(["worker", "--jobs", "1", "--engine", "tesseract", "--log-format", "json"]))
        let late = try ServerPark.card(3)
        let error = await #expect(throws: IntakeError.self) {
            try await intake.take(late, name: "p", origin: .file, batch: "b")
        }
        #expect(error?.code == "vault.unreachable" && error?.exit == .unavailable)
        // A command says so with its own exit code, and calmly.
        try late.write(to: park.folder.file("late.jpg"))
        let refused = try Workplace.run(
            ["import", park.folder.file("late.jpg").path] + park.options(), environment: park.environment)
        #expect(refused.status == 69 && refused.errors.contains("vault.unreachable"))
        #expect(try await intake.store.jobCounts().values.reduce(0, +) == pages.count)

        try park.run("test-objects", "start", "objects")
        pages.append(try await intake.take(late, name: "p", origin: .file, batch: "b").page.id)
        try await wait("all to be read") { try await intake.store.jobCounts() == [.done: pages.count] }
        try await expectAllOnce(intake.store, pages)
        worker.kill()
    }
}
