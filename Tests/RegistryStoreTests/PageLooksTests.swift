import Foundation
import IntakeModel
import Registry
import Testing

@testable import RegistryStore

@Suite("分隔、空白与重复")
struct PageLooksTests {
    /// A page that comes in a batch and is read as these papers.
    @discardableResult
    private func take(
        _ fixture: StoreFixture, _ hash: String, batch: String = "b1", case number: Int64? = nil,
        separator: Separator? = nil, fingerprint: PageFingerprint? = nil, _ documents: [DocumentReading] = []
    ) async throws -> Int64 {
        let page = try await fixture.store.addPage(
            hash: hash, name: hash, origin: .scanner, batch: batch, organization: "S", caseNumber: number, by: "clerk"
        ).page.id
        try await read(fixture, separator: separator, fingerprint: fingerprint, documents)
        return page
    }

    private func read(
        _ fixture: StoreFixture, separator: Separator? = nil, fingerprint: PageFingerprint? = nil,
        _ documents: [DocumentReading] = []
    ) async throws {
        guard let job = try await fixture.store.claimJob(owner: "w", lease: 1000) else {
            throw CocoaError(.fileNoSuchFile)
        }
        var page = PageReading(
            page: 1, width: 9, height: 9, dpi: 300, rotation: 0, skewDegrees: 0, quality: PageQuality(legible: true),
            documents: documents)
        page.separator = separator
        page.fingerprint = fingerprint
        #expect(
            try await fixture.store.completeJob(
                job, owner: "w", reading: FileReading(file: "p", pages: [page], seconds: 0), engines: "test"))
    }

    private func blank() -> [DocumentReading] {
        [DocumentReading(documentType: .blank, confidence: 1, region: Region(x: 0, y: 0, width: 9, height: 9))]
    }

    private func card(_ name: String, _ number: String, sure: Double = 0.99) -> [DocumentReading] {
        func field(_ value: String) -> FieldReading {
            FieldReading(
                value: value, raw: value, confidence: sure, region: Region(x: 0, y: 0, width: 9, height: 9), source: "t"
            )
        }
        return [
            DocumentReading(
                documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 9, height: 9),
                fields: [
                    .name: field(name), .citizenID: field(number), .birthDate: field("2014-05-16"), .sex: field("女"),
                ])
        ]
    }

    private func cases(_ fixture: StoreFixture, _ pages: [Int64]) async throws -> [Int64?] {
        var found: [Int64?] = []
        for page in pages { found.append(try await fixture.store.page(page).caseNumber) }
        return found
    }

    @Test(arguments: Engine.allCases) func aSheetHoldsUntilTheNextAndNotBeyondItsBatch(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let one = try await store.openCase(
            .init(kind: .photoUpdate, student: try await store.student("陈梓涵").id), by: "clerk"
        ).number
        let first = try await take(fixture, "a", card("甲", "1"))
        let sheet = try await take(fixture, "s1", separator: Separator(organization: "S", caseNumber: one))
        let second = try await take(fixture, "b")
        let third = try await take(fixture, "c")
        try await take(fixture, "s2", separator: Separator())
        let fourth = try await take(fixture, "d")
        // Another's case, or one that is not there, is none.
        try await take(fixture, "s3", separator: Separator(organization: "R", caseNumber: one))
        let fifth = try await take(fixture, "e")
        #expect(try await cases(fixture, [first, second, third, fourth, fifth]) == [nil, one, one, nil, nil])
        let batch = try #require(try await store.batch(key: "b1")).id
        let entries = try await store.entries(ofBatch: batch)
        #expect(entries.compactMap(\.aside) == [.separator, .separator, .separator])
        #expect(try await store.page(sheet).isAside)
        // A batch that comes behind is not for the case of the last sheet.
        try await take(fixture, "s4", separator: Separator(organization: "S", caseNumber: one))
        let stranger = try await take(fixture, "x", batch: "b2")
        try await store.merge(batch: try #require(try await store.batch(key: "b2")).id, into: batch, by: "clerk")
        #expect(try await cases(fixture, [stranger]) == [nil])
        // Brought back, a sheet separates nothing.
        try await store.setAside(entries: [entries[1].id], inBatch: batch, nil, by: "clerk")
        #expect(try await cases(fixture, [second, third]) == [nil, nil])
        _ = try await store.takeBack(batch: batch, by: "clerk")
        #expect(try await cases(fixture, [second, third]) == [one, one])
        // Moved before the sheet, a page is not for its case.
        try await store.move(entry: entries[2].id, inBatch: batch, to: 1, by: "clerk")
        #expect(try await cases(fixture, [second, third]) == [nil, one])
    }

    /// A file of several pages with sheets in between: every paper is for the case of the sheet before it.
    @Test(arguments: Engine.allCases) func sheetsInsideAFileSeparate(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let student = try await store.student("陈梓涵").id
        func open(_ kind: CaseKind) async throws -> Int64 {
            try await store.openCase(.init(kind: kind, student: student), by: "clerk").number
        }
        let (own, one) = (try await open(.photoUpdate), try await open(.statusReport))
        let page = try await store.addPage(
            hash: "pdf", name: "all.pdf", origin: .file, batch: "b1", organization: "S", caseNumber: own, by: "clerk"
        ).page.id
        let sheets: [Separator?] = [
            nil, Separator(organization: "S", caseNumber: one), nil, nil, Separator(), nil,
            Separator(organization: "R", caseNumber: one), nil,
        ]
        let pages = sheets.enumerated().map { index, separator in
            var page = PageReading(
                page: index + 1, width: 9, height: 9, dpi: 300, rotation: 0, skewDegrees: 0,
                quality: PageQuality(legible: true),
                documents: separator == nil ? card("甲\(index)", "51072720140516322X") : [])
            page.separator = separator
            return page
        }
        let job = try #require(try await store.claimJob(owner: "w", lease: 1000))
        #expect(
            try await store.completeJob(
                job, owner: "w", reading: FileReading(file: "all.pdf", pages: pages, seconds: 0), engines: "t"))
        let documents = try await store.documents(onPage: page)
        #expect(documents.map(\.sheet) == [1, 3, 4, 6, 8])
        var meant: [Int64?] = []
        for document in documents {
            meant.append(try await store.database.read { try RegistryStore.meantCase(document, $0) })
        }
        #expect(meant == [own, one, one, own, own])
        #expect(try await !store.page(page).isAside)
        // A proposal for another case than the sheet's is told as a doubt, for the sheet's own as none.
        let proposals = try await store.caseProposals(for: "clerk")
        func doubts(_ document: Int, _ number: Int64) -> [CaseProposal.Doubt]? {
            proposals.first { $0.document == documents[document].id && $0.caseNumber == number }?.doubts
        }
        #expect(
            doubts(1, one)?.contains(.scannedForAnother) == false
                && doubts(1, own)?.contains(.scannedForAnother) == true)
        #expect(
            doubts(0, own)?.contains(.scannedForAnother) == false
                && doubts(0, one)?.contains(.scannedForAnother) == true)
    }

    /// Pages are read in any order.
    @Test func aSheetThatIsReadLateHoldsAllTheSame() async throws {
        let fixture = try await StoreFixture(.sqlite)
        let store = fixture.store
        let number = try await store.openCase(
            .init(kind: .photoUpdate, student: try await store.student("陈梓涵").id), by: "clerk"
        ).number
        var pages: [Int64] = []
        for hash in ["s", "a"] {
            pages.append(
                try await store.addPage(
                    hash: hash, name: hash, origin: .scanner, batch: "b1", organization: "S", caseNumber: nil,
                    by: "clerk"
                ).page.id)
        }
        try await read(fixture, separator: Separator(organization: "S", caseNumber: number))
        try await read(fixture)
        #expect(try await cases(fixture, [pages[1]]) == [number])
    }

    @Test(arguments: Engine.allCases) func blankPagesAreSetAsideAndBroughtBack(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let page = try await take(fixture, "blank", blank())
        let batch = try #require(try await store.batch(key: "b1")).id
        let entry = try #require(try await store.entries(ofBatch: batch).first)
        #expect(entry.aside == .blank)
        #expect(try await store.page(page).isAside)
        #expect(try await store.documents(onPage: page).isEmpty)
        #expect(try await store.acts(ofBatch: batch).map(\.detail) == ["blank"])
        try await store.setAside(entries: [entry.id], inBatch: batch, nil, by: "clerk")
        #expect(try await store.documents(onPage: page).map(\.status) == [.pending])
        #expect(try await store.deskCounts(under: "S").toReview == 1)
        #expect(try await store.verifyAudit() > 0)
    }

    @Test(arguments: Engine.allCases) func theSameSheetTwiceIsAQuestion(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let look = try #require(PageFingerprint(text: String(repeating: "0123456789abcdef", count: 4)))
        let near = try #require(
            PageFingerprint(text: String(repeating: "0123456789abcdef", count: 3) + "0123456789abcdee"))
        let far = try #require(PageFingerprint(text: String(repeating: "fedcba9876543210", count: 4)))
        let first = try await take(fixture, "a", fingerprint: look, card("陈梓涵", "51072720140516322X"))
        let again = try await take(fixture, "b", fingerprint: near, card("陈梓涵", "51072720140516322X"))
        // The same form of another child, the same values on another picture, and unsure values are no question.
        let others = [
            try await take(fixture, "c", fingerprint: look, card("陈子涵", "510727201405163238")),
            try await take(fixture, "d", fingerprint: far, card("陈梓涵", "51072720140516322X")),
            try await take(fixture, "e", fingerprint: look, card("陈梓涵", "51072720140516322X", sure: 0.5)),
        ]
        #expect(try await store.twins(ofPage: again) == [first])
        #expect(try await store.twins(ofPage: first) == [again])
        for other in others { #expect(try await store.twins(ofPage: other).isEmpty) }

        // Beside one that is on the case, the other is a question.
        let number = try await store.openCase(
            .init(
                kind: .infoCorrection, student: try await store.student("陈梓涵").id, field: .birthDate,
                newValue: "2014-05-16", details: [.applicantRelation: "母亲"]), by: "clerk"
        ).number
        try await store.attach(page: first, toCase: number, as: nil, by: "clerk")
        let waiting = try await store.unfiledPapers(for: "clerk").papers.first { $0.page.id == again }
        #expect(waiting?.proposals.map(\.doubts) == [[.perhapsThere]])
    }
}
