internal import IntakeModel

/// What the server or the connection answered instead of a result.
struct PostgreSQLFault: Error {
    /// Five characters of the SQL standard; empty when no server spoke.
    let state: String
    /// The server's sentence, in its language; left out where it could quote a value.
    let message: String
    let table: String
    /// The connection is gone, and the transaction with it.
    let isLoss: Bool

    init(state: String, message: String, table: String = "", isLoss: Bool) {
        self.state = state
        // Class 22 (data exception) quotes the data.
        self.message = state.hasPrefix("22") ? "" : message
        self.table = table
        self.isLoss = isLoss || PostgreSQLFault.lossStates.contains(state) || state.hasPrefix("08")
    }

    /// Ended by an administrator, crash or shutdown of the server, time-outs that end a session.
    private static let lossStates: Set<String> = ["57P01", "57P02", "57P03", "57P05", "25P03"]

    /// Serialization failure, deadlock, or a link of the audit chain that another transaction was faster to add.
    var isConflict: Bool {
        state == "40001" || state == "40P01" || (state == "23505" && table == "audit")
    }

    /// A table was altered since the statement was prepared on this connection.
    var isStalePlan: Bool { state == "0A000" && message.contains("cached plan") }

    /// Not a refusal of the address or the log-in, which stays the same however often it is tried.
    var isWorthWaiting: Bool { !state.hasPrefix("28") && !state.hasPrefix("3D") && !state.hasPrefix("42") }

    /// In words for a person.
    var explained: IntakeError {
        let log = "SQLSTATE \(state.isEmpty ? "-" : state) \(table) \(message)"
        func error(_ code: String, _ phrase: Phrase, _ remedy: Phrase, _ exit: ExitStatus) -> IntakeError {
            IntakeError(code, phrase, remedy: remedy, exit: exit, underlying: log)
        }
        return switch state {
        case "53100": error("store.disk-full", .diskFull.with("PostgreSQL"), .diskFullRemedy, .inputOutput)
        case "55P03", "57014", "40001", "40P01", "53300": error("store.busy", .storeBusy, .storeBusyRemedy, .busy)
        case "28P01", "28000": error("store.login", .storeLogin, .storeLoginRemedy, .unavailable)
        case "3D000": error("store.no-database", .storeNoDatabase, .storeNoDatabaseRemedy, .unavailable)
        case "3F000": error("store.no-schema", .storeNoSchema, .storeNoSchemaRemedy, .unavailable)
        case "42501": error("store.permission", .storePermission, .storePermissionRemedy, .notAllowed)
        case _ where isConflict: error("store.busy", .storeBusy, .storeBusyRemedy, .busy)
        case _ where isLoss: error("store.unreachable", .storeUnreachable, .storeUnreachableRemedy, .unavailable)
        default: error("store.failed", .storeBroken.with("SQLSTATE " + state), .storeBrokenRemedy, .inputOutput)
        }
    }
}
