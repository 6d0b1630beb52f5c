/// 姓氏: the common family names, for the names on stamps. They rank readings and never make one.
enum Surnames {
    static let single = Set(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪兰庞殷温樊颜倪施葛牛俞章鲁耿申关牟管左焦霍祝骆甘喻柴祁齐尚梅盛童辛欧游聂滕舒屈翁翟鲍安包柯纪裴涂成路费岳毕宁阮季凌柳冉项阎詹车辜查苗单饶靳蒲曲谷伍蓝卫裘卞巩司代卓佟米景党时应丛敖鄢苟谌屠蔺晏岑艾曲褚闵丘甄邢宫桂仇晋华苑封桑占房郎麦苍官褚宗卜麻解战池尤冷娄隋佘匡储仲全沙戚巫木郁闻濮逄仝栗寇敬鞠雍占古符邬臧黄楚虞亓窦强计初鹿相宿沃谯刁步冀蓬漆粟荣税母青唐银何勾补罗鲜先但赵贾淳明修邝练原揭衡丰居厉计花和奚湛边奉昝简缪郜诸权车柏谈庄幸席应元来胥阚亢师幺慕侍随才敖凤盘海衣宣水斯伊沐颉植哈皮井邰郇米旦庹呼由贡时乐钮庾年"
    )
    static let compound: Set<String> = [
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "申屠", "宇文", "长孙", "轩辕", "闻人",
        "淳于", "单于", "太史", "钟离", "鲜于", "呼延", "南宫", "独孤", "拓跋", "百里", "东郭", "赫连", "澹台", "公冶", "濮阳", "左丘", "西门", "公羊",
        "万俟", "仲孙", "闾丘", "第五", "阿不",
    ]

    static func begins(_ name: String) -> Bool {
        guard let first = name.first else { return false }
        return single.contains(first) || compound.contains(String(name.prefix(2)))
    }

    /// The name without 印, 之印 or 章 after it.
    static func name(onStamp text: String) -> String {
        var name = text
        for ending in ["之印", "私印", "印章", "印", "章"] where name.hasSuffix(ending) && name.count > ending.count + 1 {
            name = String(name.dropLast(ending.count))
            break
        }
        return name
    }

    /// Two to four characters that begin with a family name.
    static func isPlausible(_ text: String) -> Bool {
        let name = name(onStamp: text)
        return (2...4).contains(name.count) && begins(name)
    }
}
