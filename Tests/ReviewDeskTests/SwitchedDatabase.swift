import IntakeModel
import RegistryStore
import Synchronization

/// A database that is away when a test says so, as a server behind a network that broke.
final class SwitchedDatabase: SQLDatabase {
    private let base: any SQLDatabase
    private let away = Mutex(false)

    init(_ base: any SQLDatabase) { self.base = base }

    func setAway(_ isAway: Bool) { away.withLock { $0 = isAway } }

    func write<Result: Sendable>(
        _ order: WriteOrder, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try check()
        return try await base.write(order, body)
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try check()
        return try await base.read(body)
    }

    func migrate(_ body: @escaping @Sendable (any SQLSession) throws -> Void) async throws {
        try check()
        try await base.migrate(body)
    }

    private func check() throws(IntakeError) {
        if away.withLock({ $0 }) {
            throw IntakeError(
                "store.unreachable", .storeUnreachable, remedy: .storeUnreachableRemedy, exit: .unavailable)
        }
    }
}
