import ArgumentParser
import Foundation
import Scanning

/// The child that talks to libsane; started by `devices`, `scan` and the desk, never by a person.
struct ScanWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "scan-worker", shouldDisplay: false)

    @Flag var list = false
    @Option var request: String = "{}"
    @Option var spool: String = "."

    func run() throws {
        if list { return ScanWorker.listDevices() }
        let asked = try JSONDecoder().decode(ScanRequest.self, from: Data(request.utf8))
        ScanWorker.scan(asked, spool: URL(filePath: spool))
    }
}
