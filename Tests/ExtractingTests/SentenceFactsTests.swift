import IntakeModel
import IntakeResources
import Recognizing
import Testing

@testable import Extracting

@Suite("句中事实")
struct SentenceFactsTests {
    private let form: KnownForm

    init() throws { form = try KnownForm(.policeCertificate) }

    /// What was found for a field, by default the paper's own date, among lines of text.
    private func value(of key: FieldKey = "issuedOn", in texts: [String]) throws -> String? {
        let lines = try texts.enumerated().map { number, text in
            TextLine(
                box: Region(x: 100, y: Double(number) * 50, width: 400, height: 40),
                lattice: try SealLattice.showing(text.map { [$0: 0.99] }, also: ""),
                characters: text.map { ReadCharacter(character: $0, confidence: 0.99, position: 0.5) },
                picture: PageImage(width: 8, height: 8, channels: 1, filledWith: 255))
        }
        let field = try #require(form.template.fields.first { $0.key == key })
        let found = SentenceFacts(
            lines: lines, normalizer: TextNormalizer(folding: form.facts.folding), words: form.facts.sentences,
            surnames: form.facts.surnames
        )
        .parts(of: field, in: form.template, taken: [])
        return found.map { parts in
            parts.map { String(Array(texts[$0.line])[$0.range]) }.joined()
        }
    }

    @Test func aDateMayFollowAnyCharacterOfAnotherLine() throws {
        #expect(try value(in: ["特此证明", "另由一", "2019.05.31", "5登"]) == "2019.05.31")
        #expect(try value(in: ["某某学校", "2025-07-29", "51070397371"]) == "2025-07-29")
        #expect(try value(in: ["某某学校", "二〇二一年十一月二十七日"]) == "二〇二一年十一月二十七日")
    }

    @Test func aNameMayBeginWithAWordThatFollowsOthers() throws {
        #expect(try value(of: .name, in: ["户籍证明", "于秀，女，土家族，2008年10月27日出生"]) == "于秀")
        #expect(try value(of: .name, in: ["兹证明张晓明同学于2020年转学"]) == "张晓明")
        let addressed = ["中小学生转学证明", "北川羌族自治县实验中学：", "我校学生于志（学籍号：G51）因户口迁移申请转入贵校"]
        #expect(try value(of: .name, in: addressed) == "于志")
    }

    @Test func whereThePageIsCutANameIsToldByWhatIsLeft() throws {
        #expect(try value(of: .name, in: ["者陈轩玉，女，8岁，来我院就诊"]) == "陈轩玉")
        #expect(try value(of: .name, in: ["陈轩玉，女，8岁，来我院就诊"]) == "陈轩玉")
        #expect(try value(of: .name, in: ["经检查诊断为：肾病综合征", "建议，休息三个月。"]) == nil)
    }

    @Test func aNumberWithADigitTooFewIsStillWhereItIs() throws {
        let texts = ["夏庆桂，男，公民身份号", "码：51130220101009376。经核实，电话", "08162110282"]
        #expect(try value(of: .citizenID, in: texts) == "51130220101009376")
    }

    @Test func aLineThatIsADatesButForACharacterIsTheDate() throws {
        #expect(try value(in: ["张三，2005年11月15日出生", "医师：文思杰", "2021年2月)0日"]) == "2021年2月)0日")
        #expect(try value(in: ["张三，2005年11月15日出生", "2021年2月三日左右就诊"]) == nil)
    }

    @Test func whatStandsBetweenSexAndBirthIsTheEthnicGroup() throws {
        #expect(try value(of: "ethnicGroup", in: ["田霞奕，女，中国，2005年11月15日出生"]) == "中国")
        #expect(try value(of: "ethnicGroup", in: ["田霞奕，女，汉族，2005年11月15日出生"]) == "汉族")
        #expect(try value(of: "ethnicGroup", in: ["田霞奕，女，2005年11月15日出生"]) == nil)
    }

    @Test func whatADateIsCorrectedToIsTheBirthday() throws {
        let texts = ["兹有某某，出生日期原登记为2011年2月9日，经查实", "应为二〇一二年二月九日，特此证明", "2025-08-09"]
        #expect(try value(of: .birthDate, in: texts) == "二〇一二年二月九日")
        #expect(try value(in: texts) == "2025-08-09")
        // The word before the wrong one may be hidden, and the right date misread.
        let worn = ["兹有某某，出生日期登记为2011年2月9日，经查实", "应为三〇一二年二月九且，特此证明"]
        #expect(try value(of: .birthDate, in: worn) == "三〇一二年二月九且")
        #expect(try value(of: .birthDate, in: ["兹有某某，2011年2月9日出生", "应为新生"]) == "2011年2月9日")
    }

    @Test func aPartOfANumberIsNoDate() throws {
        #expect(try value(in: ["学籍号G34010420061107606X转入", "特此证明"]) == nil)
        #expect(try value(in: ["门诊号20190531077", "特此证明"]) == nil)
    }

    @Test func aDateGoesOnInTheNextLine() {
        func rest(_ read: String, _ next: String) -> Int? { LabelledReader.restOfDate(Array(read), in: Array(next)) }
        #expect(rest("2006年04月3", "0日，公民身份号码") == 2)
        #expect(rest("二〇〇六年", "十二月三十一日，公民") == 7)
        // Whole dates, and what is no day of this one.
        #expect(rest("2006年04月30日", "5日内有效") == nil)
        #expect(rest("2006年04月30", "日期") == 1)
        #expect(rest("2006年04月", "特此证明3日") == nil)
        #expect(rest("51070420060430", "12日") == nil)
    }

    @Test func aSexRightBehindANameIsNoneOfIt() throws {
        let medical = try KnownForm(.medicalCertificate)
        let texts = ["患者唐志浩女，6岁，住重庆市渝北区第一小学"]
        #expect(try value(of: .name, in: texts) == "唐志浩")
        let sex = try #require(medical.template.fields.first { $0.grammar == .sex })
        #expect(try value(of: sex.key, in: texts) == "女")
        // A name may end so.
        #expect(try value(of: .name, in: ["患者张胜男，女，6岁，住重庆市渝北区第一小学"]) == "张胜男")
    }
}
