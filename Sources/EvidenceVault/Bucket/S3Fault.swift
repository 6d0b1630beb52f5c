internal import IntakeModel

/// What the server refused, in words for a person.
struct S3Fault {
    let status: Int
    let code: String

    init(_ answer: S3Answer) {
        status = answer.status
        code = answer.code
    }

    static func unreachable(_ cause: String) -> IntakeError {
        IntakeError(
            "vault.unreachable", .vaultUnreachable, remedy: .vaultUnreachableRemedy, exit: .unavailable,
            underlying: cause)
    }

    var explained: IntakeError {
        func error(_ name: String, _ phrase: Phrase, _ remedy: Phrase, _ exit: ExitStatus) -> IntakeError {
            IntakeError(name, phrase, remedy: remedy, exit: exit, underlying: "HTTP \(status) \(code)")
        }
        return switch (status, code) {
        case (_, "RequestTimeTooSkewed"): error("vault.clock", .vaultClock, .vaultClockRemedy, .unavailable)
        case (401, _), (403, _): error("vault.login", .vaultLogin, .vaultLoginRemedy, .unavailable)
        case (_, "NoSuchBucket"): error("vault.no-bucket", .vaultNoBucket, .vaultNoBucketRemedy, .unavailable)
        case (507, _), (_, "XMinioStorageFull"):
            error("vault.full", .diskFull.with("S3"), .diskFullRemedy, .inputOutput)
        default:
            error(
                "vault.refused", .vaultRefused.with(code.isEmpty ? "HTTP \(status)" : code), .vaultRefusedRemedy,
                .inputOutput)
        }
    }
}
