import Testing

@testable import IntakeModel

@Suite("文字")
struct PhraseTests {
    @Test func argumentsFillBothLanguages() {
        let phrase = Phrase("第 %2 行：%1", "row %2: %1").with("100% 不符", "7")
        #expect(phrase.text(.chinese) == "第 7 行：100% 不符")
        #expect(phrase.text(.english) == "row 7: 100% 不符")
    }

    @Test func chineseUnlessEnglishIsAsked() {
        #expect(Language.chosen(argument: nil, environment: [:]) == .chinese)
        #expect(Language.chosen(argument: nil, environment: ["LANG": "en_GB.UTF-8"]) == .english)
        #expect(Language.chosen(argument: nil, environment: ["LANG": "de_DE.UTF-8"]) == .chinese)
        #expect(Language.chosen(argument: "zh", environment: ["LANG": "en_US.UTF-8"]) == .chinese)
    }

    /// 备案号 once stood as 归档 on the desk.
    @Test func everyWordOfTheDeskHasANameOfItsOwn() {
        let names = DeskWords.groups.flatMap(\.keys)
        #expect(Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
        #expect(names.count == DeskWords.all.count)
    }

    /// What is put into a sentence speaks its language.
    @Test func sentencesInSentences() {
        let names = Phrase.list([.paperApplication, .paperPhoto])
        let sentence = Phrase("缺少：%1（%2）。", "Missing: %1 (%2).").with(phrases: names, Phrase("甲", "A"))
        #expect(sentence.text(.chinese) == "缺少：书面申请、学生照片（甲）。")
        #expect(sentence.text(.english) == "Missing: written application, student photo (A).")
    }
}
