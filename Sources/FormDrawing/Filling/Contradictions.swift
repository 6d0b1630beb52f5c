internal import IntakeModel
internal import IntakeResources

/// 疑点样张: what is made wrong on purpose, at most one thing a page, with the finding it must lead to.
extension FormFilling {
    mutating func contradict(_ template: FormTemplate, _ random: inout SeededRandom) {
        guard random.chance(0.3) else { return }
        var choices: [(inout FormFilling, inout SeededRandom) -> Void] = []
        if values[.citizenID].map({ !$0.value.isEmpty }) == true {
            choices.append { filling, random in filling.spoilCheckCharacter(&random) }
            if values[.birthDate] != nil { choices.append { filling, random in filling.moveBirth(template, &random) } }
            if values[.sex] != nil {
                choices.append { filling, _ in
                    filling.set(.sex, filling.values[.sex]?.value == "女" ? "男" : "女")
                    filling.findings.append(.idSexMismatch)
                }
            }
            if values[.studentNumber] != nil { choices.append { $0.otherStudentNumber(&$1) } }
        }
        choices.append { filling, random in filling.impossibleDay(template, &random) }
        if template.hasTable {
            choices.append { filling, random in filling.emptyRequired(template, &random) }
        }
        if template.fields.contains(where: { FormFilling.strange[$0.grammar] != nil }) {
            choices.append { filling, random in filling.strangeValue(template, &random) }
        }
        let boxed = template.documentType == .provincialTransferApplication
        if boxed { choices.append { filling, random in filling.disorder(&random) } }
        let places =
            boxed
            ? ["A", "1", "2", "3", "B", "C"].compactMap { SealRole(rawValue: "box" + $0) }
            : template.seals.filter(\.required).map(\.role)
        if let role = places.randomElement(using: &random) {
            choices.append { filling, _ in
                filling.sealFault = .missing(role)
                filling.findings.append(.sealMissing)
            }
        }
        if let role = SealPlan.named(on: template.documentType).randomElement(using: &random) {
            choices.append { filling, _ in
                filling.sealFault = .foreign(role)
                filling.findings.append(.sealNameMismatch)
            }
        }
        random.pick(choices)(&self, &random)
    }

    private mutating func spoilCheckCharacter(_ random: inout SeededRandom) {
        guard var digits = values[.citizenID].map({ Array($0.value) }), digits.count == 18 else { return }
        // A slip in the sequence or in the check character itself; birth date and sex stay as they are.
        let place = random.pick([14, 15, 17])
        let other = (0...9).map { Character(String($0)) }.filter { $0 != digits[place] }
        digits[place] = random.pick(other)
        set(.citizenID, String(digits))
        findings.append(.idChecksum)
        if values[.studentNumber].map({ !$0.value.isEmpty }) == true { findings.append(.studentNumberIDMismatch) }
    }

    private mutating func moveBirth(_ template: FormTemplate, _ random: inout SeededRandom) {
        guard let born = values[.birthDate].flatMap({ CalendarDate(iso: $0.value) }) else { return }
        let other = born.adding(days: random.pick([-365, 365, 30, -31, 1, 10]))
        set(.birthDate, other.iso, text: WrittenDate.printed(other, &random))
        findings.append(.idBirthMismatch)
    }

    private mutating func otherStudentNumber(_ random: inout SeededRandom) {
        guard values[.studentNumber]?.value.isEmpty == false else { return }
        let other = InventedPerson(
            &random, from: story.place, born: story.student.birth.year...story.student.birth.year)
        set(.studentNumber, other.studentNumber)
        findings.append(.studentNumberIDMismatch)
    }

    /// 2月30日, 13月5日.
    private mutating func impossibleDay(_ template: FormTemplate, _ random: inout SeededRandom) {
        let fields = template.fields.filter {
            $0.grammar == .date && $0.key != .birthDate && values[$0.key]?.value != ""
        }
        let day = random.pick([(2, 30), (4, 31), (11, 31), (13, 5), (6, 31)])
        let text = "\(story.start.year)年\(day.0)月\(day.1)日"
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let iso = "\(story.start.year)-\(two(day.0))-\(two(day.1))"
        if let field = fields.first {
            set(field.key, iso, text: text)
        } else if let row = rows.indices.first, rows[row]["appliedOn"] != nil {
            set("appliedOn", iso, text: text, row: row)
        } else {
            return
        }
        findings.append(.dateImpossible)
    }

    private mutating func emptyRequired(_ template: FormTemplate, _ random: inout SeededRandom) {
        func empty(_ fields: [FormField]) -> FieldKey? {
            fields.filter { $0.required == true && $0.key != .citizenID && $0.key != .name }.randomElement(
                using: &random)?.key
        }
        if rows.isEmpty, let key = empty(template.fields) {
            set(key, "")
        } else if !rows.isEmpty, let key = empty(template.rowFields) {
            set(key, "", row: 0)
        } else {
            return
        }
        findings.append(.requiredEmpty)
    }

    /// Words that people do write and that no list of the standards holds.
    fileprivate static let strange: [FieldGrammarName: [String]] = [
        .ethnicGroup: ["川族", "中国"], .relation: ["干儿子", "朋友"], .education: ["学前班", "幼师"], .maritalStatus: ["单身"],
        .bloodType: ["C"],
    ]

    private mutating func strangeValue(_ template: FormTemplate, _ random: inout SeededRandom) {
        let fields = template.fields.filter { FormFilling.strange[$0.grammar] != nil }
        guard let field = fields.randomElement(using: &random), let words = FormFilling.strange[field.grammar] else {
            return
        }
        set(field.key, random.pick(words))
        findings.append(.valueNotInList)
    }

    /// A box of annex 4 is dated before the one that must come first.
    private mutating func disorder(_ random: inout SeededRandom) {
        let order = story.acrossProvinces ? ["1", "2", "3", "4", "A", "B", "C", "D"] : ["A", "1", "2", "3", "B", "C"]
        let place = random.number(1..<order.count)
        let day = story.start.adding(days: 2 + 3 * (place - 1) - random.number(2...9))
        set(FieldKey(rawValue: "box" + order[place] + "Date"), day.iso, text: WrittenDate.withUnits(day))
        findings.append(.sealOrder)
    }
}
