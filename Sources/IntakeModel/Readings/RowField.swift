/// 表中某行的栏目: a field of a ledger's row has a key of its own, `2.name` for the second row's name.
extension FieldKey {
    /// `number` counts the rows from 1, top to bottom.
    public init(row number: Int, _ key: FieldKey) { self.init(rawValue: "\(number).\(key.rawValue)") }

    /// Row and field; `nil` for a field of the page.
    public var row: (number: Int, key: FieldKey)? {
        guard let point = rawValue.firstIndex(of: "."), let number = Int(rawValue[..<point]), number > 0 else {
            return nil
        }
        return (number, FieldKey(rawValue: String(rawValue[rawValue.index(after: point)...])))
    }

    /// The field without its row.
    public var plain: FieldKey { row?.key ?? self }
}

extension DocumentReading {
    /// The reading under a field's key, or under that of a row's field.
    public subscript(key: FieldKey) -> FieldReading? {
        guard let (number, plain) = key.row else { return fields[key] }
        return number <= rows.count ? rows[number - 1][plain] : nil
    }

    /// Every reading, of the page and of all rows, by its key.
    public var allFields: FieldReadings {
        var all = fields
        for (index, row) in rows.enumerated() {
            for (key, reading) in row { all[FieldKey(row: index + 1, key)] = reading }
        }
        return all
    }
}
