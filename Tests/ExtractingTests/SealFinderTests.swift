import Foundation
import IntakeModel
import IntakeResources
import Normalizing
import Recognizing
import TestSupport
import Testing

@testable import Extracting

@Suite("找公章")
struct SealFinderTests {
    private let finder: SealFinder
    /// Pixels per millimetre of the drawn pages.
    private let scale = 6.0

    init() throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        let facts = try IntakeFacts(from: resources)
        finder = SealFinder(
            lines: LineReader(recognizer: try LineRecognizer(.tesseract, resources: resources), facts: facts),
            places: facts.areaCodes)
    }

    /// A page with dark rules and rows of dashes, as a form has.
    private func page(channels: Int = 3) -> PageImage {
        var image = PageImage(width: 900, height: 1200, channels: channels, filledWith: 238)
        for y in stride(from: 60, to: 1150, by: 90) {
            for x in 40..<860 { paint(&image, x, y, [40, 40, 45]) }
            for x in stride(from: 60, to: 700, by: 26) {
                for dy in 30..<50 { for dx in 0..<3 { paint(&image, x + dx, y + dy, [40, 40, 45]) } }
            }
        }
        return image
    }

    private func paint(_ image: inout PageImage, _ x: Int, _ y: Int, _ ink: [Int]) {
        guard x >= 0, y >= 0, x < image.width, y < image.height else { return }
        for c in 0..<image.channels {
            let at = (y * image.width + x) * image.channels + c
            let tone = image.channels == 1 ? (77 * ink[0] + 150 * ink[1] + 29 * ink[2]) >> 8 : ink[c]
            image.pixels[at] = UInt8(Int(image.pixels[at]) * tone / 255)
        }
    }

    /// A ring of half axes `a` and `b` mm with a star and marks where the text would be; the centre in mm.
    private func stamp(
        _ image: inout PageImage, x: Double, y: Double, a: Double, b: Double, ink: [Int] = [225, 60, 70]
    ) {
        for py in 0..<image.height {
            for px in 0..<image.width {
                let (u, v) = ((Double(px) / scale - x) / a, (Double(py) / scale - y) / b)
                let reach = hypot(u, v)
                guard reach < 1 else { continue }
                let angle = atan2(u, -v)
                let ring = reach > 1 - 1.1 / min(a, b)
                let text = reach > 0.66 && reach < 0.88 && abs(angle) < 2.2 && sin(angle * 24) > 0
                let fifth = abs((angle / (2 * .pi / 5)).truncatingRemainder(dividingBy: 1))
                let star = reach < 0.34 - 0.44 * min(fifth, 1 - fifth)
                if ring || text || star { paint(&image, px, py, ink) }
            }
        }
    }

    private func seals(_ image: PageImage, expected: [ExpectedSeal] = []) throws -> [OfficialSeal] {
        let paper = StraightenedPaper(image, skewDegrees: 0, quarterTurns: 0, longestSide: 4000)
        let sheet = SealSheet(
            paper: paper, inks: InkSeparation(paper.image, pixelsPerMillimetre: scale), pixelsPerMillimetre: scale * 0.9
        )
        return try finder.seals(on: sheet, expected: expected)
    }

    private func box(x: Double, y: Double, a: Double, b: Double) -> Region {
        Region(x: (x - a) * scale, y: (y - b) * scale, width: 2 * a * scale, height: 2 * b * scale)
    }

    /// On a photocopy a seal is paler than the print, which crosses it everywhere.
    @Test func palerOvalsAreFoundAmongPrint() throws {
        var image = page(channels: 1)
        for y in stride(from: 70, to: 1150, by: 30) {
            for x in 60..<840 where x / 9 % 3 != 0 { for dy in 0..<6 { paint(&image, x, y + dy, [30, 30, 30]) } }
        }
        stamp(&image, x: 70, y: 90, a: 23, b: 17, ink: [150, 150, 150])
        let expected = [
            ExpectedSeal(
                role: .school, shape: .round, area: Region(x: 100, y: 100, width: 700, height: 900), size: [40],
                required: true)
        ]
        let found = try seals(image, expected: expected)
        #expect(found.contains { $0.region.overlap(with: box(x: 70, y: 90, a: 23, b: 17)) > 0.8 })
    }

    @Test(arguments: [3, 1])
    func ringsAreFoundWhereTheyAre(channels: Int) throws {
        var image = page(channels: channels)
        stamp(&image, x: 50, y: 60, a: 20, b: 20)
        stamp(&image, x: 100, y: 130, a: 21, b: 21)
        let area = Region(x: 200, y: 200, width: 250, height: 300)
        let found = try seals(
            image,
            expected: [ExpectedSeal(role: .policeHousehold, shape: .round, area: area, size: [40, 40], required: true)])
        #expect(found.count == 2)
        for (x, y, r, role) in [(50.0, 60.0, 20.0, SealRole.policeHousehold), (100, 130, 21, .other)] {
            let seal = found.first { $0.region.overlap(with: box(x: x, y: y, a: r, b: r)) > 0.85 }
            #expect(seal?.role == role)
            #expect(seal?.shape == .round)
        }
    }

    /// A seal that swallows a fiftieth of the green light, on paper with some grain.
    @Test func aSealThatIsHardlyThereIsFoundInItsPlace() throws {
        var image = page()
        stamp(&image, x: 50, y: 60, a: 20, b: 20)
        stamp(&image, x: 100, y: 130, a: 21, b: 21, ink: [254, 246, 247])
        var grain: UInt32 = 7
        for index in image.pixels.indices {
            grain = grain &* 1_664_525 &+ 1_013_904_223
            image.pixels[index] = image.pixels[index] &- UInt8(grain >> 30 & 1)
        }
        let area = Region(x: 400, y: 500, width: 250, height: 300)
        let place = ExpectedSeal(role: .policeHousehold, shape: .round, area: area, size: [42, 42], required: true)
        let found = try seals(image, expected: [place])
        #expect(found.count == 2)
        #expect(found.contains { $0.region.overlap(with: box(x: 100, y: 130, a: 21, b: 21)) > 0.85 })
        #expect(try seals(image).count == 1)
    }

    @Test func overlappingRingsAreTwo() throws {
        var image = page()
        stamp(&image, x: 60, y: 80, a: 20, b: 20)
        stamp(&image, x: 86, y: 92, a: 20, b: 20)
        #expect(try seals(image).count == 2)
    }

    @Test func ovalsAreFound() throws {
        var image = page()
        stamp(&image, x: 70, y: 100, a: 22, b: 15)
        let found = try seals(image)
        #expect(found.count == 1)
        #expect(found.first?.shape == .oval)
        #expect((found.first?.region.overlap(with: box(x: 70, y: 100, a: 22, b: 15)) ?? 0) > 0.85)
    }

    @Test(arguments: [3, 1])
    func formsWithoutSealsHaveNone(channels: Int) throws {
        #expect(try seals(page(channels: channels)).isEmpty)
    }

    @Test func namesBeginAndEndAsOfficesDo() throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        let lexicon = SealLexicon(places: try IntakeFacts(from: resources).areaCodes, names: [])
        #expect(lexicon.fit("平武县公安局") == 2)
        #expect(lexicon.fit("油市文昌中心小学") < 2)
        #expect(lexicon.fit("公安局平武县") == 0)
        #expect(lexicon.isWhole("绵阳市公安局涪城区分局"))
        #expect(!lexicon.isWhole("涪城区分局绵阳市公安局"))
        #expect(SealLexicon.endsLikeLine("学籍专用章"))
    }

    @Test func linesBelongToTheirOffices() {
        #expect(SealLexicon.lines(of: "平武县公安局文昌派出所").contains("户口专用章"))
        #expect(!SealLexicon.lines(of: "平武县公安局文昌派出所").contains("学籍专用章"))
        #expect(SealLexicon.lines(of: "绵阳市教育局").contains("基础教育股"))
        #expect(SealLexicon.lines(of: "平武县实验小学").contains("学籍专用章"))
        #expect(SealLexicon.lines(of: "某单位") == SealLexicon.lines)
    }

    @Test func textsFromAWrongStartAreTurned() throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        let lexicon = SealLexicon(places: try IntakeFacts(from: resources).areaCodes, names: [])
        #expect(lexicon.turned("心小学校梓潼县东林中") == "梓潼县东林中心小学校")
        #expect(lexicon.turned("梓潼县东林中心小学校年月") == "梓潼县东林中心小学校")
        #expect(lexicon.turned("梓潼县公安局") == "梓潼县公安局")
        #expect(lexicon.turned("眉山市东坡区特殊教育学校出眉") == "眉山市东坡区特殊教育学校")
    }

    @Test func signersAreNamedWithoutTheirSealMark() throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        let surnames = try IntakeFacts(from: resources).surnames
        #expect(surnames.name(onStamp: "余莉丹印") == "余莉丹")
        #expect(surnames.name(onStamp: "周凯之印") == "周凯")
        #expect(surnames.isPlausible("欧阳修印"))
        #expect(!surnames.isPlausible("锦妍"))
    }

    @Test func readingsVoteCharacterByCharacter() {
        var vote = SealVote()
        for text in ["平武县龙安小学", "平武县尤安小学", "平武县龙安小学"] {
            vote.add(
                SealText(
                    LineReading(
                        characters: text.map { ReadCharacter(character: $0, confidence: 0.9, position: 0.5) })))
        }
        #expect(vote.result?.text == "平武县龙安小学")
        #expect(vote.result?.agreeing == 2)
    }
}
