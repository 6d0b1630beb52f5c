/// 虚构的单位: schools, departments, police and hospitals of a place, named as such bodies are.
struct InventedOrganizations {
    let place: InventedPlace

    func school(_ random: inout SeededRandom, high: Bool = false) -> String {
        let town = random.pick(["南坝镇", "龙安镇", "富乐", "建设街", "文昌", "青莲镇", "涪江路", "永兴镇", "石马", "清平乡"])
        if high {
            return place.short + random.pick(["第一中学", "第二中学", "高级中学", "南山中学", "实验高级中学", "中学", "外国语学校"])
        }
        return place.short
            + random.pick([
                "实验小学", "第一小学", "第一中学", "东辰学校", "实验中学", town + "中心小学", town + "初级中学", town + "小学校", town + "九年一贯制学校",
                "特殊教育学校",
            ])
    }

    /// 县级教育行政部门.
    func department(_ random: inout SeededRandom) -> String {
        place.short + random.pick(["教育局", "教育和体育局", "教育和体育局", "教育体育局"])
    }

    func cityDepartment(_ random: inout SeededRandom) -> String {
        place.isMunicipality
            ? place.province + "教育委员会" : place.cityOrProvince + random.pick(["教育局", "教育体育局", "教育和体育局"])
    }

    var provinceDepartment: String { place.province + (place.isMunicipality ? "教育委员会" : "教育厅") }

    var provincePolice: String { place.province + (place.isMunicipality ? "公安局" : "公安厅") }

    func police(_ random: inout SeededRandom) -> String {
        let bureau =
            place.county.hasSuffix("区") && !place.city.isEmpty
            ? place.city + "公安局" + place.county + "分局" : place.short + "公安局"
        let station = random.pick(["文昌", "城关", "龙安", "石马", "富乐", "南坝", "青义", "工区"])
        return bureau + (random.chance(0.8) ? station + "派出所" : "")
    }

    func hospital(_ random: inout SeededRandom) -> String {
        random.pick([
            place.cityOrProvince + "中心医院", place.cityOrProvince + "第三人民医院", place.short + "人民医院",
            place.short + "中医医院", place.cityOrProvince + "妇幼保健院", place.short + "第二人民医院",
        ])
    }

    func address(_ random: inout SeededRandom) -> String { place.full + street(&random) }

    func street(_ random: inout SeededRandom) -> String {
        let number = String(random.number(1...299))
        return switch random.number(0...4) {
        case 0: random.pick(["南坝镇文家坝村", "青莲镇太华村", "永兴镇光明村"]) + String(random.number(1...9)) + "组" + number + "号"
        case 1:
            random.pick(["临园路西段", "建设街", "绵州大道北段", "涪城路"]) + number + "号" + String(random.number(1...28)) + "栋"
                + String(random.number(1...4)) + "单元" + String(random.number(1...18) * 100 + random.number(1...4)) + "号"
        default: random.pick(["龙安镇飞龙路", "富乐路", "建设街", "临园路西段", "长虹大道中段", "东街"]) + number + random.pick(["号", "号附2号"])
        }
    }
}
