internal import Foundation

/// One run of another program with a deadline and a limit on what it may say.
enum ProgramRun {
    enum Fault: Error { case missing, timedOut, tooMuch, failed(Int32) }

    /// What the program wrote to its standard output; `most` is the number of bytes that may be.
    static func output(_ program: String, _ arguments: [String], seconds: Int, most: Int) throws -> Data {
        guard let path = location(of: program), let timeout = location(of: "timeout") else { throw Fault.missing }
        let process = Process()
        process.executableURL = URL(filePath: timeout)
        process.arguments = ["--kill-after=2", String(seconds), path] + arguments
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var data = Data()
        while let part = try output.fileHandleForReading.read(upToCount: 1 << 20), !part.isEmpty {
            data.append(part)
            guard data.count <= most else {
                process.terminate()
                process.waitUntilExit()
                throw Fault.tooMuch
            }
        }
        process.waitUntilExit()
        // `timeout` answers 124, or 137 when it had to kill.
        if process.terminationReason == .exit, [124, 137].contains(process.terminationStatus) { throw Fault.timedOut }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw Fault.failed(process.terminationStatus)
        }
        return data
    }

    private static func location(of program: String) -> String? {
        ["/usr/bin", "/usr/local/bin", "/bin"].map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
