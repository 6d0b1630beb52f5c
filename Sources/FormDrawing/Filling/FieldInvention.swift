internal import IntakeModel
internal import IntakeResources

/// 逐栏编写: one field's value, in accord with the paper's story.
struct FieldInvention {
    typealias Value = FormFilling.Value

    let story: PaperStory
    let template: FormTemplate
    var random: SeededRandom

    mutating func value(_ field: FormField) -> Value {
        if let box = FieldInvention.box(field.key), !boxOrder.contains(box) { return .empty }
        if field.grammar == .date { return date(field, on: day(field.key)) }
        switch template.documentType {
        case .householdRegisterCover, .residentCard: return household(field)
        case .provincialTransferApplication: return application(field)
        case .complaintVerification: return complaint(field)
        case .medicalCertificate: return medical(field)
        default: return common(field)
        }
    }

    mutating func date(_ field: FormField, on day: CalendarDate) -> Value {
        let text: String =
            switch field.writing {
            case .printed: WrittenDate.printed(day, &random)
            default: WrittenDate.withUnits(day)
            }
        return Value(value: day.iso, text: text)
    }

    /// The days of a paper, in the order in which its parts are filled in.
    private mutating func day(_ key: FieldKey) -> CalendarDate {
        switch key.rawValue {
        case "birthDate": person.birth
        case "receivingDate": story.start.adding(days: 2)
        case "releasingDate": story.start.adding(days: 5)
        case "dueOn": story.start.adding(days: 7)
        case let name where name.hasPrefix("box"):
            story.start.adding(days: 2 + 3 * (FieldInvention.box(key).flatMap(boxOrder.firstIndex) ?? 0))
        default: story.start
        }
    }

    /// 附件4的办理顺序, after the notes printed on the form.
    var boxOrder: [String] {
        story.acrossProvinces ? ["1", "2", "3", "4", "A", "B", "C", "D"] : ["A", "1", "2", "3", "B", "C"]
    }

    /// A…D, 1…4 for a field of annex 4's boxes.
    private static func box(_ key: FieldKey) -> String? {
        guard key.rawValue.hasPrefix("box") else { return nil }
        return String(key.rawValue.dropFirst(3).prefix(1))
    }

    /// Whose card it is: mostly a child, sometimes a parent.
    var person: InventedPerson { adultCard ? story.guardian : story.student }
    var adultCard: Bool { template.documentType == .residentCard && story.start.day % 4 == 0 }

    func plain(_ text: String) -> Value { .plain(text) }

    mutating func often(_ probability: Double, _ text: String) -> Value {
        random.chance(probability) ? plain(text) : .empty
    }

    mutating func ethnicGroup() -> String { random.pick(["汉族", "汉", "汉族", "羌族", "藏族", "回族", "彝族", "土家族", "苗族", "满族"]) }

    mutating func reason() -> String {
        random.pick([
            "父母工作调动", "随父母务工就近入学", "家庭住址变更", "户口迁入本市", "方便照顾生活", "父母在当地务工，就近入学", "举家搬迁至新居，原校路途较远",
            "父亲工作单位变动，全家随迁，便于照顾孩子的生活和学习",
        ])
    }

    /// Fields that mean the same on several papers.
    mutating func common(_ field: FormField) -> Value {
        switch (field.key.rawValue, field.grammar) {
        case ("name", _): return plain(story.student.name)
        case ("guardianName", _), ("guardianSignature", _): return plain(story.guardian.name)
        case ("studentSignature", _): return plain(story.student.name)
        case ("registrar", _): return .empty
        case ("county", _): return plain(random.chance(0.5) ? story.place.county : story.place.full)
        case ("school", _), ("releasingSchool", _): return plain(story.school)
        case ("receivingSchool", _): return plain(story.receivingSchool)
        case ("issuer", _): return plain(story.police)
        case ("reason", _): return plain(reason())
        case ("receivingOpinion", _): return plain(random.pick(["同意转入", "同意接收", "情况属实，同意转入", ""]))
        case ("releasingOpinion", _): return plain(random.pick(["同意转出", "情况属实，同意转出", ""]))
        case (_, .name): return plain(InventedPerson.name(&random))
        case (_, .sex): return plain(story.student.sex.rawValue)
        case (_, .citizenID): return plain(story.student.citizenID)
        case (_, .studentNumber): return plain(story.student.studentNumber)
        case (_, .phone): return plain(InventedPerson.phone(&random))
        case (_, .place): return plain(story.organizations.address(&random))
        case (_, .ethnicGroup): return plain(ethnicGroup())
        case (_, .gradeClass): return plain(story.gradeClass(born: story.student.birth, &random))
        case (_, .age): return plain(String(story.student.age(on: story.start)))
        default: return .empty
        }
    }

    private mutating func application(_ field: FormField) -> Value {
        let key = field.key.rawValue
        switch key {
        case "originalDomicile", "originalAddress": return plain(story.organizations.address(&random))
        case "currentDomicile", "currentAddress": return plain(story.otherOrganizations.address(&random))
        case "formerExamNumber", "currentExamNumber": return often(0.5, String(random.number(10_000_000...99_999_999)))
        case _ where key.hasPrefix("box") && key.hasSuffix("Opinion"):
            let school = key == "boxAOpinion" || key == "box1Opinion"
            let way = key.contains(where: { "ABCD".contains($0) }) ? "转入" : "转出"
            return plain(random.pick(["同意" + way, "同意", "情况属实，同意" + way, school ? "同意" + way : "同意办理", ""]))
        default: return common(field)
        }
    }
}
