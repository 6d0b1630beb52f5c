import Foundation
import TestSupport

/// A real `saned` on an address of 127.0.0.0/8 that is this test's own, since SANE's port is fixed.
final class LoopbackSaned {
    let address: String
    /// What a client needs to find this server, and no other scanner.
    let environment: [String: String]

    private let folder: TemporaryFolder
    private let devices: [String: String]
    private var process: Process?

    /// Serves what `devices`, the environment of a SANE client, reaches; its `SANE_CONFIG_DIR` holds `dll.conf`.
    ///
    /// `users` are lines `name:password:backend`; without them nobody is asked.
    init(_ devices: [String: String], users: String? = nil) throws {
        folder = try TemporaryFolder()
        self.devices = devices
        address = "127.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)).\(Int.random(in: 2...254))"
        environment = ["SANE_CONFIG_DIR": folder.url.path]
        let server = URL(filePath: devices["SANE_CONFIG_DIR"] ?? "")
        // A page's own connection is waited for as long as tests may take on a busy machine, not four seconds.
        try Data("data_connect_timeout = 600000\n127.0.0.0/8\n".utf8).write(to: server.appending(path: "saned.conf"))
        if let users { try Data((users + "\n").utf8).write(to: server.appending(path: "saned.users")) }
        try Data("net\n".utf8).write(to: folder.file("dll.conf"))
        try Data("connect_timeout = 30\n\(address)\n".utf8).write(to: folder.file("net.conf"))
        try start()
    }

    deinit { end() }

    /// Returns when it answers.
    func start() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/saned")
        process.arguments = ["-l", "-b", address]
        process.environment = ProcessInfo.processInfo.environment.merging(devices) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        let end = Date(timeIntervalSinceNow: 1800)
        while !answers() {
            guard process.isRunning, Date() < end else { throw CocoaError(.executableLoad) }
            usleep(20_000)
        }
    }

    private func answers() -> Bool {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = in_port_t(6566).bigEndian
        inet_pton(AF_INET, address, &place.sin_addr)
        return withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Stops it and those of its children that serve somebody, as if its computer froze.
    func freeze() {
        guard let process, process.isRunning else { return }
        // The parent first, so that no child comes after the list was made.
        kill(process.processIdentifier, SIGSTOP)
        for child in children(of: process.processIdentifier) { kill(child, SIGSTOP) }
    }

    /// Ends it and its children, frozen or not; when it returns, none of them holds a scanner any more.
    func end() {
        guard let process else { return }
        self.process = nil
        if process.isRunning { kill(process.processIdentifier, SIGSTOP) }
        // Children first: they hold what tells that the parent ended.
        let serving = children(of: process.processIdentifier)
        for child in serving {
            kill(child, SIGCONT)
            kill(child, SIGKILL)
        }
        kill(process.processIdentifier, SIGCONT)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let end = Date(timeIntervalSinceNow: 1800)
        while Date() < end, serving.contains(where: isRunning) { usleep(5_000) }
    }

    private func isRunning(_ process: pid_t) -> Bool {
        guard let state = state(of: process) else { return false }
        return state.letter != "Z"
    }

    private func children(of parent: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { state(of: $0)?.parent == parent }
    }

    /// A process's state as the kernel writes it (`Z`: ended, with nothing open) and its parent; `nil` when there is none.
    private func state(of process: pid_t) -> (letter: Substring, parent: pid_t)? {
        guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = line.lastIndex(of: ")")
        else { return nil }
        // After the name: state, parent.
        let words = line[line.index(after: name)...].split(separator: " ")
        guard words.count > 1, let parent = pid_t(words[1]) else { return nil }
        return (words[0], parent)
    }
}
