import ArgumentParser
import Foundation
import IntakeModel

/// What a person sees: results on standard output, everything else on standard error.
struct Console: Sendable {
    let language: Language
    let json: Bool
    let quiet: Bool

    func text(_ phrase: Phrase) -> String { phrase.text(language) }

    func say(_ phrase: Phrase) { print(phrase.text(language)) }

    func say(_ line: String) { print(line) }

    /// One line of JSON with sorted keys.
    func sayJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
        // Whoever reads a pipe wants the line now.
        fflush(nil)
    }

    /// A remark that is no result.
    func remark(_ phrase: Phrase) { if !quiet { Console.toStandardError(phrase.text(language)) } }

    /// What went wrong and what to do.
    func complain(_ error: IntakeError) { complain(error.report(language)) }

    func complain(_ failure: FailureReport) {
        Console.toStandardError("✗ \(failure.message)\n  → \(failure.remedy)  [\(failure.code)]")
    }

    static func toStandardError(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Runs a command's body; a failure is told in words and becomes its exit code.
    func run(_ body: () async throws -> ExitStatus) async throws {
        let status: ExitStatus
        do {
            status = try await body()
        } catch let error as IntakeError {
            complain(error)
            if ProcessInfo.processInfo.environment["XUEJI_DEBUG"] != nil, let underlying = error.underlying {
                Console.toStandardError(underlying)
            }
            status = error.exit
        } catch let exit as ExitCode {
            throw exit
        } catch {
            complain(
                IntakeError(
                    "internal", .internalFault, remedy: .askAdministrator, exit: .internalFault, underlying: "\(error)")
            )
            if ProcessInfo.processInfo.environment["XUEJI_DEBUG"] != nil { Console.toStandardError("\(error)") }
            status = .internalFault
        }
        if status != .ok { throw ExitCode(status.rawValue) }
    }
}
