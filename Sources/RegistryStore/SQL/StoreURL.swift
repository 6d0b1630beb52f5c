internal import Foundation
internal import IntakeModel

/// A `--store` address: which engine, and where.
enum StoreURL {
    case sqlite(path: String)
    case postgres(url: String)

    /// Throws `store.url` for any other scheme; the message never holds what may be a password.
    init(_ text: String) throws(IntakeError) {
        if text.hasPrefix("sqlite:") {
            self = .sqlite(path: String(text.dropFirst("sqlite:".count)))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(url: text)
        } else {
            throw IntakeError(
                "store.url", .storeURL.with(AddressText.withoutPassword(text)), remedy: .storeURLRemedy, exit: .usage)
        }
    }

    func database(patience: Duration = .seconds(20)) async throws(IntakeError) -> any SQLDatabase {
        switch self {
        case .sqlite(let path): try SQLiteDatabase(path: path)
        case .postgres(let url): try await PostgreSQLDatabase(url: url, patience: patience)
        }
    }
}
