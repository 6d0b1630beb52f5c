import Foundation
import IntakeModel
import IntakeResources
import TestSupport
import Testing

@testable import Extracting

@Suite("印章核对")
struct SealCheckTests {
    private let library: FormLibrary
    private let places: PlaceNames

    init() throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        library = try FormLibrary(from: resources)
        places = PlaceNames.shared(try IntakeFacts(from: resources).areaCodes)
    }

    private static let place = Region(x: 0, y: 0, width: 10, height: 10)

    private func codes(_ type: DocumentType, _ fields: FieldReadings, _ seals: [OfficialSeal]) throws -> [FindingCode] {
        let template = try #require(library.templates.first { $0.documentType == type })
        return SealChecks.findings(
            template: template, fields: fields, seals: seals, sealsWereSearched: true, places: places,
            language: .chinese
        ).map(\.code)
    }

    private func seal(_ role: SealRole, _ text: String? = "某章", confidence: Double = 0.95) -> OfficialSeal {
        OfficialSeal(role: role, text: text, confidence: confidence, region: SealCheckTests.place, shape: .round)
    }

    private func field(_ value: String, confidence: Double = 0.95) -> FieldReading {
        FieldReading(value: value, raw: value, confidence: confidence, region: SealCheckTests.place, source: "ppocr")
    }

    @Test func aSealOfAnotherPlaceIsAMismatchThoughHardlyRead() throws {
        let fields: FieldReadings = ["school": field("梓潼县实验小学")]
        let other = seal(.school, "深圳市宝安区实验小学学籍专用章", confidence: 0.4)
        #expect(try codes(.transferLedger, fields, [other]).contains(.sealNameMismatch))
        let same = seal(.school, "绵阳市梓潼县实验小学学籍专用章", confidence: 0.4)
        #expect(try !codes(.transferLedger, fields, [same]).contains(.sealNameMismatch))
        let garbled = seal(.school, "宝校实验小章", confidence: 0.4)
        #expect(try !codes(.transferLedger, fields, [garbled]).contains(.sealNameMismatch))
    }

    /// 清平乡 that lost its first character is no place of its own.
    @Test func aVillageThatLostACharacterIsNoOtherSchool() throws {
        let fields: FieldReadings = ["releasingSchool": field("合江县清平乡初级中学", confidence: 0.85)]
        let worn = seal(.releasingSchool, "平乡县初级中学出", confidence: 0.79)
        #expect(try codes(.transferCertificate, fields, [worn]).isEmpty)
        let other = seal(.releasingSchool, "南坝镇外国语小学", confidence: 0.79)
        #expect(try codes(.transferCertificate, fields, [other]) == [.sealNameMismatch])
    }

    /// 一贯 is of a kind of school, 第一 is a name: they have nothing in common.
    @Test func aKindOfSchoolIsNoName() throws {
        let fields: FieldReadings = ["releasingSchool": field("江油市第一中学")]
        let other = seal(.releasingSchool, "梓潼县富乐九年一贯制学校学籍专用章")
        #expect(try codes(.transferCertificate, fields, [other]) == [.sealNameMismatch])
        let same: FieldReadings = ["releasingSchool": field("富乐九年一贯制学校")]
        #expect(try codes(.transferCertificate, same, [other]).isEmpty)
    }

    /// What is not on the picture may be on the paper.
    @Test func aPageOfWhichAPartIsMissingLacksNoSeal() throws {
        let template = try #require(library.templates.first { $0.documentType == .provincialTransferApplication })
        func codes(isCut: Bool) -> Set<FindingCode> {
            Set(
                SealChecks.findings(
                    template: template, fields: [:], seals: [seal(.boxA), seal(.boxB)], sealsWereSearched: true,
                    isCut: isCut, places: places, language: .chinese
                ).map(\.code))
        }
        #expect(codes(isCut: false) == [.sealMissing, .sealOrder])
        #expect(codes(isCut: true).isEmpty)
    }

    /// 么区 is no district of 南充市, nor of any other city.
    @Test func aDistrictThatIsNoneIsNoOtherPlace() throws {
        let fields: FieldReadings = ["issuer": field("南充市公安局嘉陵区分局富乐派出所", confidence: 0.85)]
        let worn = seal(.police, "南充市么区分局垒乐派出所户籍专用章", confidence: 0.44)
        #expect(try codes(.policeCertificate, fields, [worn]).isEmpty)
        let other = seal(.police, "南充市顺庆区分局富乐派出所户籍专用章", confidence: 0.44)
        #expect(try codes(.policeCertificate, fields, [other]) == [.sealNameMismatch])
    }

    /// Of a worn seal the town was read where a county stands: 龙安区 is one, in another province.
    @Test func aTownReadAsACountyIsNoOtherPlace() throws {
        let fields: FieldReadings = ["undertakingUnit": field("济南市历下区龙安镇初级中学")]
        #expect(try codes(.complaintVerification, fields, [seal(.undertakingUnit, "龙安区镇初级中学")]).isEmpty)
        let other = seal(.undertakingUnit, "安阳市龙安区第三中学")
        #expect(
            try codes(.complaintVerification, ["undertakingUnit": field("济南市历下区文昌镇初级中学")], [other])
                == [.sealNameMismatch])
    }

    @Test func requiredSealsAreMissedOrIllegible() throws {
        #expect(try codes(.transferContactForm, [:], [seal(.receivingSchool)]) == [.sealMissing])
        #expect(
            try codes(.transferContactForm, [:], [seal(.receivingSchool), seal(.releasingSchool, nil)])
                == [.sealIllegible])
        #expect(try codes(.residentCard, [:], [seal(.policeHousehold)]).isEmpty)
    }

    @Test(arguments: [
        ("四川省平武中学学籍专用章", "平武中学", true),
        ("绵阳市涪城区实验小学", "实验小学", true),
        ("平武县龙安小学学籍专用章", "平武县尤安小学", true),
        ("平武县龙安小学学籍专用章", "平武县实验小学", false),
        ("江油市实验小学", "平武县实验小学", true),
        ("江油县实验小学", "平武县实验小学", false),
        ("绵阳市实验中学", "成都市实验中学", false),
        ("合江县高级中学学籍专用章", "什邡市外国语学校", false),
        ("合江县高级中学学籍专用章", "泸州市合江县外国语学校", true),
        ("合江县高级中学学籍专用章", "外国语学校", true),
    ])
    func sealsNameTheSchoolOfTheForm(text: String, written: String, agrees: Bool) throws {
        let found = try codes(
            .transferCertificate, ["releasingSchool": field(written)], [seal(.releasingSchool, text)])
        #expect(found == (agrees ? [] : [.sealNameMismatch]))
    }

    @Test(arguments: [
        ("江油市公安局城关派出所户口专用章", "江油市公安局城关派出所", true),
        ("江油市公安局域关派出所户口专用章", "江油市公安局城关派出所", true),
        ("江油市公安局城关派出所户口专用章", "江油市公安局南坝派出所", false),
        ("南京市公安局玄武区分局城关派出所户口专用章", "南充市公安局顺庆区分局南坝派出所", false),
    ])
    func sealsNameTheStationOfTheCertificate(text: String, written: String, agrees: Bool) throws {
        let found = try codes(.policeCertificate, ["issuer": field(written)], [seal(.police, text)])
        #expect(found.contains(.sealNameMismatch) == !agrees)
    }

    @Test func doubtfulReadingsProveNothing() throws {
        let written: FieldReadings = ["releasingSchool": field("平武县实验小学")]
        for (text, confidence) in [("平武县太平小学", 0.5), ("江油县太平小学", 0.2)] {
            let found = [seal(.releasingSchool, text, confidence: confidence)]
            #expect(try codes(.transferCertificate, written, found).isEmpty)
        }
    }

    @Test func namesWithNothingInCommonAreOthersThoughHardlyRead() throws {
        let written: FieldReadings = ["school": field("成都市武侯区特殊教育学校", confidence: 0.85)]
        func found(_ text: String, _ confidence: Double) throws -> Bool {
            try codes(.changeLedger, written, [seal(.school, text, confidence: confidence)])
                .contains(.sealNameMismatch)
        }
        #expect(try found("绵游山区建设街九年一贯制学校原因专用章", 0.34))
        #expect(try found("杭州市西湖区建设街小学校学籍专用章", 0.18))
        #expect(try !found("郡市武侯退理典教育学", 0.34))
        #expect(try !found("杭州市西湖区建设街小学校学籍专用章", 0.05))
        #expect(try !found("建设街", 0.34))
    }

    @Test func halfSureReadingsProveFarNamesOnly() throws {
        let written: FieldReadings = ["releasingSchool": field("北川羌族自治县花园高级中学")]
        #expect(
            try codes(.transferCertificate, written, [seal(.releasingSchool, "北川羌族自治县清泉中学校", confidence: 0.65)])
                == [.sealNameMismatch])
        #expect(
            try codes(.transferCertificate, written, [seal(.releasingSchool, "北川羌族自治县花园中学", confidence: 0.65)])
                .isEmpty)
    }

    private func dates(_ boxes: [(SealRole, String)]) -> FieldReadings {
        FieldReadings(uniqueKeysWithValues: boxes.map { (SealBoxes.dateKey($0.0), field($0.1)) })
    }

    @Test func boxesInTheProvinceComeInTheirOrder() throws {
        let chain = SealBoxes.inProvince
        let days = dates(chain.enumerated().map { ($1, "2024-09-0\($0 + 1)") })
        #expect(try codes(.provincialTransferApplication, days, chain.map { seal($0) }).isEmpty)
        // The releasing school signs before the receiving one has agreed.
        var early = days
        early["box1Date"] = field("2024-08-20")
        #expect(try codes(.provincialTransferApplication, early, chain.map { seal($0) }) == [.sealOrder])
        // A doubtful date proves nothing.
        early["box1Date"] = field("2024-08-20", confidence: 0.4)
        #expect(try codes(.provincialTransferApplication, early, chain.map { seal($0) }).isEmpty)
    }

    @Test func boxesAcrossProvincesComeInTheirOrder() throws {
        let chain = SealBoxes.acrossProvinces
        let days = dates(chain.enumerated().map { ($1, "2024-09-0\($0 + 1)") })
        #expect(try codes(.provincialTransferApplication, days, chain.map { seal($0) }).isEmpty)
        // Half way: the first three are signed, nothing is missing yet.
        let half = Array(chain.prefix(3))
        #expect(
            try codes(.provincialTransferApplication, dates(half.map { ($0, "2024-09-01") }), half.map { seal($0) })
                .isEmpty)
    }

    @Test func aBoxSignedBeforeItsTurnIsAnOrderFault() throws {
        let found = try codes(.provincialTransferApplication, [:], [seal(.boxA), seal(.box1), seal(.box3)])
        #expect(found.sorted { $0.rawValue < $1.rawValue } == [.sealMissing, .sealOrder])
    }

    @Test func anEmptyApplicationMissesNothing() throws {
        #expect(try codes(.provincialTransferApplication, [:], []).isEmpty)
    }

    /// The year of a box was misread, or its day mended: neither is an order that was broken.
    @Test func aYearThatNoOtherBoxHasIsNoFault() throws {
        let chain = SealBoxes.inProvince
        var days = dates(chain.enumerated().map { ($1, "2023-09-0\($0 + 1)") })
        days["box2Date"] = field("2022-09-03", confidence: 0.85)
        #expect(try codes(.provincialTransferApplication, days, chain.map { seal($0) }).isEmpty)
        days["box2Date"] = field("2022-09-03")
        #expect(try codes(.provincialTransferApplication, days, chain.map { seal($0) }) == [.sealOrder])
        days["box2Date"] = FieldReading(
            value: "2023-09-01", raw: "203年9月1日", confidence: 0.75, region: SealCheckTests.place, source: "ppocr")
        #expect(try codes(.provincialTransferApplication, days, chain.map { seal($0) }).isEmpty)
        days["box2Date"] = field("2023-09-01", confidence: 0.75)
        #expect(try codes(.provincialTransferApplication, days, chain.map { seal($0) }) == [.sealOrder])
    }

    @Test func aWornSealSaysAllButOneOfItsCharacters() throws {
        let fields: FieldReadings = ["issuer": field("成都市公安局锦江区分局富乐派出所")]
        let worn = seal(.police, "成都市公安局区真派出所", confidence: 0.66)
        #expect(try codes(.policeCertificate, fields, [worn]).isEmpty)
        let other = seal(.police, "绵阳市公安局游仙区分局石马派出所", confidence: 0.66)
        #expect(try codes(.policeCertificate, fields, [other]) == [.sealNameMismatch])
    }
}
