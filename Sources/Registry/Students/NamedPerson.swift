internal import IntakeModel

/// 文书所指的人: what a paper, or a row of a ledger, says about who it is about.
public struct NamedPerson: Sendable {
    /// A value below this names nobody.
    private static let sure = 0.9

    public var row: Int?
    public var name: String?
    public var birthDate: String?
    public var citizenID: String?
    public var studentNumber: String?

    /// Everybody whom a paper names by values that are certain or that people settled on.
    public static func all(in document: IntakeDocument) -> [NamedPerson] {
        let people = PaperComparison.Paper(document).people
        let isLedger = !document.reading.rows.isEmpty
        return people.enumerated().map { index, fields in
            let row = isLedger ? index + 1 : nil
            func said(_ key: FieldKey) -> String? {
                let settled = document.reviews[row.map { FieldKey(row: $0, key) } ?? key] != nil
                guard let field = fields[key], let value = field.value, !value.isEmpty,
                    settled || field.confidence >= NamedPerson.sure
                else { return nil }
                return value
            }
            return NamedPerson(
                row: row, name: said(.name), birthDate: said(.birthDate), citizenID: said(.citizenID),
                studentNumber: said(.studentNumber))
        }
    }

    /// The student's number stands there.
    public func isNumbered(_ student: Student) -> Bool {
        citizenID.map { $0 == student[.citizenID] } == true
            || studentNumber.map { $0 == student[.studentNumber] } == true
    }

    /// Another number than the student's stands there.
    public func contradictsNumbers(of student: Student) -> Bool {
        citizenID.map { $0 != student[.citizenID] } == true
            || studentNumber.map { $0 != student[.studentNumber] } == true
    }

    /// Another name or birth date than the student's stands there, and it is not what the case corrects it to.
    public func contradictsNames(of student: Student, in matter: IntakeCase) -> Bool {
        func differs(_ value: String?, _ field: StudentField) -> Bool {
            guard let value, value != student[field] else { return false }
            return matter.field != field || matter.newValue != value
        }
        return differs(name, .name) || differs(birthDate, .birthDate)
    }
}
