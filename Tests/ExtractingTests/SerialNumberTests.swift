import Testing

@testable import Extracting

@Suite("编号")
struct SerialNumberTests {
    @Test(arguments: ["761554161省", "北682373528", "章6823735印"])
    func aSealsCharactersAreNoPartOfANumber(text: String) {
        #expect(SerialNumber.cut(from: text) == text.filter { $0.isNumber })
    }

    @Test(arguments: ["761554161", "第682373528号", "15号", "网省", "长虹大道682373号", "1234省567", "A761554161"])
    func otherTextsStay(text: String) { #expect(SerialNumber.cut(from: text) == nil) }
}
