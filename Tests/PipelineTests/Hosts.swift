import ChildProcesses
import Foundation
import TestSupport
import Testing

/// 网络命名空间中的主机: hosts of their own on this machine, each in a network namespace, joined by a bridge. Servers run
/// outside of them, on the bridge's address.
final class Hosts: Sendable {
    /// Where the hosts reach servers.
    let address: String
    private let name: String
    private let count: Int

    /// Cancels the test, with the reason, without the right to make namespaces.
    init(_ count: Int) throws {
        self.count = count
        name = "xj" + String(UInt16.random(in: 0..<4096), radix: 16)
        let net = "10.\(UInt8.random(in: 100..<200)).\(UInt8.random(in: 1..<250))"
        address = net + ".1"
        try Hosts.makeBridge(name)
        do {
            try Hosts.ip("addr add \(address)/24 dev \(name)")
            try Hosts.ip("link set \(name) up")
            for host in 0..<count {
                try Hosts.ip("netns add \(space(host))")
                try Hosts.ip("link add \(wire(host)) type veth peer name eth0 netns \(space(host))")
                try Hosts.ip("link set \(wire(host)) master \(name)")
                try Hosts.ip("link set \(wire(host)) up")
                try Hosts.ip("-n \(space(host)) link set lo up")
                try Hosts.ip("-n \(space(host)) addr add \(net).\(host + 10)/24 dev eth0")
                try Hosts.ip("-n \(space(host)) link set eth0 up")
            }
        } catch {
            remove()
            throw error
        }
    }

    deinit { remove() }

    private static func makeBridge(_ name: String) throws {
        guard geteuid() == 0, (try? ip("link add \(name) type bridge")) != nil else {
            try Test.cancel("network namespaces need root: run scripts/test as root to have hosts cut off")
        }
    }

    private func space(_ host: Int) -> String { "\(name)h\(host)" }
    private func wire(_ host: Int) -> String { "\(name)v\(host)" }

    private func remove() {
        for host in 0..<count { _ = try? Hosts.ip("netns del \(space(host))") }
        _ = try? Hosts.ip("link del \(name)")
    }

    /// Cuts a host off, as if its cable were pulled: nobody is told, packets are just gone.
    func cut(_ host: Int) throws { try Hosts.ip("link set \(wire(host)) down") }
    func join(_ host: Int) throws { try Hosts.ip("link set \(wire(host)) up") }

    /// A program on a host.
    func command(
        _ host: Int, _ program: URL, _ arguments: [String], environment: [String: String]
    ) -> LineChild.Command {
        LineChild.Command(
            executable: URL(filePath: "/usr/bin/env"),
            arguments: ["ip", "netns", "exec", space(host), program.path] + arguments, environment: environment)
    }

    private static func ip(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ip"] + arguments.split(separator: " ").map(String.init)
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}
