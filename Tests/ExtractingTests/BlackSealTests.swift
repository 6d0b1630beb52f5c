import Foundation
import IntakeModel
import Normalizing
import Testing

@testable import Extracting

@Suite("章下之字")
struct BlackSealTests {
    private let ring = SealEllipse.circle(x: 300, y: 300, radius: 120)

    /// A sheet of 600 by 600 pixels with a ring of one tone and bars of print of another across it.
    private func sheet(seal: [UInt8], print: UInt8 = 30, extra: Region? = nil) throws -> InkSheet {
        var image = PageImage(width: 600, height: 600, channels: seal.count, filledWith: 248)
        func paint(_ x: Int, _ y: Int, _ tone: [UInt8]) {
            for c in 0..<seal.count { image.pixels[(y * 600 + x) * seal.count + c] = tone[c] }
        }
        for y in 0..<600 {
            for x in 0..<600 {
                let reach = hypot(Double(x) - ring.x, Double(y) - ring.y)
                if reach > 112, reach < 120 { paint(x, y, seal) }
                if let extra, extra.intersection(Region(x: Double(x), y: Double(y), width: 1, height: 1)) != nil {
                    paint(x, y, seal)
                }
                if y % 60 < 6, x > 120, x < 480 { paint(x, y, seal.map { _ in print }) }
            }
        }
        let paper = StraightenedPaper(image, skewDegrees: 0, quarterTurns: 0, longestSide: 4000)
        return InkSheet(
            paper, inks: InkSeparation(paper.image, pixelsPerMillimetre: 6), cells: [], textHeight: 24)
    }

    private func inSheet(_ sheet: InkSheet, _ x: Double, _ y: Double) throws -> Point {
        try #require(sheet.paper.toFile.inverse).apply(Point(x: x, y: y))
    }

    private func ring(on sheet: InkSheet) throws -> SealEllipse {
        let at = try inSheet(sheet, ring.x, ring.y)
        return .circle(x: at.x, y: at.y, radius: ring.meanRadius)
    }

    @Test func aPaleSealIsLiftedAndPrintStays() throws {
        let sheet = try sheet(seal: [150])
        let lifted = try #require(sheet.lifting([ring(on: sheet)]))
        let rim = try inSheet(sheet, 300 + 114, 320)
        let print = try inSheet(sheet, 250, 243)
        #expect(sheet.text[Int(rim.x), Int(rim.y)] < 200 && lifted.text[Int(rim.x), Int(rim.y)] > 240)
        #expect(lifted.text[Int(print.x), Int(print.y)] < 100)
    }

    /// The last digit of a number may have gone with the seal.
    @Test func aLineThatEndsAtASealIsKnown() throws {
        let sheet = try sheet(seal: [200, 40, 50])
        func isSealed(_ x: Double, _ width: Double) throws -> Bool {
            let (from, to) = (try inSheet(sheet, x, 290), try inSheet(sheet, x + width, 320))
            return sheet.isSealed(beside: Region(x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y))
        }
        #expect(try isSealed(20, 160))
        #expect(try isSealed(424, 100))
        #expect(try !isSealed(20, 100))
        #expect(try !isSealed(240, 100))
    }

    @Test func aSealAsDarkAsThePrintStays() throws {
        let sheet = try sheet(seal: [40])
        #expect(try sheet.lifting([ring(on: sheet)]) == nil)
    }

    private func signature(_ sheet: InkSheet) -> FieldReading? {
        let seal = OfficialSeal(
            role: .policeHousehold, text: nil, confidence: 0.9,
            region: Region(x: 180, y: 180, width: 240, height: 240), shape: .round)
        var fields: FieldReadings = [
            "registrar": FieldReading(
                value: nil, raw: "", confidence: 0.05, region: Region(x: 300, y: 390, width: 200, height: 60),
                source: "ppocr")
        ]
        SealInk.clearSignatures(&fields, of: ["registrar"], under: [seal], on: sheet)
        return fields["registrar"]
    }

    @Test func nobodySignedWhereOnlyTheRimOfASealLies() throws {
        let clean = signature(try sheet(seal: [225, 60, 70]))
        #expect(clean?.value == "" && clean?.confidence == FormReader.doubtful)
        let stamp = Region(x: 445, y: 400, width: 40, height: 30)
        #expect(signature(try sheet(seal: [225, 60, 70], extra: stamp))?.value == nil)
    }

    @Test func wordsUnderABlackSealAreNeverCertain() throws {
        let seal = OfficialSeal(
            role: .hospital, text: nil, confidence: 0.9, region: Region(x: 180, y: 180, width: 240, height: 240),
            shape: .round)
        func confidence(_ tone: [UInt8], x: Double) throws -> Double? {
            var fields: FieldReadings = [
                "physician": FieldReading(
                    value: "龙志市", raw: "龙志市", confidence: 0.99, region: Region(x: x, y: 290, width: 80, height: 30),
                    source: "ppocr")
            ]
            SealInk.distrust(&fields, of: ["physician"], under: [seal], on: try sheet(seal: tone))
            return fields["physician"]?.confidence
        }
        #expect(try confidence([90], x: 140) == FormReader.clipped)
        #expect(try confidence([90], x: 20) == 0.99)
        #expect(try confidence([225, 60, 70], x: 140) == 0.99)
    }
}
