internal import Foundation
internal import IntakeModel
internal import Synchronization

/// Connections that are kept open and lent, one borrower each.
final class PostgreSQLPool: Sendable {
    private struct State {
        var idle: [PostgreSQLConnection] = []
        /// Lent, idle, or being opened.
        var open = 0
        /// Each is handed a connection, or the right to open one.
        var waiting: [CheckedContinuation<PostgreSQLConnection?, Never>] = []
    }

    private let url: String
    private let limit: Int
    /// How long an unreachable server is waited for.
    private let patience: Duration
    private let state = Mutex(State())

    init(url: String, limit: Int, patience: Duration) {
        self.url = url
        self.limit = limit
        self.patience = patience
    }

    /// Takes in a connection that was opened before there was a pool.
    func adopt(_ connection: PostgreSQLConnection) {
        state.withLock {
            $0.open += 1
            $0.idle.append(connection)
        }
    }

    /// An open connection, which goes back by `give`.
    func take() async throws -> PostgreSQLConnection {
        if let connection = await borrow() { return connection }
        do {
            return try await connect()
        } catch {
            discard()
            throw error
        }
    }

    /// Broken connections are closed; where one broke the idle ones have most likely broken too.
    func give(_ connection: PostgreSQLConnection) {
        guard connection.isHealthy else {
            state.withLock { state in
                state.open -= state.idle.count
                state.idle = []
            }
            discard()
            return
        }
        let next = state.withLock { state -> CheckedContinuation<PostgreSQLConnection?, Never>? in
            if state.waiting.isEmpty {
                state.idle.append(connection)
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: connection)
    }

    /// A connection of its own, tried again while the server starts or is away, for as long as `patience` lasts.
    func connect() async throws -> PostgreSQLConnection {
        let deadline = ContinuousClock.now + patience
        var pause = BackOff()
        while true {
            do {
                return try await PostgreSQLConnection.open(url)
            } catch let fault as PostgreSQLFault where fault.isWorthWaiting && ContinuousClock.now < deadline {
                await pause.sleep()
            }
        }
    }

    private func borrow() async -> PostgreSQLConnection? {
        await withCheckedContinuation { continuation in
            let (ready, connection) = state.withLock { state -> (Bool, PostgreSQLConnection?) in
                if let idle = state.idle.popLast() { return (true, idle) }
                if state.open < limit {
                    state.open += 1
                    return (true, nil)
                }
                state.waiting.append(continuation)
                return (false, nil)
            }
            if ready { continuation.resume(returning: connection) }
        }
    }

    private func discard() {
        let next = state.withLock { state -> CheckedContinuation<PostgreSQLConnection?, Never>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.open -= 1
            return nil
        }
        next?.resume(returning: nil)
    }
}
