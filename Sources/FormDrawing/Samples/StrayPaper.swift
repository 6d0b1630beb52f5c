internal import Foundation
internal import IntakeModel

/// 杂页: sheets that are none of the registry's papers, and blank ones.
enum StrayPaper {
    static func blank(dpi: Double, _ random: inout SeededRandom) -> DrawnPaper {
        let size = random.pick([(210.0, 297.0), (210.0, 297.0), (297.0, 210.0), (143.0, 105.0)])
        let canvas = Canvas(width: size.0, height: size.1, dpi: dpi)
        // Punched holes and a staple are not content.
        if random.chance(0.3) {
            canvas.setInk(.init(red: 0.75, green: 0.75, blue: 0.75))
            for y in [size.1 / 2 - 40, size.1 / 2 + 40] {
                canvas.line(Point(x: 8, y: y - 2), Point(x: 8, y: y + 2), thickness: 4)
            }
        }
        return DrawnPaper(documentType: .blank, sheet: canvas.image(dpi: dpi))
    }

    static func unknown(_ fonts: FontSet, dpi: Double, _ random: inout SeededRandom) -> DrawnPaper {
        let canvas: Canvas
        switch random.number(0...3) {
        case 0: canvas = letter(fonts, dpi, &random)
        case 1: canvas = timetable(fonts, dpi, &random)
        case 2: canvas = bill(fonts, dpi, &random)
        default: canvas = marks(fonts, dpi, &random)
        }
        var paper = DrawnPaper(documentType: .unknown, sheet: canvas.image(dpi: dpi))
        paper.content = inked(paper.sheet, dpi: dpi)
        return paper
    }

    /// Around all that was drawn, millimetres.
    private static func inked(_ sheet: PageImage, dpi: Double) -> Region? {
        let step = 3
        var places: [Point] = []
        for y in stride(from: 0, to: sheet.height, by: step) {
            let row = stride(from: 0, to: sheet.width, by: step).filter {
                sheet.pixels[(y * sheet.width + $0) * sheet.channels] < 200
            }
            guard let first = row.first, let last = row.last else { continue }
            places += [Point(x: Double(first), y: Double(y)), Point(x: Double(last + step), y: Double(y + step))]
        }
        let scale = 25.4 / dpi
        return Region(enclosing: places).map {
            Region(x: $0.x * scale, y: $0.y * scale, width: $0.width * scale, height: $0.height * scale)
        }
    }

    private static func letter(_ fonts: FontSet, _ dpi: Double, _ random: inout SeededRandom) -> Canvas {
        let canvas = Canvas(width: 210, height: 297, dpi: dpi)
        let title = random.pick(["申请书", "请假条", "情况说明", "承诺书", "感谢信"])
        let paragraphs = [
            "尊敬的学校领导：",
            random.pick([
                "我是贵校三年级学生的家长，因孩子近日身体不适，需要在家休养几天，特此请假，望予批准。", "因工作原因，我们全家将于下月搬到外地居住，孩子的学习由老人照顾，请老师多加关心。",
                "感谢各位老师一年来对孩子的悉心教导和照顾，孩子在学习和生活上都有了很大进步。", "关于上周校车晚点一事，现将有关情况说明如下：当日因道路施工，车辆绕行，晚到二十分钟。",
            ]), "此致", "敬礼", "家长：" + InventedPerson.name(&random),
        ]
        LetterSheet(canvas: canvas, fonts: fonts).draw(title: title, paragraphs: paragraphs, &random)
        return canvas
    }

    /// 课程表: a table, but none of ours.
    private static func timetable(_ fonts: FontSet, _ dpi: Double, _ random: inout SeededRandom) -> Canvas {
        let subjects = ["语文", "数学", "英语", "科学", "体育", "音乐", "美术", "道法", "信息", "劳动", "班会"]
        var rows = [["节次", "星期一", "星期二", "星期三", "星期四", "星期五"]]
        for lesson in 1...random.number(6...8) {
            rows.append(["第\(lesson)节"] + (0..<5).map { _ in random.pick(subjects) })
        }
        return grid(title: random.pick(["三年级二班课程表", "课程表", "作息时间表"]), rows, fonts, dpi, &random)
    }

    /// 成绩单.
    private static func marks(_ fonts: FontSet, _ dpi: Double, _ random: inout SeededRandom) -> Canvas {
        var rows = [["序号", "姓名", "语文", "数学", "英语", "总分"]]
        for number in 1...random.number(8...18) {
            let marks = (0..<3).map { _ in random.number(60...100) }
            rows.append(
                [String(number), InventedPerson.name(&random)] + marks.map(String.init)
                    + [String(marks.reduce(0, +))])
        }
        return grid(title: random.pick(["期末成绩统计表", "学生成绩单", "班级花名册"]), rows, fonts, dpi, &random)
    }

    private static func grid(
        title: String, _ rows: [[String]], _ fonts: FontSet, _ dpi: Double, _ random: inout SeededRandom
    ) -> Canvas {
        let across = random.chance(0.4)
        let canvas = Canvas(width: across ? 297 : 210, height: across ? 210 : 297, dpi: dpi)
        canvas.setInk(FieldWriter.black)
        let font = random.pick(fonts.labels)
        let width = across ? 257.0 : 170.0
        let step = width / Double(rows[0].count)
        let height = min(across ? 15.0 : 18.0, (across ? 150.0 : 230.0) / Double(rows.count))
        let heading = Canvas.Style(family: font, size: 7)
        let length = canvas.measure(title, heading).advance
        canvas.text(title, at: Point(x: 20 + width / 2 - length / 2, y: 24), heading)
        let style = Canvas.Style(family: font, size: min(4.6, height * 0.45))
        for (y, row) in rows.enumerated() {
            for (x, word) in row.enumerated() {
                let cell = Region(
                    x: 20 + Double(x) * step, y: 36 + Double(y) * height, width: step, height: height)
                canvas.rectangle(cell, thickness: 0.25)
                let advance = canvas.measure(word, style).advance
                canvas.text(word, at: Point(x: cell.center.x - advance / 2, y: cell.center.y), style)
            }
        }
        return canvas
    }

    /// 收款收据.
    private static func bill(_ fonts: FontSet, _ dpi: Double, _ random: inout SeededRandom) -> Canvas {
        let tall = random.chance(0.5)
        let canvas = Canvas(width: tall ? 80 : 190, height: tall ? 160 : 100, dpi: dpi)
        canvas.setInk(FieldWriter.black)
        let font = random.pick(fonts.print)
        let left = 8.0
        var y = 12.0
        func line(_ words: String, _ size: Double) {
            canvas.text(words, at: Point(x: left, y: y), .init(family: font, size: size))
            y += size * 1.7
        }
        line(random.pick(["收款收据", "超市购物小票", "电费缴费凭证", "银行业务回单"]), 6)
        line("单号：" + String(random.number(10_000_000...99_999_999)), 3.6)
        for item in ["作业本", "签字笔", "书包", "校服", "牛奶", "面包"].shuffled(using: &random).prefix(5) {
            line(item + "    ×\(random.number(1...5))    \(random.number(3...160)).00", 3.8)
        }
        line("合计：￥\(random.number(80...900)).00", 5)
        line("收款人：" + InventedPerson.name(&random), 3.8)
        return canvas
    }
}
