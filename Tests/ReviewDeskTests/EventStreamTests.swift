import Foundation
import HTTPTypes
import HummingbirdTesting
import RegistryStore
import Synchronization
import TestSupport
import Testing

@testable import ReviewDesk

/// Streams of events end with what they belong to.
@Suite("事件流", .serialized, .timeLimit(.minutes(30)))
struct EventStreamTests {
    @Test func aStreamDoesNotProlongItsSession() async throws {
        let fixture = try await DeskFixture(heartbeat: .milliseconds(30))
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            _ = try await events.until { $0.name == "preview" }
            fixture.clock.advance(minutes: 20)
            // Coming back is no use of the session either.
            _ = try await member.events().until { $0.name == "preview" }
            fixture.clock.advance(minutes: 11)
            _ = try await events.until { $0.name == "over" }
            let more = try await events.next()
            #expect(more == nil)
        }
    }

    @Test func signingOutEndsIt() async throws {
        let fixture = try await DeskFixture(heartbeat: .milliseconds(30))
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            _ = try await events.until { $0.name == "preview" }
            try await member.post("/logout")
            let told = try await events.until { $0.name == "over" }
            #expect(told.count == 1)
        }
    }

    @Test func theNewestOfASessionAreServed() async throws {
        let fixture = try await DeskFixture()
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let oldest = try await member.events()
            _ = try await oldest.until { $0.name == "preview" }
            var others: [EventReader] = []
            for _ in 0..<EventStreams.mostOfOneSession {
                others.append(try await member.events())
                _ = try await others[others.count - 1].until { $0.name == "preview" }
            }
            _ = try await oldest.until { $0.name == "replaced" }
            let more = try await oldest.next()
            #expect(more == nil)
            // Those that are left go on.
            await fixture.desk.scanners.look()
            await fixture.desk.station.tellAll()
            for other in others { _ = try await other.until { $0.name == "devices" } }
        }
    }

    /// The server ends when it is asked to, although a browser listens: without that this test never ends.
    @Test func anOpenStreamDoesNotHoldUpTheEnd() async throws {
        let fixture = try await DeskFixture()
        let listener = Mutex<Task<Bool, any Error>?>(nil)
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let (heard, hearing) = AsyncStream<Void>.makeStream()
            let task = Task {
                let events = try await member.events()
                while let event = try await events.next() { if event.name == "preview" { hearing.yield() } }
                return true
            }
            listener.withLock { $0 = task }
            for await _ in heard { break }
        }
        // The desk has ended it, in good order.
        let ended = try await listener.withLock { $0 }?.value
        #expect(ended == true)
    }

    @Test func strangersHearNothing() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            let refused = try await browser.get("/scan/events", accept: "text/event-stream")
            #expect(refused.status == .unauthorized)
        }
    }
}
