import IntakeModel
import Registry
import RegistryStore
import Testing

/// 照片批次 in the store, on both databases.
@Suite("照片批次库")
struct PhotoRunStoreTests {
    private static func reasons(_ code: String, _ verdict: RunPhoto.Verdict) -> [RunPhoto.Reason] {
        [.init(code: code, verdict: verdict, measured: 1, limit: 2, message: "m", remedy: "r", language: .chinese)]
    }

    /// One that passes, one in doubt, one that failed with a finished photo, one without.
    private static let photos = [
        RunPhoto(name: "a.jpg", place: 0, className: "1班", verdict: .pass, finished: "f0"),
        RunPhoto(
            name: "b.jpg", place: 1, className: "2班", verdict: .review, reasons: reasons("tilted", .review),
            finished: "f1", seen: "s1"),
        RunPhoto(
            name: "c.jpg", place: 2, className: "2班", verdict: .fail, reasons: reasons("blur", .fail), finished: "f2",
            seen: "s2"),
        RunPhoto(name: "d.jpg", place: 3, verdict: .fail, reasons: reasons("corrupt", .fail)),
    ]

    private func recorded(_ fixture: StoreFixture) async throws -> (run: PhotoRun, ids: [Int64], clerk: Person) {
        let run = try await fixture.store.beginPhotoRun(
            key: "k", name: "一批", profile: "national", total: 4, resumed: 0, by: "clerk")
        try await fixture.store.record(PhotoRunStoreTests.photos, inRun: run.id)
        try await fixture.store.endPhotoRun(run.id, by: "clerk")
        let ids = try await fixture.store.photos(ofRun: run.id).photos.map(\.id)
        return (run, ids, try await fixture.store.person("clerk"))
    }

    @Test(arguments: Engine.allCases) func decisionsStandBesideTheVerdict(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let (run, ids, clerk) = try await recorded(fixture)
        #expect(try await fixture.store.photoRun(run.id, visibleTo: clerk).open == 1)
        #expect(try await fixture.store.decide(photo: ids[1], .accept, reason: nil, by: "clerk").outcome == .usable)
        let listed = try await fixture.store.photoRun(run.id, visibleTo: clerk)
        #expect(listed.open == 0 && listed.usable == 2)
        let refused = await #expect(throws: IntakeError.self) {
            try await fixture.store.decide(photo: ids[2], .accept, reason: nil, by: "clerk")
        }
        #expect(refused?.code == "photo.reason")
        let over = try await fixture.store.decide(photo: ids[2], .accept, reason: "重拍不便", by: "leader")
        #expect(over.outcome == .usable && over.photo.verdict == .fail && over.decision?.reason == "重拍不便")
        let nothing = await #expect(throws: IntakeError.self) {
            try await fixture.store.decide(photo: ids[3], .accept, reason: "x", by: "clerk")
        }
        #expect(nothing?.code == "photo.unusable")
        // Each takes back their own; what is taken back stays on record.
        let back = try await fixture.store.takeBackPhotoDecision(run: run.id, by: "clerk")
        #expect(back.id == ids[1] && back.outcome == .open && back.trail.map(\.action) == [.accept, .undo])
        let none = await #expect(throws: IntakeError.self) {
            try await fixture.store.takeBackPhotoDecision(run: run.id, by: "clerk")
        }
        #expect(none?.code == "photo.nothing")
        _ = try await fixture.store.decide(photo: ids[0], .reject, reason: nil, by: "clerk")
        #expect(try await fixture.store.photoRun(run.id, visibleTo: clerk).usable == 1)
        #expect(
            try await fixture.store.auditEntries(subject: "photo:\(ids[1])").map(\.action) == [
                "photo.accept", "photo.undo",
            ])
        #expect(try await fixture.store.verifyAudit() > 0)
    }

    @Test(arguments: Engine.allCases) func rowsOnlyGrow(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let (_, ids, _) = try await recorded(fixture)
        _ = try await fixture.store.decide(photo: ids[1], .accept, reason: nil, by: "clerk")
        for statement in [
            "UPDATE runPhoto SET verdict = 'pass'", "DELETE FROM runPhoto",
            "UPDATE photoDecision SET action = 'reject'",
            "DELETE FROM photoDecision",
        ] {
            await #expect(throws: (any Error).self, "\(statement)") {
                try await fixture.database.write { try $0.execute(statement, []) }
            }
        }
    }

    @Test(arguments: Engine.allCases) func othersSeeNothing(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let (run, ids, _) = try await recorded(fixture)
        let stranger = try await fixture.store.person("clerkR")
        #expect(try await fixture.store.photoRuns(under: "R").isEmpty)
        #expect(try await fixture.store.photoRuns(under: "C").map(\.run.id) == [run.id])
        for error in [
            await #expect(throws: IntakeError.self) {
                _ = try await fixture.store.photoRun(run.id, visibleTo: stranger)
            },
            await #expect(throws: IntakeError.self) {
                _ = try await fixture.store.runPhoto(ids[0], visibleTo: stranger)
            },
            await #expect(throws: IntakeError.self) {
                _ = try await fixture.store.decide(photo: ids[1], .accept, reason: nil, by: "clerkR")
            },
            await #expect(throws: IntakeError.self) {
                _ = try await fixture.store.takeBackPhotoDecision(run: run.id, by: "clerkR")
            },
        ] { #expect(error?.code == "registry.not-found") }
    }

    @Test(arguments: Engine.allCases) func photosAreListedByWhatIsWrong(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let (run, ids, _) = try await recorded(fixture)
        func found(_ filter: RegistryStore.PhotoFilter) async throws -> [Int64] {
            try await fixture.store.photos(ofRun: run.id, filter).photos.map(\.id)
        }
        #expect(try await found(.init(outcome: .open)) == [ids[1]])
        #expect(try await found(.init(outcome: .returned)) == [ids[2], ids[3]])
        #expect(try await found(.init(verdict: .fail, reason: "blur")) == [ids[2]])
        #expect(try await found(.init(className: "2班")) == [ids[1], ids[2]])
        let second = try await fixture.store.photos(ofRun: run.id, from: 2, count: 1)
        #expect(second.total == 4 && second.photos.map(\.id) == [ids[2]])
        let facets = try await fixture.store.photoFacets(ofRun: run.id)
        #expect(
            facets.outcomes == [.open: 1, .usable: 1, .returned: 2]
                && facets.verdicts == [.pass: 1, .review: 1, .fail: 2])
        #expect(facets.reasons.map(\.code) == ["blur", "corrupt", "tilted"] && facets.classes.map(\.count) == [1, 2])
    }

    @Test(arguments: Engine.allCases) func aRunGoesOnUnderTheSameKey(_ engine: Engine) async throws {
        let fixture = try await StoreFixture(engine)
        let first = try await fixture.store.beginPhotoRun(
            key: "k", name: "一批", profile: "national", total: 4, resumed: 0, by: "clerk")
        fixture.clock.advance(10_000)
        try await fixture.store.notePhotoRun(first.id, done: 2, verdicts: [.pass: 2])
        let clerk = try await fixture.store.person("clerk")
        let running = try await fixture.store.photoRun(first.id, visibleTo: clerk).run
        #expect(running.rate == 0.2 && running.verdicts[.pass] == 2)
        #expect(running.isBrokenOff(at: running.seenAt + PhotoRun.silence + 1))
        let (again, ids, _) = try await recorded(fixture)
        #expect(again.id == first.id && ids.count == 4)
        try await fixture.store.record(PhotoRunStoreTests.photos, inRun: first.id)
        #expect(try await fixture.store.photos(ofRun: first.id).total == 4)
        #expect(
            try await fixture.store.auditEntries(subject: "photoRun:\(first.id)").map(\.action)
                == ["photos.begin", "photos.resume", "photos.end"])
    }
}
