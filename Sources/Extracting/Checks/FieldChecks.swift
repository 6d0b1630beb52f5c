internal import IntakeModel
internal import IntakeResources

/// 栏目核对: what the fields of one paper say about each other and about themselves.
struct FieldChecks {
    let template: FormTemplate
    let facts: IntakeFacts
    let language: Language

    func findings(
        _ fields: FieldReadings, rows: [FieldReadings] = [], rowsWereRead: Bool = true, seals: [OfficialSeal],
        inkedPlaces: Set<SealRole> = [], sealsWereSearched: Bool, isCut: Bool = false
    ) -> [Finding] {
        var found = values(fields, of: template.fields) + agreement(fields)
        for row in rows {
            let own = values(row, of: template.rowFields) + agreement(row)
            found += FieldChecks.isWritten(row) ? own : own.filter { $0.code != .requiredEmpty }
        }
        // What is not on the picture may be on the paper.
        if isCut { found.removeAll { $0.code == .requiredEmpty } }
        // A row that nobody sees is a child whose change nobody enters.
        if !rowsWereRead, !template.rowFields.isEmpty {
            found.append(finding(.pageIllegible, nil, .error, .findingRowsUnread))
        }
        found += SealChecks.findings(
            template: template, fields: fields, seals: seals, inkedPlaces: inkedPlaces,
            sealsWereSearched: sealsWereSearched, isCut: isCut, places: PlaceNames.shared(facts.areaCodes),
            language: language)
        return found
    }

    private func values(_ fields: FieldReadings, of wanted: [FormField]) -> [Finding] {
        var found: [Finding] = []
        let unread = wanted.count { field in
            fields[field.key].map { $0.value == nil || $0.value != "" && $0.confidence < FormReader.doubtful } == true
        }
        // Where much that must be there seems not to be, the form lies beside what is written.
        let empty = wanted.count { field in
            field.required == true
                && fields[field.key].map { $0.value == "" && $0.confidence <= FormReader.doubtful } == true
        }
        for field in wanted {
            guard let reading = fields[field.key] else { continue }
            if reading.value == "" {
                // A doubtful emptiness among fields that could not be read says as little as they do; so does one in which
                // something was read, and taken for a seal's ink, and one beside a label that has no cell.
                let isDoubtful =
                    reading.confidence <= FormReader.doubtful
                    && (unread > FieldChecks.mostUnread || empty > FieldChecks.mostEmpty
                        || reading.source != FieldReader.byInk || !template.hasTable)
                if field.required == true, !isDoubtful {
                    found.append(finding(.requiredEmpty, field.key, .error, .findingRequiredEmpty))
                }
                continue
            }
            guard let value = reading.value else { continue }
            switch field.grammar {
            case .citizenID:
                if isRead(reading, as: CitizenID.init) { found += identity(value, key: field.key) }
            case .studentNumber:
                if isRead(reading, as: StudentNumber.init) {
                    let id = fields[.citizenID].flatMap { isRead($0, as: CitizenID.init) ? $0.value : nil }
                    found += studentNumber(value, key: field.key, id: id)
                }
            case .date:
                if reading.confidence >= FieldChecks.read, CalendarDate(iso: value) == nil,
                    reading.raw.count(where: { $0.isASCII && $0.isNumber }) <= FieldChecks.digitsOfDate
                {
                    found.append(finding(.dateImpossible, field.key, .error, .findingDateImpossible))
                }
            case .sex, .ethnicGroup, .relation, .education, .maritalStatus, .militaryService, .bloodType:
                if let list = facts.codeLists[field.grammar], !list.spellings.contains(value),
                    reading.confidence >= FieldChecks.leastSure(value, list),
                    FieldChecks.isWord(value, of: field.grammar),
                    !FieldChecks.isWithin(value, list)
                {
                    found.append(finding(.valueNotInList, field.key, .warning, .findingNotInList.with(list.standard)))
                }
            default: break
            }
        }
        return found
    }

    /// 有字的一行: one value that was read surely, or two. A mark in a row that was left blank asks for nothing.
    private static func isWritten(_ row: FieldReadings) -> Bool {
        let read = row.values.filter { $0.value?.isEmpty == false }.map(\.confidence)
        return read.contains { $0 >= FieldReader.certain } || read.count { $0 >= FormReader.doubtful } > 1
    }

    /// Where more fields than this could not be read, the form was not laid well over the paper.
    private static let mostUnread = 1
    /// More digits than a date has were not all the date's.
    private static let digitsOfDate = 8
    /// So many required fields are left empty on one paper.
    private static let mostEmpty = 2
    /// Below it a value was not read: what it says is no finding, and a person reads it anyway.
    private static let read = 0.5
    /// A word that no list holds was misread, unless it was read with this certainty: misread words are rarely others of
    /// the list.
    private static let surelyRead = 0.85
    /// A word that has no character in common with any of the list is no misread one of it.
    private static let strange = 0.6

    private static func leastSure(_ value: String, _ list: CodeLists.List) -> Double {
        let known = list.spellings.reduce(into: Set<Character>()) { $0.formUnion($1) }
        return value.count > 1 && known.isDisjoint(with: value) ? strange : surelyRead
    }

    /// A number whose very shape is wrong was misread, unless it was read with some certainty; and one to which the
    /// decoder added what nobody read says nothing about the paper.
    private func isRead<Number>(_ reading: FieldReading, as shape: (String) -> Number?) -> Bool {
        guard let value = reading.value else { return false }
        let read = reading.raw.filter { $0.isLetter || $0.isNumber || FieldChecks.strokes.contains($0) }
        return read.count >= value.count && (reading.confidence >= FieldChecks.read || shape(value) != nil)
    }

    /// Whether the paper shows all of an ID that says when its bearer was born and which sex he has.
    private static func isPersonRead(_ reading: FieldReading) -> Bool {
        guard reading.confidence >= read, let value = reading.value, value.count == 18 else { return false }
        return reading.raw.filter(\.isNumber).contains(value.dropFirst(6).prefix(11))
    }

    /// 年月日 of which the paper shows the day as well: what the decoder added says nothing about the paper.
    static func isWholeDate(_ reading: FieldReading) -> Bool {
        guard let value = reading.value, let date = CalendarDate(iso: value) else { return false }
        if DateText(reading.raw)?.date == date { return true }
        let digits = [date.year, date.month, date.day].reduce(0) { $0 + String($1).count }
        return reading.raw.count(where: \.isNumber) >= digits
    }

    /// Marks that a digit is taken for.
    private static let strokes: Set<Character> = ["/", "|", "\\", "!"]

    /// A word of the list with something more at its end, or cut short: ink of a neighbour or none, not another word.
    private static func isWithin(_ value: String, _ list: CodeLists.List) -> Bool {
        list.spellings.contains { word in
            word.count >= 2 && value.count >= 2 && (value.hasPrefix(word) || word.hasPrefix(value))
        }
    }

    /// Lists are words in Han characters, blood types letters: digits and strokes are misread, not written.
    private static func isWord(_ value: String, of grammar: FieldGrammarName) -> Bool {
        value.allSatisfy { $0.isLetter && $0.isASCII == (grammar == .bloodType) }
    }

    private func identity(_ value: String, key: FieldKey) -> [Finding] {
        guard let id = CitizenID(value) else { return [finding(.idChecksum, key, .error, .findingIDShape)] }
        var found: [Finding] = []
        if !id.hasValidCheckCharacter { found.append(finding(.idChecksum, key, .error, .findingIDChecksum)) }
        if !facts.areaCodes.contains(id.areaCode) {
            found.append(finding(.idRegionUnknown, key, .warning, .findingIDRegion))
        }
        if id.birthDate == nil { found.append(finding(.dateImpossible, key, .error, .findingIDDate)) }
        return found
    }

    /// The number may keep an old ID after a correction, so a difference is a warning.
    private func studentNumber(_ value: String, key: FieldKey, id: String?) -> [Finding] {
        guard let number = StudentNumber(value) else {
            return [finding(.studentNumberIDMismatch, key, .warning, .findingStudentNumberShape)]
        }
        guard let inside = number.citizenID, let id, !id.isEmpty, CitizenID(id) != nil, inside.text != id else {
            return []
        }
        return [finding(.studentNumberIDMismatch, key, .warning, .findingStudentNumberMismatch)]
    }

    private func agreement(_ fields: FieldReadings) -> [Finding] {
        guard let reading = fields[.citizenID], let text = reading.value, let id = CitizenID(text),
            isRead(reading, as: CitizenID.init) || FieldChecks.isPersonRead(reading)
        else { return [] }
        var found: [Finding] = []
        if let born = fields[.birthDate], FieldChecks.isWholeDate(born),
            let date = born.value.flatMap(CalendarDate.init(iso:)), let inside = id.birthDate, date != inside
        {
            found.append(finding(.idBirthMismatch, .birthDate, .error, .findingIDBirth))
        }
        if let sex = fields[.sex]?.value, let stated = Sex(rawValue: sex), stated != id.sex {
            found.append(finding(.idSexMismatch, .sex, .error, .findingIDSex))
        }
        return found
    }

    private func finding(_ code: FindingCode, _ key: FieldKey?, _ severity: Severity, _ phrase: Phrase) -> Finding {
        Finding(code: code, field: key, severity: severity, message: phrase.text(language))
    }
}
