internal import CPQ
internal import Foundation
internal import IntakeModel

/// Reaching the server, within ten seconds.
enum PostgreSQLConnecting {
    /// Time for looking the host up, the handshake and the log-in.
    private static let seconds: Double = 10

    /// Refuses an address that libpq cannot parse. libpq's own sentence quotes the address, so it is not passed on.
    static func check(_ url: String) throws(IntakeError) {
        guard let parts = PQconninfoParse(url, nil) else {
            throw IntakeError(
                "store.url", .storeURL.with(AddressText.withoutPassword(url)), remedy: .storeURLRemedy, exit: .usage)
        }
        PQconninfoFree(parts)
    }

    /// A connection ready for statements; throws with `isLoss` when nobody answers or lets us in.
    static func connect(_ url: String) throws(PostgreSQLFault) -> OpaquePointer {
        // What stands before `dbname` may be overridden by the address, what stands after it may not.
        let handle = start([
            ("application_name", "xueji"), ("keepalives_idle", "15"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "30000"), ("dbname", url), ("client_encoding", "UTF8"),
        ])
        guard let handle else { throw PostgreSQLFault(state: "", message: "out of memory", isLoss: true) }
        // The refusal then carries its SQLSTATE, in whatever language the server speaks.
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        guard wait(handle) else {
            let message = String(cString: PQerrorMessage(handle))
            PQfinish(handle)
            throw PostgreSQLFault(state: state(in: message), message: message, isLoss: true)
        }
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
        return handle
    }

    private static func start(_ settings: [(String, String)]) -> OpaquePointer? {
        let names = settings.map { strdup($0.0) }
        let values = settings.map { strdup($0.1) }
        defer { for text in names + values { free(text) } }
        let keywords = names.map { UnsafePointer($0) } + [nil]
        let texts = values.map { UnsafePointer($0) } + [nil]
        return PQconnectStartParams(keywords, texts, 1)
    }

    private static func wait(_ handle: OpaquePointer) -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        var wanted = PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while wanted == PGRES_POLLING_READING || wanted == PGRES_POLLING_WRITING {
            let left = deadline.timeIntervalSinceNow
            guard left > 0 else { return false }
            let events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var socket = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            guard poll(&socket, 1, Int32(left * 1000) + 1) != 0 else { return false }
            wanted = PQconnectPoll(handle)
        }
        return wanted == PGRES_POLLING_OK
    }

    /// `…: FATAL:  28P01: …`, whatever the language; a state has a digit, which no word of five letters has.
    private static func state(in message: String) -> String {
        message.matches(of: #/:\s+([0-9A-Z]{5})(?=: )/#).map { String($0.1) }.first { $0.contains(where: \.isNumber) }
            ?? ""
    }
}
