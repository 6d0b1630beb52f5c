import Foundation
import TestSupport
import Testing

@Suite("法规对照")
struct RegulationPageTests {
    /// `docs/regulation.md` is what the packs, the sources and the tests say today.
    @Test func thePageIsUpToDate() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [Workplace.root.appending(path: "scripts/lib/regulation_page.py").path]
        process.environment = ["PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let made = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let page = try String(contentsOf: Workplace.root.appending(path: "docs/regulation.md"), encoding: .utf8)
        #expect(made == page, "make it anew: python3 scripts/lib/regulation_page.py >docs/regulation.md")
    }
}
