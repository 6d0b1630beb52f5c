import IntakeModel
import Registry
import Testing

@Suite("互核与印证")
struct ComparisonTests {
    private func field(_ value: String, _ confidence: Double = 0.99, or others: [String] = []) -> FieldReading {
        FieldReading(
            value: value, raw: value, confidence: confidence, region: Region(x: 1, y: 2, width: 3, height: 4),
            alternatives: others, source: "ppocr")
    }

    private func page(_ documents: [FieldReadings]) -> PageReading {
        PageReading(
            page: 1, width: 9, height: 9, dpi: 300, rotation: 0, skewDegrees: 0, quality: PageQuality(legible: true),
            documents: documents.map {
                DocumentReading(
                    documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 9, height: 9),
                    fields: $0)
            })
    }

    @Test func papersOfOneFileAreCompared() {
        let id = field("51072720140516322X")
        var pages = [
            page([[.citizenID: id, .name: field("陈梓涵"), .sex: field("女")]]),
            page([
                [.citizenID: id, .name: field("陈梓涵"), .sex: field("男")],
                // Somebody else of the same name is no contradiction, nor is an empty cell.
                [.citizenID: field("510727201309081179"), .name: field("陈梓涵"), .sex: field("男")],
                [.citizenID: id, .name: field("")],
            ]),
        ]
        PaperComparison.compare(&pages, language: .chinese)
        let found = pages.map { $0.documents.map { $0.findings.map(\.field) } }
        #expect(found == [[[]], [[.sex], [], []]])
        #expect(pages[1].documents[0].findings.first?.message.contains("常住人口登记卡") == true)
    }

    @Test func theRegistryVerifiesADoubtfulName() {
        let student = Student(id: 1, organization: "S", fields: [.name: "陈梓涵"])
        func verified(_ name: FieldReading) -> FieldReading? {
            var fields: FieldReadings = [.name: name]
            RegistryVerification.verifyName(&fields, student: student)
            return fields[.name]
        }
        let equal = verified(field("陈梓涵", 0.6))
        #expect(equal?.value == "陈梓涵" && equal?.source == "ppocr+registry")
        #expect((equal?.confidence ?? 0) > 0.95)
        // Hardly read, and the student's name among the other readings.
        let other = verified(field("陈样函", 0.3, or: ["陈梓涵"]))
        #expect(other?.value == "陈梓涵" && other?.alternatives == ["陈样函"])
        // What was read well, or is not there at all, stays.
        #expect(verified(field("陈梓函", 0.8, or: ["陈梓涵"]))?.value == "陈梓函")
        #expect(verified(field("陈样函", 0.3))?.confidence == 0.3)
        #expect(verified(field("陈梓涵", 0.99))?.source == "ppocr")
    }
}

@Suite("登记表的行")
struct RowTests {
    private func ledger(_ second: FieldReading) -> DocumentReading {
        var document = RuleFixture.ledger().document!.reading
        document.rows[1][.studentNumber] = second
        return document
    }

    /// A doubtful cell of any row is a person's, as one of the page is.
    @Test func doubtsOfRowsAreDoubts() {
        #expect(Doubt.keys(ledger(RuleFixture.reading("G51072720140516322X"))).isEmpty)
        #expect(Doubt.keys(ledger(RuleFixture.reading("G51072720140516322X", 0.6))) == ["2.studentNumber"])
    }

    @Test func aReviewedRowSpeaksByWhatWasSettled() {
        var item = RuleFixture.ledger()
        item.document?.reading = ledger(RuleFixture.reading("G510727201405163221", 0.3))
        #expect(item.document?.value("2.studentNumber") == "G510727201405163221")
        item.document?.reviews["2.studentNumber"] = FieldReview(
            action: .correct, before: nil, after: "G51072720140516322X", reason: nil, person: "a", at: 1)
        #expect(item.document?.value("2.studentNumber") == "G51072720140516322X")
        #expect(item.document?.doubtful == [])
        #expect(FieldKey("2.studentNumber").plain == .studentNumber && FieldKey.name.row == nil)
    }
}
