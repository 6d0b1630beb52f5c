internal import IntakeModel
internal import IntakeResources

/// 填写内容: what is written in every field of a drawn form, as it is to be read and as it stands there.
struct FormFilling {
    struct Value {
        /// Normalised; "" when empty.
        var value: String
        /// As written.
        var text: String
    }

    private(set) var values: [FieldKey: Value] = [:]
    /// Contradictions put in on purpose, as the findings they must lead to.
    private(set) var findings: [FindingCode] = []
    let issuer: String

    init(_ template: FormTemplate, random: inout SeededRandom, contradictions: Bool = true) {
        let person = InventedPerson(&random)
        issuer = person.place
        for field in template.fields { values[field.key] = FormFilling.value(field, person, &random) }
        if contradictions { contradict(template, person, &random) }
    }

    /// Sets one field by hand, for samples that must say something certain.
    mutating func set(_ key: FieldKey, _ value: String, text: String? = nil) {
        values[key] = Value(value: value, text: text ?? value)
    }

    private mutating func contradict(_ template: FormTemplate, _ person: InventedPerson, _ random: inout SeededRandom) {
        guard random.chance(0.18) else { return }
        switch random.number(0...3) {
        case 0:
            let digits = Array(person.citizenID)
            let wrong = CitizenID.checkCharacters.first { $0 != digits[17] && $0 != "X" } ?? "0"
            set(.citizenID, String(digits.dropLast()) + String(wrong))
            findings.append(.idChecksum)
            if values[.studentNumber] != nil { findings.append(.studentNumberIDMismatch) }
        case 1 where values[.birthDate] != nil:
            let year = person.birth.year + 1
            guard let other = CalendarDate(year: year, month: person.birth.month, day: min(28, person.birth.day)) else {
                return
            }
            set(.birthDate, other.iso, text: FormFilling.written(other, &random))
            findings.append(.idBirthMismatch)
        case 2 where values[.sex] != nil:
            set(.sex, person.sex == .male ? "女" : "男")
            findings.append(.idSexMismatch)
        default:
            guard let field = template.fields.filter({ $0.required == true && $0.critical != true }).last else {
                return
            }
            set(field.key, "")
            findings.append(.requiredEmpty)
        }
    }

    private static func value(_ field: FormField, _ person: InventedPerson, _ random: inout SeededRandom) -> Value {
        func same(_ text: String) -> Value { Value(value: text, text: text) }
        func often(_ probability: Double, _ text: String) -> Value { same(random.chance(probability) ? text : "") }
        switch (field.key.rawValue, field.grammar) {
        case ("name", _): return same(person.name)
        case ("formerName", _): return often(0.1, InventedPerson.name(&random))
        case ("guardianName", _), ("guardianSignature", _): return same(person.guardian)
        case ("registrar", _): return same("")
        case (_, .name): return same(InventedPerson.name(&random))
        case (_, .sex): return same(person.sex.rawValue)
        case (_, .citizenID): return same(person.citizenID)
        case (_, .studentNumber): return same("G" + person.citizenID)
        case ("birthDate", _): return Value(value: person.birth.iso, text: written(person.birth, &random))
        case (_, .date):
            let date =
                CalendarDate(year: random.number(2019...2026), month: random.number(1...12), day: random.number(1...28))
                ?? person.birth
            let text = field.writing == .printed ? written(date, &random) : "\(date.year)年\(date.month)月\(date.day)日"
            return Value(value: date.iso, text: text)
        case (_, .phone):
            let mobile = "1" + random.pick(["3", "5", "7", "8"]) + random.pick(["0", "5", "8", "9"])
            let tail = (0..<8).map { _ in String(random.number(0...9)) }.joined()
            return random.chance(0.75) ? same(mobile + tail) : same("0816-" + "2" + tail.prefix(6))
        case ("birthplace", _), ("nativePlace", _): return same(person.place)
        case ("otherLocalAddress", _): return same("")
        case (_, .place): return same(person.place + street(&random))
        case (_, .ethnicGroup): return same(random.pick(["汉族", "汉", "羌族", "藏族", "回族", "彝族", "土家族", "苗族"]))
        case (_, .relation): return same(random.pick(["子", "女", "长子", "次子", "长女", "孙子", "孙女", "户主", "妻"]))
        case (_, .education): return same(random.pick(["小学", "初中", "普通高中", "大学专科", "文盲或半文盲", ""]))
        case (_, .maritalStatus): return same(random.pick(["未婚", "未婚", "有配偶", ""]))
        case (_, .militaryService): return same(random.pick(["未服兵役", "", ""]))
        case (_, .bloodType): return same(random.pick(["A", "B", "O", "AB", "", "不明"]))
        case (_, .height): return often(0.5, String(random.number(100...185)))
        case (_, .gradeClass):
            return same(random.pick(["一年级", "三年级", "五年级", "六年级", "七年级", "八年级"]) + random.pick(["1班", "2班", "4班"]))
        case ("reason", _):
            return same(random.pick(["父母工作调动", "随父母务工就近入学", "家庭住址变更", "户口迁入本市", "方便照顾生活"]))
        case ("receivingOpinion", _): return same(random.pick(["同意转入", "同意接收", "情况属实同意转入"]))
        case ("releasingOpinion", _): return same(random.pick(["同意转出", "情况属实同意转出"]))
        case ("religion", _): return same("")
        case ("employer", _): return often(0.3, random.pick(["南坝镇中心小学", "绵阳市某某机械厂", "龙安镇人民政府"]))
        case ("occupation", _): return often(0.4, random.pick(["学生", "教师", "粮农", "工人"]))
        case ("movedIntoCity", _): return often(0.3, "2009年5月6日由" + person.place + "迁来")
        case ("movedIntoAddress", _): return often(0.3, "2012年8月15日由" + person.place + "迁来")
        default: return same("")
        }
    }

    private static func street(_ random: inout SeededRandom) -> String {
        random.pick(["龙安镇飞龙路", "南坝镇文家坝村", "富乐路", "建设街", "临园路西段"]) + String(random.number(1...199))
            + random.pick(["号", "号附2号"])
    }

    private static func written(_ date: CalendarDate, _ random: inout SeededRandom) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        switch random.number(0...9) {
        case 0: return "\(date.year).\(two(date.month)).\(two(date.day))"
        case 1: return date.iso
        case 2: return "\(date.year)\(two(date.month))\(two(date.day))"
        case 3, 4, 5: return "\(date.year)年\(date.month)月\(date.day)日"
        default: return "\(date.year)年\(two(date.month))月\(two(date.day))日"
        }
    }
}
