import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ImageCodecs
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

/// 第二十二条（七）: whoever looks for one student's sake sees nothing of the others on a ledger.
@Suite("逐行遮盖")
struct MaskingTests {
    /// Whether the middle of each of three rows is still the page's dark.
    private func dark(_ picture: PageImage, rows: [Double]) -> [Bool] {
        rows.map { picture.pixels[(Int($0) * picture.width + picture.width / 2) * picture.channels] < 60 }
    }

    private func picture(_ browser: Browser, _ path: String) async throws -> PageImage {
        let response = try await browser.get(path)
        try #require(response.status == .ok, "\(path)")
        return try ImageDecoder().pages(of: response.bytes, name: "p")[0]
    }

    @Test func aFieldsCutOutHasItsOwnRowOnly() async throws {
        let fixture = try await DeskFixture()
        let page = try await fixture.ledger()
        let document = try await fixture.store.documents(onPage: page)[0].id
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            // The school's own ledger is whole for whoever reviews it.
            let whole = try await picture(browser, "/documents/\(document)/picture")
            #expect(dark(whole, rows: [70, 94, 118]) == [true, true, true])
            // The cut-out reaches from 66.4 to 121.6, over parts of the rows before and after.
            let part = try await picture(browser, "/documents/\(document)/picture?field=2.studentNumber")
            #expect(part.height > 50)
            let middle = Double(part.height) / 2
            #expect(dark(part, rows: [middle - 24, middle, middle + 24]) == [false, true, false])
        }
    }

    @Test func aCasesPageHasTheRowOfItsStudent() async throws {
        let fixture = try await DeskFixture()
        let student = try await fixture.student()
        let page = try await fixture.ledger()
        let matter = try await fixture.store.openCase(
            .init(kind: .transferWithinCity, student: student.id, receivingSchool: "R"), by: "stranger")
        try await fixture.store.attach(page: page, toCase: matter.number, as: nil, by: "stranger")
        try await fixture.run { browser in
            for person in ["clerk", "stranger"] {
                let member = browser.other()
                try await member.signIn(person)
                let shown = try await picture(member, "/cases/\(matter.number)/pages/\(page)/picture")
                #expect(dark(shown, rows: [70, 94, 118]) == [false, true, false], "\(person)")
                #expect(dark(shown, rows: [20, 290]) == [true, true])
                #expect(
                    try await member.get("/cases/\(matter.number)/pages/\(fixture.page)/picture").status == .notFound)
            }
            // Seen only because of a case, the page itself shows nobody.
            let stranger = browser.other()
            try await stranger.signIn("stranger")
            let alone = try await picture(stranger, "/pages/\(page)/picture")
            #expect(dark(alone, rows: [70, 94, 118]) == [false, false, false])
        }
    }

    @Test(arguments: [0, 90, 180, 270])
    func bandsFollowTheTurnOfThePage(_ rotation: Int) {
        let isLying = rotation % 180 == 90
        let rows = (0..<3).map { index -> FieldReadings in
            let at = 100 + Double(index) * 100
            let region =
                isLying
                ? Region(x: at, y: 50, width: 40, height: 300) : Region(x: 50, y: at, width: 300, height: 40)
            return [.name: DeskFixture.field("甲", region)]
        }
        let reading = DocumentReading(
            documentType: .changeLedger, confidence: 1, region: Region(x: 0, y: 0, width: 450, height: 450), rows: rows)
        let masks = RowMasking.masks(reading, keeping: 2, rotation: rotation)
        #expect(masks.count == 2)
        for index in 0..<3 {
            let own = rows[index][.name]?.region ?? reading.region
            let covered = masks.contains { $0.intersection(own)?.area == own.area }
            #expect(covered == (index != 1))
            if index == 1 { #expect(masks.allSatisfy { $0.intersection(own) == nil }) }
        }
        #expect(RowMasking.masks(reading, keeping: nil, rotation: rotation).count == 3)
    }

    @Test func aRowWithoutAPlaceHidesEverythingButTheOneAskedFor() {
        var reading = DocumentReading(
            documentType: .changeLedger, confidence: 1, region: Region(x: 0, y: 0, width: 400, height: 400),
            rows: [[.name: DeskFixture.field("甲", Region(x: 10, y: 100, width: 50, height: 40))], [:]])
        let masks = RowMasking.masks(reading, keeping: 1, rotation: 0)
        #expect(masks.map(\.y) == [0, 150] && masks.allSatisfy { $0.width == 400 })
        #expect(RowMasking.masks(reading, keeping: 2, rotation: 0) == [reading.region])
        reading.rows = []
        #expect(RowMasking.masks(reading, keeping: nil, rotation: 0).isEmpty)
    }
}
