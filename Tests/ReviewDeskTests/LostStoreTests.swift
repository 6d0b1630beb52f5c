import ChildProcesses
import Credentials
import EvidenceVault
import Foundation
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

/// Real desks over a real PostgreSQL that is stopped and started: what was decided meanwhile outlives even the desk.
@Suite("断库复核：真实服务器", .serialized)
struct LostStoreTests {
    private static func requireServer() throws {
        guard ProcessInfo.processInfo.environment["XUEJI_TEST_POSTGRES"]?.isEmpty == false else {
            try Test.cancel("XUEJI_TEST_POSTGRES is not set: run scripts/test, which starts a PostgreSQL server")
        }
    }

    /// A server, a school with two registrars, and cards that wait for them.
    private final class Place {
        let folder: TemporaryFolder
        let store: RegistryStore
        private let url: String

        init(cards: Int) async throws {
            try LostStoreTests.requireServer()
            folder = try TemporaryFolder()
            // The server's user walks through it.
            try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.url.path)
            url = try Workplace.script("test-postgres", ["start", folder.file("server").path])
            store = try await RegistryStore.open(url: url, patience: .seconds(600))
            try await store.add(Organization(code: "S", name: "学校", level: .school, parent: nil), by: "root")
            for id in ["clerk", "second"] {
                try await store.add(
                    Person(
                        id: id, name: id, role: .schoolRegistrar, organization: "S", trainedOn: "2026-03-01",
                        filing: "F1", isAdministrator: id == "second"), by: "root")
                try await store.setPassword(
                    hash: try #require(PasswordHash.make(DeskFixture.password)), of: id, by: "root")
            }
            try await store.set(DeskSettings(sampleShare: 0, doubleKeying: .never), for: "S", by: "second")
            let vault = FolderVault(root: folder.file("vault"))
            for card in 1...cards { _ = try await DeskFixture.card(store, vault, shade: UInt8(card)) }
        }

        deinit { _ = try? Workplace.script("test-postgres", ["stop", folder.file("server").path, "immediate"]) }

        func stop() throws {
            _ = try Workplace.script("test-postgres", ["stop", folder.file("server").path, "immediate"])
        }

        func start() throws { _ = try Workplace.script("test-postgres", ["start", folder.file("server").path]) }

        /// A desk on a computer of its own.
        func desk(_ name: String) async throws -> (child: LineChild, base: String) {
            let child = try launch(name)
            let line = String(decoding: try await child.receive(within: 600), as: UTF8.self)
            return (child, try #require(line.range(of: "http://").map { String(line[$0.lowerBound...]) }))
        }

        func launch(_ name: String) throws -> LineChild {
            var environment = ProcessInfo.processInfo.environment
            environment["XUEJI_HOME"] = folder.file(name).path
            environment["XUEJI_RESOURCES"] = Workplace.root.appending(path: "models").path
            environment["XUEJI_VAULT_KEYS"] = "k " + Data(repeating: 7, count: 32).base64EncodedString()
            environment["LANG"] = "zh_CN.UTF-8"
            return try LineChild(
                LineChild.Command(
                    executable: Workplace.xueji,
                    arguments: [
                        "desk", "--listen", "127.0.0.1:0", "--workers", "0", "--store", url, "--vault",
                        "file:" + folder.file("vault").path,
                    ], environment: environment))
        }

        func outbox(_ desk: String) -> [URL] {
            let outbox = folder.file(desk).appending(path: "desk/outbox")
            return (try? FileManager.default.contentsOfDirectory(at: outbox, includingPropertiesForKeys: nil)) ?? []
        }
    }

    private func wait(_ what: String, _ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(1800)
        while try await !condition() {
            try #require(ContinuousClock.now < deadline, "\(what)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func decide(_ member: LiveMember, _ id: Int64, born: String) async throws -> [String] {
        [
            try await member.post(
                "/review/\(id)/decide", ["field": "birthDate", "action": "correct", "value": born]
            ).text,
            try await member.post("/review/\(id)/decide", ["field": "sex", "action": "accept"]).text,
        ]
    }

    @Test func aKilledDeskDeliversAtItsNextStart() async throws {
        let place = try await Place(cards: 4)
        let first = try await place.desk("first")
        let clerk = try await LiveMember(first.base)
        #expect(try await clerk.post("/review/next").status == 303)
        #expect(try await clerk.get("/review/1").status == 200)
        try await wait("the desk to hold four papers") {
            try await clerk.get("/metrics").text.contains("xueji_papers_held 4\n")
        }
        try place.stop()
        for id in Int64(1)...4 {
            #expect(try await clerk.get("/review/\(id)").status == 200)
            #expect(try await clerk.get("/documents/\(id)/picture").status == 200)
            for answer in try await decide(clerk, id, born: "2014-05-16") {
                #expect(answer.contains("保存在本机"), "\(answer)")
            }
        }
        #expect(try await clerk.get("/metrics").text.contains("xueji_reviews_undelivered 4\n"))
        first.child.kill()
        // On the disk, and sealed.
        let files = place.outbox("first")
        #expect(files.count == 4)
        for file in files {
            let data = try Data(contentsOf: file)
            #expect(data.starts(with: Data("XJSEALED".utf8)) && data.range(of: Data("2014".utf8)) == nil)
        }

        // Elsewhere the server is there first, and somebody decides a paper that was only kept ahead.
        try place.start()
        let other = try await place.desk("other")
        let second = try await LiveMember(other.base, as: "second")
        #expect(try await second.get("/review/1").status == 409)
        #expect(try await second.get("/review/2").status == 200)
        for answer in try await decide(second, 2, born: "2014-05-11") { #expect(answer.contains("\"kept\":\"\"")) }

        let again = try await place.desk("first")
        try await wait("everything to be delivered") { place.outbox("first").isEmpty }
        for id in Int64(1)...4 {
            let document = try await place.store.document(id)
            #expect(document.status == .verified)
            #expect(document.value(.birthDate) == (id == 2 ? "2014-05-11" : "2014-05-16"))
            #expect(try await place.store.trail(ofDocument: id).entries.count == 2)
        }
        let conflicts = try await place.store.reviewConflicts(for: place.store.person("clerk"))
        #expect(conflicts.map(\.submission.document) == [2])
        let back = try await LiveMember(again.base)
        #expect(try await back.get("/review").text.contains("有 1 份与他人的决定冲突"))
        let sheet = try await back.get("/conflicts/\(conflicts[0].id)").text
        #expect(sheet.contains("2014-05-16") && sheet.contains("2014-05-11") && sheet.contains("second"))
        #expect(try await back.post("/conflicts/\(conflicts[0].id)/settle", ["choice": "mine"]).status == 303)
        #expect(try await place.store.document(2).value(.birthDate) == "2014-05-16")
        _ = try await place.store.verifyAudit()
        for desk in [other, again] { desk.child.kill() }
    }

    /// The desk is killed again and again while it delivers; in the end everything is there once.
    @Test func killedWhileDeliveringNothingIsLostOrDoubled() async throws {
        let place = try await Place(cards: 6)
        let first = try await place.desk("first")
        let clerk = try await LiveMember(first.base)
        #expect(try await clerk.get("/review/1").status == 200)
        try await wait("the desk to hold six papers") {
            try await clerk.get("/metrics").text.contains("xueji_papers_held 6\n")
        }
        try place.stop()
        for id in Int64(1)...6 { _ = try await decide(clerk, id, born: "2014-05-16") }
        first.child.kill()
        try place.start()
        // Killed after every one that has gone, at whatever it is doing then.
        for left in [5, 3, 1] {
            let desk = try place.launch("first")
            try await wait("some to be delivered") { place.outbox("first").count <= left }
            desk.kill()
        }
        let last = try await place.desk("first")
        try await wait("all to be delivered") { place.outbox("first").isEmpty }
        for id in Int64(1)...6 {
            #expect(try await place.store.document(id).value(.birthDate) == "2014-05-16")
            #expect(try await place.store.trail(ofDocument: id).entries.count == 2)
        }
        #expect(try await place.store.reviewConflicts(for: place.store.person("clerk")).isEmpty)
        _ = try await place.store.verifyAudit()
        last.child.kill()
    }
}
