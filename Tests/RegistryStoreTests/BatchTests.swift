import IntakeModel
import Registry
import RegistryStore
import Testing

@Suite("收件批次")
struct BatchTests {
    private func take(_ fixture: StoreFixture, _ hashes: [String], batch: String = "b1") async throws -> Int64 {
        for hash in hashes {
            _ = try await fixture.store.addPage(
                hash: hash, name: hash, origin: .scanner, batch: batch, organization: "S", caseNumber: nil, by: "clerk")
        }
        return try #require(try await fixture.store.batch(key: batch)).id
    }

    private func names(_ fixture: StoreFixture, _ batch: Int64) async throws -> [String] {
        var names: [String] = []
        for entry in try await fixture.store.entries(ofBatch: batch) {
            let page = try await fixture.store.page(entry.page)
            names.append(page.name + (entry.aside == nil ? "" : "-") + (page.turn == 0 ? "" : "@\(page.turn)"))
        }
        return names
    }

    @Test(arguments: Engine.allCases) func pagesStandInTheOrderInWhichTheyCame(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let opened = try await fixture.store.openBatch(
            IntakeBatch(
                organization: "S", key: "b1", origin: .scanner, person: "clerk", device: "test:0", profile: "forms",
                request: "{}", caseNumber: nil))
        let batch = try await take(fixture, ["a", "b", "c"])
        #expect(batch == opened.id && opened.device == "test:0")
        #expect(try await names(fixture, batch) == ["a", "b", "c"])
        // The same page under its number is the same entry; as another page of the stack it is one more, known before.
        for number in [2, 4] {
            _ = try await fixture.store.addPage(
                hash: "b", name: "b", origin: .scanner, batch: "b1", number: number, organization: "S",
                caseNumber: nil, by: "clerk")
        }
        let entries = try await fixture.store.entries(ofBatch: batch)
        #expect(entries.map(\.number) == [1, 2, 3, 4] && entries.map(\.isNew) == [true, true, true, false])
        #expect(try await fixture.store.nextNumber(inBatch: batch) == 5)
        try await fixture.store.endBatch("b1", fault: "scan.jammed", by: "clerk")
        let listed = try await fixture.store.listedBatch(batch, visibleTo: "clerk")
        #expect(listed.pages == 4 && listed.reading == 4 && listed.end?.detail == "scan.jammed")
        #expect(try await fixture.store.batches(under: "S").map(\.batch.id) == [batch])
        #expect(try await fixture.store.batches(under: "R").isEmpty)
        await #expect(throws: IntakeError.self) {
            _ = try await fixture.store.batch(batch, visibleTo: "clerkR")
        }
    }

    @Test(arguments: Engine.allCases) func everythingDoneToABatchIsTakenBack(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        let batch = try await take(fixture, ["a", "b", "c", "d"])
        let ids = try await store.entries(ofBatch: batch).map(\.id)
        try await store.move(entry: ids[3], inBatch: batch, to: 1, by: "clerk")
        #expect(try await names(fixture, batch) == ["d", "a", "b", "c"])
        try await store.turn(entry: ids[0], inBatch: batch, by: 90, person: "clerk")
        try await store.setAside(entries: [ids[1]], inBatch: batch, .person, by: "clerk")
        #expect(try await names(fixture, batch) == ["d", "a@90", "b-", "c"])
        let made = try await store.split(batch: batch, before: ids[1], by: "clerk")
        #expect(try await names(fixture, batch) == ["d", "a@90"])
        #expect(try await names(fixture, made) == ["b-", "c"])
        let other = try await take(fixture, ["e"], batch: "b2")
        try await store.merge(batch: other, into: batch, by: "clerk")
        #expect(try await names(fixture, batch) == ["d", "a@90", "e"])
        #expect(try await store.batches(under: "S").map(\.batch.id) == [made, batch])

        // A page that came since stays, at the end.
        _ = try await take(fixture, ["f"])
        for _ in 0..<5 { _ = try await store.takeBack(batch: batch, by: "clerk") }
        #expect(try await names(fixture, batch) == ["a", "b", "c", "d", "f"])
        #expect(try await names(fixture, other) == ["e"])
        #expect(try await names(fixture, made).isEmpty)
        let nothing = await #expect(throws: IntakeError.self) {
            _ = try await store.takeBack(batch: batch, by: "clerk")
        }
        #expect(nothing?.code == "batch.nothing")
        let trail = try await store.acts(ofBatch: batch).map(\.action)
        #expect(trail == [.order, .turn, .aside, .split, .merge, .undo, .undo, .undo, .undo, .undo])
        #expect(try await store.verifyAudit() > 0)
    }

    @Test(arguments: Engine.allCases) func frontsAndBacksAreCollated(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let batch = try await take(fixture, ["1a", "2a", "3a", "3b", "2b", "1b"])
        try await fixture.store.collate(batch: batch, by: "clerk")
        #expect(try await names(fixture, batch) == ["1a", "1b", "2a", "2b", "3a", "3b"])
        _ = try await fixture.store.takeBack(batch: batch, by: "clerk")
        #expect(try await names(fixture, batch) == ["1a", "2a", "3a", "3b", "2b", "1b"])
        _ = try await take(fixture, ["x"])
        let odd = await #expect(throws: IntakeError.self) { try await fixture.store.collate(batch: batch, by: "clerk") }
        #expect(odd?.code == "batch.collate")
    }

    @Test func anUndoThatWouldOverwriteLaterWorkIsRefused() async throws {
        let fixture = try await StoreFixture(.sqlite)
        let store = fixture.store
        let batch = try await take(fixture, ["a", "b", "c"])
        let ids = try await store.entries(ofBatch: batch).map(\.id)
        let made = try await store.split(batch: batch, before: ids[1], by: "clerk")
        try await store.setAside(entries: [ids[2]], inBatch: made, .person, by: "clerk")
        let refused = await #expect(throws: IntakeError.self) {
            _ = try await store.takeBack(batch: batch, by: "clerk")
        }
        #expect(refused?.code == "batch.changed")
        for order in [[ids[0], ids[0]], [ids[1]], []] {
            await #expect(throws: IntakeError.self) { try await store.reorder(batch: made, order, by: "clerk") }
        }
        await #expect(throws: IntakeError.self) { _ = try await store.split(batch: made, before: ids[1], by: "clerk") }
        await #expect(throws: IntakeError.self) { try await store.merge(batch: made, into: made, by: "clerk") }
        await #expect(throws: IntakeError.self) {
            try await store.turn(entry: ids[0], inBatch: batch, by: 90, person: "clerkR")
        }
        try await store.reorder(batch: made, [ids[2], ids[1]], by: "clerk")
        #expect(try await names(fixture, made) == ["c-", "b"])
    }

    @Test(arguments: Engine.allCases) func whatIsSetAsideGoesToNobody(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let store = fixture.store
        _ = try await fixture.readCard(hash: "doubtful", confidence: 0.4)
        _ = try await fixture.readCard(hash: "sure")
        let batch = try #require(try await store.batch(key: "b")).id
        let ids = try await store.entries(ofBatch: batch).map(\.id)
        #expect(try await store.deskCounts(under: "S").toReview == 1)
        #expect(try await store.unfiledPapers(for: "clerk").total == 1)
        try await store.setAside(entries: ids, inBatch: batch, .person, by: "clerk")
        #expect(try await store.deskCounts(under: "S").toReview == 0)
        #expect(try await store.takeNextDocument(after: 0, by: "clerk") == nil)
        #expect(try await store.unfiledPapers(for: "clerk").total == 0)
        try await store.setAside(entries: ids, inBatch: batch, nil, by: "clerk")
        #expect(try await store.deskCounts(under: "S").toReview == 1)
        #expect(try await store.unfiledPapers(for: "clerk").total == 1)
    }
}
