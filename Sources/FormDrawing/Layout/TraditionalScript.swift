/// 繁体: Traditional forms of the characters that the labels and notes of annex 3 use.
///
/// Not a general converter: one simplified character may stand for several traditional ones; here each has one.
enum TraditionalScript {
    static func text(_ simplified: String) -> String { String(simplified.map { table[$0] ?? $0 }) }

    private static let table: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip(
            "绵阳学转联系证号监护电话户级写长签见经办实发动异统传图无为应并项盖与间传认须联两个该时对开关务业转场条确",
            "綿陽學轉聯繫證號監護電話戶級寫長簽見經辦實發動異統傳圖無為應並項蓋與間傳認須聯兩個該時對開關務業轉場條確"
        ).reduce(into: [Character: Character]()) { $0[$1.0] = $1.1 }.map { ($0.key, $0.value) })
}
