internal import IntakeModel

/// 库是否可达: once somebody found the store away, everybody is told at once, until it answers again.
actor StoreReach {
    private(set) var isAway = false
    private let ask: @Sendable () async throws(IntakeError) -> Void
    private var asking: Task<Void, Never>?
    private var before: (@Sendable () async -> Void)?
    private var after: (@Sendable () async -> Void)?

    init(ask: @escaping @Sendable () async throws(IntakeError) -> Void) { self.ask = ask }

    /// When the store is back `before` is called, then everybody is told, then `after` is called.
    func whenBack(before: @escaping @Sendable () async -> Void, after: @escaping @Sendable () async -> Void) {
        self.before = before
        self.after = after
    }

    /// Somebody could not reach it.
    func lost() {
        guard !isAway else { return }
        isAway = true
        asking = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                do throws(IntakeError) {
                    try await ask()
                    return await back()
                } catch {}
            }
        }
    }

    private func back() async {
        await before?()
        isAway = false
        await after?()
    }

    func stop() { asking?.cancel() }
}

extension IntakeError {
    /// The store cannot be reached now; what was asked may be asked again later.
    var isStoreAway: Bool { exit == .unavailable && code.hasPrefix("store.") }
    var isVaultAway: Bool { exit == .unavailable && code.hasPrefix("vault.") }
}
