/// What copying a store into another one needs.
extension Schema {
    static let care: [String] = [
        // One row a table while rows are filled in from elsewhere; empty otherwise.
        """
        CREATE TABLE copying (
            tableName TEXT PRIMARY KEY, source TEXT NOT NULL,
            isDone BIGINT NOT NULL CHECK (isDone IN (0, 1)))
        """
    ]
}
