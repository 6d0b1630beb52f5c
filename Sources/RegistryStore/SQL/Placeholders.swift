/// `$1` as PostgreSQL writes it to `?1` as SQLite does, outside literals, quoted names and remarks.
enum Placeholders {
    static func numbered(_ sql: String) -> String {
        var out = ""
        out.reserveCapacity(sql.count)
        var quote: Character?
        var remark = false
        var previous: Character = " "
        for character in sql {
            if remark {
                if character.isNewline { remark = false }
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "-", previous == "-" {
                remark = true
            } else if character == "$" {
                out.append("?")
                previous = character
                continue
            }
            out.append(character)
            previous = character
        }
        return out
    }
}
