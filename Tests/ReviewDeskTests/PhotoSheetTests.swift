import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import Synchronization
import Testing

@testable import ReviewDesk

/// 照片一览: what the routes give and refuse.
@Suite("照片一览")
struct PhotoSheetTests {
    @Test func anotherSchoolSeesNothing() async throws {
        let fixture = try await DeskFixture()
        let (run, photos) = try await fixture.photoRun()
        try await fixture.run { browser in
            try await browser.signIn("stranger")
            #expect(try await !browser.get("/photos").text.contains("2026级新生"))
            for path in [
                "/photos/\(run)", "/photos/\(run)/photos/\(photos[0])/picture?kind=finished",
                "/photos/\(run)/photos.zip",
            ] { #expect(try await browser.get(path).status == .notFound, "\(path)") }
            for (path, fields) in [
                ("decide", ["photo": String(photos[6]), "action": "accept"]), ("undo", [:]), ("file", [:]),
            ] {
                #expect(try await browser.post("/photos/\(run)/\(path)", fields).status == .notFound, "\(path)")
            }
        }
        #expect(try await fixture.store.photos(ofRun: run).photos.allSatisfy { $0.trail.isEmpty })
    }

    @Test func decisionsCarryTheFormToken() async throws {
        let fixture = try await DeskFixture()
        let (run, photos) = try await fixture.photoRun()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            browser.forgetToken()
            let fields = ["photo": String(photos[6]), "action": "accept"]
            #expect(try await browser.post("/photos/\(run)/decide", fields).status == .forbidden)
        }
        #expect(try await fixture.store.photos(ofRun: run).photos[6].trail.isEmpty)
    }

    /// A look at the sheet is one entry, one at a large picture another; nobody signed in sees none.
    @Test func looksAreOnRecord() async throws {
        let fixture = try await DeskFixture()
        let (run, photos) = try await fixture.photoRun()
        let picture = "/photos/\(run)/photos/\(photos[0])/picture?kind=finished"
        try await fixture.run { browser in
            #expect(try await browser.get(picture).status == .unauthorized)
            try await browser.signIn("clerk")
            let page = try await browser.get("/photos/\(run)")
            #expect(page.text.contains("陈梓涵") && !page.text.contains("style="))
            for _ in 0..<2 {
                let small = try await browser.get(picture + "&size=small")
                #expect(small.status == .ok && small.headers[.contentType] == "image/jpeg")
            }
            #expect(try await browser.get(picture).status == .ok)
            // A photo that passes has no picture of what was wrong; one of another run is none of this run's.
            #expect(try await browser.get("/photos/\(run)/photos/\(photos[0])/picture?kind=seen").status == .notFound)
            #expect(
                try await browser.get("/photos/\(run + 1)/photos/\(photos[0])/picture?kind=finished").status
                    == .notFound)
        }
        #expect(
            try await fixture.store.auditEntries(subject: "photoRun:\(run)").filter { $0.action == "photos.view" }.count
                == 1)
        #expect(try await fixture.store.auditEntries(subject: "photo:\(photos[0])").map(\.action) == ["photo.view"])
    }

    @Test func whoOnlyLooksDecidesNothing() async throws {
        let fixture = try await DeskFixture()
        let (run, photos) = try await fixture.photoRun()
        try await fixture.store.add(
            Person(
                id: "head", name: "head", role: .departmentLeader, organization: "C", trainedOn: "2026-03-01",
                filing: "F"), by: "root")
        let refused = await #expect(throws: IntakeError.self) {
            try await fixture.store.decide(photo: photos[6], .accept, reason: nil, by: "head")
        }
        #expect(refused?.code == "photo.role")
        #expect(try await fixture.store.photoRun(run, visibleTo: fixture.store.person("head")).open == 3)
    }

    /// Usable photos of known students become evidence, once; after that they are decided on the case.
    @Test func usablePhotosGoOnCasesAndIntoTheArchive() async throws {
        let fixture = try await DeskFixture()
        let student = try await fixture.student()
        let (run, photos) = try await fixture.photoRun(student: student.id)
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let zip = try await browser.get("/photos/\(run)/photos.zip?class=1%E7%8F%AD")
            #expect(zip.status == .ok && zip.headers[.contentType] == "application/zip" && zip.bytes.count > 20_000)
            let answer = try await browser.post("/photos/\(run)/file", [:], accept: "application/json")
            #expect(answer.text.contains("\"filed\":\"1\"") && answer.text.contains("\"left\":\"0\""), "\(answer.text)")
            let again = try await browser.post("/photos/\(run)/file", [:], accept: "application/json")
            #expect(again.text.contains("\"filed\":\"0\""))
            let late = try await browser.post(
                "/photos/\(run)/decide", ["photo": String(photos[0]), "action": "reject"], accept: "application/json")
            #expect(late.status == .forbidden)
            #expect(try await browser.get("/photos/\(run)").text.contains("/cases/1"))
        }
        let file = try await fixture.store.caseFile(1)
        #expect(file.matter.kind == .photoUpdate && file.matter.student == student.id && file.evidence.count == 1)
        let actions = try await fixture.store.auditEntries(subject: "photoRun:\(run)").map(\.action)
        #expect(actions.contains("photos.export"))
    }

    @Test func onlyFoldersThatAreOfferedAreStarted() async throws {
        let started = Mutex<[PhotoStation.Order]>([])
        let fixture = try await DeskFixture(
            photos: PhotoStation(
                folders: { $0 == "S" ? [.init(name: "一年级", isBusy: false)] : [] },
                start: { order in started.withLock { $0.append(order) } }))
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            #expect(try await browser.get("/photos").text.contains("一年级"))
            for fields in [
                ["folder": "../R", "profile": "national"], ["folder": "一年级", "profile": "/etc/passwd"], [:],
            ] {
                #expect(try await browser.post("/photos", fields).status == .unprocessableContent)
            }
            let done = try await browser.post("/photos", ["folder": "一年级", "profile": "id-card"])
            #expect(done.status == .seeOther)
            let other = browser.other()
            try await other.signIn("stranger")
            #expect(
                try await other.post("/photos", ["folder": "一年级", "profile": "national"]).status
                    == .unprocessableContent)
        }
        #expect(started.withLock { $0.map(\.person) } == ["clerk"])
        #expect(started.withLock { $0.map(\.organization) } == ["S"])
    }
}
