/// 印文常语: how names of offices begin and end.
enum SealLexicon {
    /// Ends of the ring's text.
    static let endings = [
        "派出所", "公安局", "公安分局", "分局", "公安厅", "公安处", "教育局", "教育体育局", "教育和体育局", "教育科技局", "体育局",
        "教育厅", "教育委员会", "小学", "小学校", "中心小学", "中学", "中学校", "初级中学", "高级中学", "学校", "九年制学校",
        "实验学校", "职业中学", "幼儿园", "医院", "卫生院", "保健院", "卫生中心", "服务中心", "中心校", "政府", "委员会", "街道办事处",
        "专用章",
    ]

    /// 0…2: one point for a known beginning, one for a known end.
    static func fit(_ text: String) -> Int {
        (endings.contains { text.hasSuffix($0) } ? 1 : 0) + (beginsWithPlace(text) ? 1 : 0)
    }

    /// A place has its kind among its first characters: 省, 市, 县, 区, 旗, 州.
    static func beginsWithPlace(_ text: String) -> Bool {
        let start = Array(text.prefix(9))
        guard let end = start.firstIndex(where: { "省市县区旗州".contains($0) }) else { return false }
        return end >= 1 && end <= 8 && !start[..<end].contains { "局所校院厅章学".contains($0) }
    }
}
