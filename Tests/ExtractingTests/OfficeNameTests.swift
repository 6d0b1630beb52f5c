import Foundation
import IntakeResources
import Recognizing
import TestSupport
import Testing

@testable import Extracting

@Suite("机构名称")
struct OfficeNameTests {
    private let codes: AreaCodes
    /// Every character that a place has.
    private let placeCharacters: String

    init() throws {
        codes = try IntakeFacts(from: ResourceLocation(root: Workplace.root.appending(path: "models"))).areaCodes
        placeCharacters = codes.names.values.joined().joined()
    }

    private func lexicon() -> SealLexicon { SealLexicon(places: codes, names: []) }

    @Test(arguments: [
        "成都市锦江区教育局", "四川省成都市锦江区教育局", "盐亭县教育和体育局", "四川省公安厅", "重庆市教育委员会", "平武县公安局",
        "绵阳市公安局涪城区分局石马派出所", "绵阳市公安局涪城区分局", "平武县龙安镇中心小学", "华蓥市第一中学", "成都市锦江小学", "绵阳市第三人民医院",
        "梓潼县外国语学校", "成都市武侯区实验高级中学",
    ])
    func namesThatAreBuiltLikeOfficesAreNotStrange(_ name: String) throws {
        #expect(OfficeNames(places: lexicon().places).strangeness(name) == 0)
    }

    @Test(arguments: [
        "成都市锦江教育局", "湖南省公安局", "湖南省公安", "南充市公安局陵区分局", "合江县是教育体育局", "公安县局青义派出所", "石渠县特殊教学校",
        "德阳市旌限区教育局", "平武县龙安镇九年贯制学校", "华市第一中学", "成都市武侯区验高级中学", "绵阳市公安局涪城区分局石马派造所",
        "广元市公安局朝天区分尽龙安派出所", "天津市和平区讼安局龙安派出所", "昆明市公安员五华区分局龙安派出所", "北川羌族自治县公安周富乐派出所",
    ])
    func misreadOnesAre(_ name: String) throws {
        #expect(OfficeNames(places: lexicon().places).strangeness(name) > 0)
    }

    @Test func placesBeforeABureauAndLostPartsOfItAreProposed() throws {
        let names = OfficeNames(places: lexicon().places)
        #expect(names.proposals(for: "成都中教育局").contains("成都市教育局"))
        #expect(names.proposals(for: "郑州市方公安局").contains("郑州市公安局"))
        #expect(names.proposals(for: "盐亭县安局城关派出所").contains("盐亭县公安局城关派出所"))
        #expect(names.proposals(for: "北川羌族自治县公安周富乐派出所").contains("北川羌族自治县公安局富乐派出所"))
        #expect(names.proposals(for: "四川省委机厅").contains("四川省公安厅"))
        #expect(names.proposals(for: "广元市公安局朝天区分尽龙安派出所").contains("广元市公安局朝天区分局龙安派出所"))
        #expect(names.proposals(for: "某某小学").isEmpty)
        #expect(names.proposals(for: "平县教局").contains("平武县教育局"))
        #expect(names.proposals(for: "四首公安厅").contains("四川省公安厅"))
        #expect(names.proposals(for: "重庆市教育美员会出").contains("重庆市教育委员会"))
        #expect(SealLexicon.ends(for: "平武县实验中").contains("平武县实验中学"))
    }

    @Test func aLostCharacterComesBackWhereOneNameOnlyHasIt() throws {
        let shown = "华蓥市第一中学".map { [$0: Float($0 == "蓥" ? 0.004 : 0.98)] }
        let repair = SealRepair(lexicon: lexicon(), lattices: [try SealLattice.showing(shown, also: placeCharacters)])
        #expect(repair.best("华市第一中学") == "华蓥市第一中学")
    }

    @Test func whatTheStripsShowClearlyIsLeftAsItIs() throws {
        let name = "华阳市第一中学"
        let repair = SealRepair(
            lexicon: lexicon(), lattices: [try SealLattice.showing(name.map { [$0: 0.98] }, also: placeCharacters)])
        #expect(repair.best(name) == name)
    }

    @Test func aPlaceThatCouldBeManyIsNotGuessed() throws {
        let name = "江县公安局"
        let repair = SealRepair(
            lexicon: lexicon(), lattices: [try SealLattice.showing(name.map { [$0: 0.98] }, also: placeCharacters)])
        #expect(repair.best(name) == name)
    }

    @Test func aDoubtfulCharacterBecomesThatOfTheOnlyDistrict() throws {
        let shown = "德阳市旌限区教育局".map { $0 == "限" ? ["限": Float(0.6), "阳": 0.05] : [$0: 0.98] }
        let repair = SealRepair(lexicon: lexicon(), lattices: [try SealLattice.showing(shown, also: placeCharacters)])
        #expect(repair.best("德阳市旌限区教育局") == "德阳市旌阳区教育局")
    }
}
