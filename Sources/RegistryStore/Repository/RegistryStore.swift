public import Foundation
public import IntakeModel
internal import IntakeResources
public import Registry

/// 学籍库: students, pages, documents, cases and the audit chain, over either database.
public struct RegistryStore: Sendable {
    let database: any SQLDatabase
    /// Rule packs and the working calendar.
    public let library: RuleLibrary
    /// Milliseconds since 1970, from the program's clock.
    let now: @Sendable () -> Int64

    /// Brings the tables up to date. Without a `library` the rules that lie with the program are read.
    public init(
        _ database: any SQLDatabase, library: RuleLibrary? = nil,
        now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
    ) async throws(IntakeError) {
        self.database = database
        self.library = if let library { library } else { try RuleLibrary(from: ResourceLocation.find()) }
        self.now = now
        let moment = now()
        do {
            try await database.migrate { session in
                try Migrations.apply(session, now: moment)
                guard try session.row("SELECT tableName FROM copying LIMIT 1", []) == nil else {
                    throw IntakeError(
                        "store.incomplete", .storeIncomplete, remedy: .storeIncompleteRemedy, exit: .unavailable)
                }
            }
        } catch {
            throw RegistryStore.explain(error)
        }
    }

    /// Opens what a `--store` URL names: `sqlite:PATH`, or `postgres://…` as libpq takes it, with `schema=NAME` or without.
    /// `patience` is how long a server that went away is waited for.
    public static func open(
        url: String, patience: Duration = .seconds(20)
    ) async throws(IntakeError) -> RegistryStore {
        try await RegistryStore(StoreURL(url).database(patience: patience))
    }

    func write<Result: Sendable>(
        _ order: WriteOrder = .ordered, _ body: @escaping @Sendable (any SQLSession, Int64) throws -> Result
    ) async throws(IntakeError) -> Result {
        let moment = now()
        do {
            return try await database.write(order) { try body($0, moment) }
        } catch {
            throw RegistryStore.explain(error)
        }
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws(IntakeError) -> Result {
        do {
            return try await database.read(body)
        } catch {
            throw RegistryStore.explain(error)
        }
    }

    static func explain(_ error: any Error) -> IntakeError {
        if let known = error as? IntakeError { return known }
        // SQLITE_BUSY: another process held the file for longer than we wait.
        if "\(error)".contains("SQLite error 5:") {
            return IntakeError(
                "store.busy", .storeBusy, remedy: .storeBusyRemedy, exit: .busy, underlying: "\(error)")
        }
        let full = "\(error)".contains("disk is full") || "\(error)".contains("SQLite error 13")
        return full
            ? IntakeError(
                "store.disk-full", .diskFull.with("registry"), remedy: .diskFullRemedy, exit: .inputOutput,
                underlying: "\(error)")
            : IntakeError(
                "store.failed", .storeBroken.with("SQL"), remedy: .storeBrokenRemedy, exit: .inputOutput,
                underlying: "\(error)")
    }

    static func missing(_ what: String) -> IntakeError {
        IntakeError("registry.not-found", .notFound.with(what), remedy: .notFoundRemedy, exit: .badInput)
    }
}

/// JSON with sorted keys: the same content is always the same text.
enum CanonicalJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
