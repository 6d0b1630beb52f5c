import Foundation
import Glibc
import Synchronization

/// A relay between client and server that cuts the connection at a COMMIT, before or after passing it on.
final class CuttingProxy: Sendable {
    enum Cut { case beforeCommit, afterCommit }

    let port: UInt16
    private let listener: Int32
    private let target: UInt16
    private let cut: Cut
    /// How many more COMMITs are cut.
    private let cutsLeft: Atomic<Int>
    private let refusing = Atomic<Bool>(false)
    private let refusesAfterwards: Bool
    /// How often somebody was turned away.
    let refusals = Counter()

    init(to target: UInt16, cut: Cut, times: Int, refusesAfterwards: Bool = false) throws {
        self.target = target
        self.cut = cut
        self.refusesAfterwards = refusesAfterwards
        cutsLeft = Atomic(times)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = CuttingProxy.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, length) == 0 }
        }
        guard bound, listen(listener, 16) == 0 else { throw CocoaError(.fileNoSuchFile) }
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in accept() }
    }

    /// From now on nobody gets through; connections that are open stay.
    func refuse() { refusing.store(true, ordering: .sequentiallyConsistent) }

    func close() { _ = shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { return }
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = CuttingProxy.loopback(target)
            let reached = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            guard reached, !refusing.load(ordering: .sequentiallyConsistent) else {
                refusals.step()
                _ = Glibc.close(client)
                _ = Glibc.close(server)
                continue
            }
            Thread.detachNewThread { [self] in relay(client, server, watching: true) }
            Thread.detachNewThread { [self] in relay(server, client, watching: false) }
        }
    }

    private func relay(_ from: Int32, _ to: Int32, watching: Bool) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            let commits = watching && Data(buffer[..<count]).range(of: Data("COMMIT\0".utf8)) != nil
            let cutting = commits && cutsLeft.subtract(1, ordering: .sequentiallyConsistent).newValue >= 0
            if cutting {
                if refusesAfterwards { refusing.store(true, ordering: .sequentiallyConsistent) }
                // The answer must not come through, whatever the server does.
                shutdown(from, Int32(SHUT_RDWR))
                if cut == .afterCommit { _ = send(to, buffer, count, Int32(MSG_NOSIGNAL)) }
                break
            }
            guard send(to, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
        }
        shutdown(from, Int32(SHUT_RDWR))
        shutdown(to, Int32(SHUT_WR))
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
