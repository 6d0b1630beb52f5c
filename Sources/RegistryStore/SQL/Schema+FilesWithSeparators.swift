/// Papers behind a separator sheet inside a file of several pages.
extension Schema {
    static let filesWithSeparators: [String] = [
        // 0: for no case; NULL: as its page stands.
        "ALTER TABLE document ADD COLUMN meantCase BIGINT"
    ]
}
