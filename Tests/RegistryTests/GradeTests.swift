import Registry
import Testing

@Suite("年级")
struct GradeTests {
    @Test(arguments: [
        ("三年级", 3), ("3年级", 3), ("六年级2班", 6), ("七年级", 7), ("初二", 8), ("初中三年级", 9), ("高一", 10), ("高中三年级", 12),
        ("高2(3)班", 11),
        ("9", 9), ("小学五年级", 5),
    ])
    func readsTheWaysOfWriting(_ text: String, _ number: Int) { #expect(SchoolGrade(text)?.number == number) }

    @Test(arguments: ["2023级", "二", "高四", "", "初中", "13", "零年级", "高中"])
    func whatIsNoGradeIsNone(_ text: String) { #expect(SchoolGrade(text) == nil) }

    @Test func namesReadBack() {
        for number in 1...12 { #expect(SchoolGrade(SchoolGrade(number: number)!.name)?.number == number) }
    }
}
