internal import IntakeModel
internal import IntakeResources

/// 户口簿: covers and cards.
extension FieldInvention {
    mutating func household(_ field: FormField) -> Value {
        let age = person.age(on: story.start)
        switch field.key.rawValue {
        case "householdType": return plain(random.pick(["家庭户", "家庭户", "集体户", "居民家庭户", "农业家庭户", "非农业家庭户"]))
        case "headName": return plain(story.guardian.name)
        case "householdNumber": return often(0.85, String(random.number(100_000_000...999_999_999)))
        case "name": return plain(person.name)
        case "formerName": return often(0.1, InventedPerson.name(&random))
        case "sex": return plain(person.sex.rawValue)
        case "citizenID": return plain(person.citizenID)
        case "relationToHead": return plain(relation())
        case "birthplace", "nativePlace": return plain(person.place.full)
        case "otherLocalAddress": return often(0.06, story.organizations.street(&random))
        case "religion": return often(0.04, random.pick(["无", "佛教", "伊斯兰教"]))
        case "height":
            return often(0.5, String(adultCard ? random.number(150...185) : 75 + age * 6 + random.number(0...9)))
        case "bloodType": return plain(random.pick(["A", "B", "O", "AB", "", "", "不明"]))
        case "education": return plain(education(age))
        case "maritalStatus":
            return plain(adultCard ? random.pick(["有配偶", "初婚", "离婚", "再婚"]) : random.pick(["未婚", "未婚", ""]))
        case "militaryService": return plain(random.pick(["未服兵役", "", "", adultCard ? "退出现役" : ""]))
        case "employer":
            return adultCard
                ? often(0.7, random.pick([story.school, story.place.short + "机械厂", "龙安镇人民政府", "个体"]))
                : often(0.25, story.school)
        case "occupation":
            return adultCard ? often(0.7, random.pick(["教师", "粮农", "工人", "个体经营者", "会计"])) : often(0.4, "学生")
        case "movedIntoCity", "movedIntoAddress":
            let from = random.pick(InventedPlace.all)
            let moved = story.start.adding(days: -random.number(400...2400))
            let when = random.pick([WrittenDate.withUnits(moved), "\(moved.year)年\(moved.month)月"])
            return often(
                0.35, when + "由" + from.full + (random.chance(0.4) ? story.organizations.street(&random) : "") + "迁来")
        default: return common(field)
        }
    }

    private mutating func relation() -> String {
        switch (adultCard, person.sex) {
        case (true, .male): random.pick(["户主", "户主", "夫", "户主之子"])
        case (true, .female): random.pick(["户主", "妻", "配偶", "妻"])
        case (false, .male): random.pick(["子", "子", "长子", "次子", "独生子", "孙子", "外孙子"])
        case (false, .female): random.pick(["女", "女", "长女", "次女", "独生女", "孙女", "外孙女"])
        }
    }

    private mutating func education(_ age: Int) -> String {
        switch age {
        case ..<7: random.pick(["学龄前儿童", "", "未上学"])
        case ..<13: random.pick(["小学", "小学教育", ""])
        case ..<16: random.pick(["初中", "初级中学教育", "小学"])
        case ..<22: random.pick(["高中", "普通高中"])
        default: random.pick(["初中", "小学", "大学本科", "大学专科", "高中", "中专"])
        }
    }
}
