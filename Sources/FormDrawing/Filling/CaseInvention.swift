internal import IntakeModel
internal import IntakeResources

/// 台账、核查单和诊断证明.
extension FieldInvention {
    /// One student's row of a ledger, a student of its own.
    mutating func row(_ fields: [FormField]) -> [FieldKey: Value] {
        let age = random.number(6...14)
        let student = InventedPerson(
            &random, from: story.place, born: (story.start.year - age)...(story.start.year - age))
        let guardian = String(student.name.prefix(1)) + String(InventedPerson.name(&random).dropFirst())
        let applied = story.start.adding(days: random.number(0...12))
        let change = random.pick(["休学", "休学", "复学", "退学", "留级", "休学"])
        var row: [FieldKey: Value] = [:]
        for field in fields {
            row[field.key] =
                switch field.key.rawValue {
                case "name": plain(student.name)
                case "studentNumber": plain(student.studentNumber)
                case "gradeClass": plain(story.gradeClass(born: student.birth, &random))
                case "receivingSchool": plain(story.otherOrganizations.school(&random))
                case "appliedOn": Value(value: applied.iso, text: WrittenDate.byHand(applied, &random))
                case "reason": plain(reason())
                case "signature": plain(guardian)
                case "phone": plain(InventedPerson.phone(&random))
                case "changeType": plain(change)
                case "remark": change == "留级" ? plain("本人申请") : often(0.1, "已附证明")
                case "suspensionTerm": change == "休学" ? plain(term(from: applied)) : .empty
                case "hospitalProof":
                    ["休学", "复学"].contains(change) ? plain(random.pick(["有", "已出具", story.hospital])) : .empty
                case "resumptionGrade":
                    change == "复学" ? plain(random.pick(["三年级", "五年级", "七年级", "八年级"])) : .empty
                case "withdrawalReason": change == "退学" ? plain(random.pick(["本人自愿", "外出务工", "出国"])) : .empty
                default: .empty
                }
        }
        return row
    }

    private mutating func term(from day: CalendarDate) -> String {
        let end = day.adding(days: random.pick([184, 365]))
        return random.pick(["一年", "六个月", "\(day.year)年\(day.month)月至\(end.year)年\(end.month)月"])
    }

    mutating func complaint(_ field: FormField) -> Value {
        switch field.key.rawValue {
        case "complainantName": return plain(story.guardian.name)
        case "complainantSex": return plain(story.guardian.sex.rawValue)
        case "complainantAge": return plain(String(story.guardian.age(on: story.start)))
        case "complainantID": return often(0.85, story.guardian.citizenID)
        case "handlingUnit": return plain(story.department)
        case "undertakingUnit": return plain(story.school)
        case "complaint":
            return plain(
                random.pick([
                    "反映学校未及时为其子办理转学手续，影响正常就读。", "反映学籍系统中身份证号登记错误，多次要求更正未果。", "反映其女在校就读但系统内无学籍，要求学校尽快建立学籍。",
                    "反映学校以成绩差为由要求学生休学，家长不同意，请求核查处理。",
                ]))
        case "finding":
            return plain(
                random.pick([
                    "经核查，学校已于本月受理申请，因材料不全退回补充，现已办结。", "经查，原登记时录入有误，已按户口簿更正，并向家长说明情况。", "情况属实，已责成学校三日内补办学籍，家长表示满意。", "",
                ]))
        default: return common(field)
        }
    }

    mutating func medical(_ field: FormField) -> Value {
        switch field.key.rawValue {
        case "patientNumber": return plain(random.pick(["", "ZY", "M"]) + String(random.number(100_000...99_999_999)))
        case "employerOrAddress":
            return plain(random.chance(0.4) ? story.school : story.organizations.address(&random))
        case "diagnosis":
            return plain(
                random.pick([
                    "右侧桡骨远端骨折", "支气管肺炎", "急性阑尾炎术后", "继发性肺结核", "抑郁状态", "左膝前交叉韧带损伤", "病毒性心肌炎", "肾病综合征",
                    "左胫腓骨骨折术后，伴踝关节功能障碍",
                ]))
        case "advice":
            return plain(random.pick(["建议休学六个月，定期复查", "建议休息三个月", "建议休学一年，继续治疗，门诊随访", "病情痊愈，可以复学", "休学半年，不适随诊"]))
        default: return common(field)
        }
    }
}
