internal import Synchronization

/// 计时的数据库: a database that notes how long its transactions took, waiting included.
public final class TimedDatabase: SQLDatabase {
    private let base: any SQLDatabase
    private let spent = Mutex(Duration.zero)

    public init(_ base: any SQLDatabase) { self.base = base }

    /// Time since the last call, summed over all who asked.
    public func take() -> Duration {
        spent.withLock { spent in
            defer { spent = .zero }
            return spent
        }
    }

    public func write<Result: Sendable>(
        _ order: WriteOrder, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        defer { note(since: start) }
        return try await base.write(order, body)
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        defer { note(since: start) }
        return try await base.read(body)
    }

    public func migrate(_ body: @escaping @Sendable (any SQLSession) throws -> Void) async throws {
        try await base.migrate(body)
    }

    private func note(since start: ContinuousClock.Instant) {
        let time = ContinuousClock.now - start
        spent.withLock { $0 += time }
    }
}
