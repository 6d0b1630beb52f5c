import ChildProcesses
import EvidenceVault
import Foundation
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import TestSupport
import Testing

/// A PostgreSQL with a standby and an object store of a test's own, which it may break.
final class ServerPark: Sendable {
    let folder: TemporaryFolder
    let environment: [String: String]
    private let host: String
    private let server: String
    private let objects: String

    /// Cancels the test, with the reason, where SeaweedFS is not there.
    init(host: String = "127.0.0.1", withStandby: Bool = false) throws {
        try ServerPark.requireObjects()
        folder = try TemporaryFolder()
        self.host = host
        // The server's user walks through it.
        try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.url.path)
        let first = try ServerPark.script(host, "test-postgres", "start", folder.file("first").path)
        var url = first
        if withStandby {
            // Whichever of the two takes writes.
            let second = try ServerPark.script(
                host, "test-postgres", "standby", folder.file("second").path, folder.file("first").path)
            let place = try #require(second.wholeMatch(of: #/.*@([^\/]*)\/.*/#)?.1)
            url = first.replacing(#/@([^\/]*)\/xueji/#) { "@\($0.1),\(place)/xueji?target_session_attrs=read-write" }
        }
        server = url
        objects = try ServerPark.script(host, "test-objects", "start", folder.file("objects").path)
        environment = ProcessInfo.processInfo.environment.merging(TestObjects.keys) { $1 }.merging([
            "XUEJI_HOME": folder.file("home").path, "XUEJI_USER": "clerk", "LANG": "zh_CN.UTF-8",
            "XUEJI_RESOURCES": Workplace.root.appending(path: "models").path,
        ]) { $1 }
    }

    /// A county's own schema and its own place in the bucket.
    private func place(_ county: String) -> (store: String, vault: String) {
        (server + (server.contains("?") ? "&" : "?") + "schema=" + county, objects + "/\(county)?https=no")
    }

    private static func requireObjects() throws {
        guard TestObjects.url != nil else { try Test.cancel("\(TestObjects.absent)") }
    }

    deinit {
        for name in ["first", "second"] where FileManager.default.fileExists(atPath: folder.file(name).path) {
            _ = try? run("test-postgres", "stop", name, "immediate")
        }
        _ = try? run("test-objects", "stop", "objects", "immediate")
    }

    /// One of the scripts on one of the folders.
    @discardableResult
    func run(_ script: String, _ verb: String, _ name: String, _ more: String...) throws -> String {
        try ServerPark.script(host, script, [verb, folder.file(name).path] + more)
    }

    private static func script(_ host: String, _ name: String, _ arguments: String...) throws -> String {
        try script(host, name, arguments)
    }

    private static func script(_ host: String, _ name: String, _ arguments: [String]) throws -> String {
        try Workplace.script(name, arguments, environment: ["XUEJI_TEST_HOST": host])
    }

    /// An empty store with a school and its registrar, and a vault; of another county where one is named.
    func open(_ county: String = "s510703", patience: Duration = .seconds(600)) async throws -> PageIntake {
        let place = place(county)
        let store = try await RegistryStore.open(url: place.store, patience: patience)
        if try await store.organizations().isEmpty {
            try await store.add(Organization(code: "S", name: "学校", level: .school, parent: nil), by: "root")
            try await store.add(
                Person(id: "clerk", name: "c", role: .schoolRegistrar, organization: "S"), by: "root")
        }
        return PageIntake(
            store: store, vault: try VaultAddress.open(place.vault, environment: environment), person: "clerk",
            organization: "S")
    }

    /// A picture that no other test has: a card with a number behind its end.
    static func card(_ number: Int) throws -> Data {
        try Data(contentsOf: Workplace.samples.appending(path: "demo-card.jpg")) + Data("\(UUID()) \(number)".utf8)
    }

    func options(_ county: String = "s510703") -> [String] {
        ["--store", place(county).store, "--vault", place(county).vault]
    }

    /// `xueji` on this machine's own network, for another county where one is named.
    func command(_ arguments: [String], county: String = "s510703") -> LineChild.Command {
        LineChild.Command(
            executable: Workplace.xueji, arguments: arguments + options(county), environment: environment)
    }
}

/// Asks until the answer is yes; a backstop of half an hour.
func wait(_ what: String, for condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(1800)
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, "\(what)")
        try await Task.sleep(for: .milliseconds(200))
    }
}
