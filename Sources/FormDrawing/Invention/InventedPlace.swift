/// 地名: a county of GB/T 2260 with its province and city, in which an invented person lives.
struct InventedPlace: Hashable {
    /// Six digits.
    let code: String
    let province: String
    /// Empty under a municipality and for cities that the province governs itself.
    let city: String
    let county: String

    var full: String { province + city + county }

    /// As organizations put it before their names: districts name their city, counties do not.
    var short: String { county.hasSuffix("区") ? cityOrProvince + county : county }

    /// The city above it, also where addresses leave it out; a municipality for its districts.
    var cityOrProvince: String { city.isEmpty ? InventedPlace.governing[code] ?? province : city }

    private static let governing = ["510781": "绵阳市", "510682": "德阳市", "511681": "广安市", "330282": "宁波市"]

    /// 直辖市 have commissions and bureaus where provinces have departments.
    var isMunicipality: Bool { province.hasSuffix("市") }

    init(code: String, _ province: String, _ city: String, _ county: String) {
        self.code = code
        self.province = province
        self.city = city
        self.county = county
    }

    /// From one text such as 四川省绵阳市平武县; the code is that of the known place of this name, else of 平武县.
    init(_ text: String) {
        if let known = InventedPlace.all.first(where: { $0.full == text }) {
            self = known
            return
        }
        var rest = text[...]
        func take(_ unit: Character) -> String {
            guard let end = rest.firstIndex(of: unit), rest.index(after: end) < rest.endIndex else { return "" }
            let part = rest[...end]
            rest = rest[rest.index(after: end)...]
            return String(part)
        }
        let province = take("省")
        let city = take("市")
        self.init(code: "510727", province, city, String(rest))
    }

    static func any(_ random: inout SeededRandom) -> InventedPlace {
        random.chance(0.5) ? random.pick(sichuan) : random.pick(all)
    }

    static let sichuan = all.filter { $0.province == "四川省" }

    static let all = [
        InventedPlace(code: "510703", "四川省", "绵阳市", "涪城区"), .init(code: "510704", "四川省", "绵阳市", "游仙区"),
        .init(code: "510722", "四川省", "绵阳市", "三台县"), .init(code: "510723", "四川省", "绵阳市", "盐亭县"),
        .init(code: "510725", "四川省", "绵阳市", "梓潼县"), .init(code: "510726", "四川省", "绵阳市", "北川羌族自治县"),
        .init(code: "510727", "四川省", "绵阳市", "平武县"), .init(code: "510781", "四川省", "", "江油市"),
        .init(code: "510107", "四川省", "成都市", "武侯区"), .init(code: "510104", "四川省", "成都市", "锦江区"),
        .init(code: "510682", "四川省", "", "什邡市"), .init(code: "510603", "四川省", "德阳市", "旌阳区"),
        .init(code: "511304", "四川省", "南充市", "嘉陵区"), .init(code: "511302", "四川省", "南充市", "顺庆区"),
        .init(code: "510522", "四川省", "泸州市", "合江县"), .init(code: "511402", "四川省", "眉山市", "东坡区"),
        .init(code: "510812", "四川省", "广元市", "朝天区"), .init(code: "511681", "四川省", "", "华蓥市"),
        .init(code: "513332", "四川省", "甘孜藏族自治州", "石渠县"), .init(code: "500112", "重庆市", "", "渝北区"),
        .init(code: "500105", "重庆市", "", "江北区"), .init(code: "610102", "陕西省", "西安市", "新城区"),
        .init(code: "610303", "陕西省", "宝鸡市", "金台区"), .init(code: "440306", "广东省", "深圳市", "宝安区"),
        .init(code: "440106", "广东省", "广州市", "天河区"), .init(code: "330106", "浙江省", "杭州市", "西湖区"),
        .init(code: "330282", "浙江省", "", "慈溪市"), .init(code: "520102", "贵州省", "贵阳市", "南明区"),
        .init(code: "530102", "云南省", "昆明市", "五华区"), .init(code: "420106", "湖北省", "武汉市", "武昌区"),
        .init(code: "430104", "湖南省", "长沙市", "岳麓区"), .init(code: "370102", "山东省", "济南市", "历下区"),
        .init(code: "320102", "江苏省", "南京市", "玄武区"), .init(code: "410105", "河南省", "郑州市", "金水区"),
        .init(code: "340104", "安徽省", "合肥市", "蜀山区"), .init(code: "620102", "甘肃省", "兰州市", "城关区"),
        .init(code: "360102", "江西省", "南昌市", "东湖区"), .init(code: "120101", "天津市", "", "和平区"),
    ]
}
