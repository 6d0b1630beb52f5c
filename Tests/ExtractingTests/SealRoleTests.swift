import IntakeModel
import Testing

@testable import Extracting

@Suite("章归其位")
struct SealRoleTests {
    private let paper = Region(x: 0, y: 0, width: 1000, height: 1400)

    private func place(_ role: SealRole, y: Double, required: Bool = true) -> ExpectedSeal {
        ExpectedSeal(
            role: role, shape: .round, area: Region(x: 300, y: y, width: 300, height: 200), size: [40, 40],
            required: required)
    }

    private func seal(_ role: SealRole, y: Double, _ text: String?) -> OfficialSeal {
        OfficialSeal(
            role: role, text: text, serial: nil, confidence: 0.8,
            region: Region(x: 350, y: y, width: 200, height: 200), shape: .round)
    }

    private func settled(
        _ seals: [OfficialSeal], _ expected: [ExpectedSeal], names: [String] = []
    ) -> [SealRole] {
        SealRoles(expected: expected, paper: paper, pixelsPerMillimetre: 5)
            .settled(seals, names: names, toSheet: nil).map(\.role)
    }

    @Test func theLowerOfTwoSealsInOneBoxIsTheEmptyOnes() {
        let places = [place(.receivingSchool, y: 600), place(.releasingSchool, y: 900)]
        let two = [seal(.receivingSchool, y: 560, "甲县小学"), seal(.receivingSchool, y: 760, "乙县小学")]
        #expect(settled(two, places) == [.receivingSchool, .releasingSchool])
        // Where both places have their own, and where none is required, nothing moves.
        let three = two + [seal(.releasingSchool, y: 950, "乙县小学")]
        #expect(settled(three, places) == [.receivingSchool, .receivingSchool, .releasingSchool])
        let optional = [place(.receivingSchool, y: 600), place(.releasingSchool, y: 900, required: false)]
        #expect(settled(two, optional) == [.receivingSchool, .receivingSchool])
        let police = [seal(.policeHousehold, y: 560, "甲县公安局"), seal(.policeHousehold, y: 760, "甲县公安局")]
        let offices = [place(.policeHousehold, y: 600), place(.provincialPolice, y: 900)]
        #expect(settled(police, offices) == [.policeHousehold, .policeHousehold])
    }

    @Test func aSealBesideItsPlaceIsKnownByTheOrganizationThatThePaperNames() {
        let places = [place(.undertakingUnit, y: 900)]
        let beside = [seal(.other, y: 300, "平武县龙安小学学籍专用章")]
        #expect(settled(beside, places, names: ["平武县龙安小学"]) == [.undertakingUnit])
        #expect(settled(beside, places, names: ["平武县石马小学"]) == [.other])
        #expect(settled([seal(.other, y: 300, nil)], places, names: ["平武县龙安小学"]) == [.other])
    }

    @Test func aBureausSealInASchoolsPlaceIsTheDepartments() {
        let places = [place(.receivingSchool, y: 600), place(.releasingSchool, y: 900)]
        #expect(
            settled(
                [seal(.receivingSchool, y: 620, "德阳市旌阳区教育体育局基础教育股"), seal(.releasingSchool, y: 920, "乙县小学")],
                places) == [.department, .releasingSchool])
        // Worn, and beside the school's own.
        let both = [seal(.receivingSchool, y: 620, "武昌区体育局学籍专用章"), seal(.receivingSchool, y: 640, "甲县小学")]
        #expect(settled(both, places) == [.department, .receivingSchool])
    }
}
