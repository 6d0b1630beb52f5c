internal import CPQ
internal import Foundation
public import IntakeModel

/// Looking at a `--store` address without changing anything there.
extension RegistryStore {
    /// `SQLite` or `PostgreSQL`.
    public static func engine(url: String) throws(IntakeError) -> String {
        switch try StoreURL(url) {
        case .sqlite: "SQLite"
        case .postgres: "PostgreSQL"
        }
    }

    /// The schema that a store on a server has for itself, where its address names one.
    public static func schema(url: String) throws(IntakeError) -> String? {
        switch try StoreURL(url) {
        case .sqlite: nil
        case .postgres(let url): try PostgreSQLAddress(url).schema
        }
    }

    /// Which server answers and which libpq asks, or the size of the file in bytes; throws what opening would throw.
    public static func probe(url: String) async throws(IntakeError) -> String {
        switch try StoreURL(url) {
        case .sqlite(let path):
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
            return size.map { "\($0) B" } ?? "—"
        case .postgres(let url):
            let database = try await PostgreSQLDatabase(url: url, connections: 1)
            do {
                let library = Int(PQlibVersion())
                let schema = try PostgreSQLAddress(url).schema.map { " · schema " + $0 } ?? ""
                return "PostgreSQL \(try await database.serverVersion()) · libpq \(library / 10000).\(library % 10000)"
                    + schema
            } catch {
                throw RegistryStore.explain(error)
            }
        }
    }
}
