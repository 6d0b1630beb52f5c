public import Foundation

/// Where tests find the package and what was built of it.
public enum Workplace {
    /// The folder that holds Package.swift.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    public static var samples: URL { root.appending(path: "samples") }

    /// The `xueji` that was built beside the running tests.
    public static var xueji: URL {
        let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "xueji")
        return FileManager.default.isExecutableFile(atPath: beside.path)
            ? beside : root.appending(path: ".build/debug/xueji")
    }
}

/// A folder that is gone when the test is.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "xueji-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    public func file(_ name: String) -> URL { url.appending(path: name) }
}

/// What a run of `xueji` printed and answered.
public struct CommandResult: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
}

extension Workplace {
    /// Runs `xueji`; blocks, so call it off the cooperative pool for anything long.
    public static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandResult {
        try run(xueji, arguments, environment: environment)
    }

    /// Runs `xueji` and answers too how much memory the largest process of it took, in kilobytes.
    ///
    /// A process of its own waits for it, so that other tests' children do not count.
    public static func runMeasured(_ arguments: [String]) throws -> (result: CommandResult, peakKilobytes: Int) {
        let folder = try TemporaryFolder()
        let peak = folder.file("peak")
        let script = """
            import resource, subprocess, sys
            status = subprocess.run(sys.argv[2:]).returncode
            open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
            sys.exit(status)
            """
        let result = try run(
            URL(filePath: "/usr/bin/python3"), ["-c", script, peak.path, xueji.path] + arguments, environment: [:])
        return (result, Int(try String(contentsOf: peak, encoding: .utf8)) ?? .max)
    }

    private static func run(
        _ program: URL, _ arguments: [String], environment: [String: String]
    ) throws -> CommandResult {
        let folder = try TemporaryFolder()
        let out = folder.file("out")
        let err = folder.file("err")
        _ = FileManager.default.createFile(atPath: out.path, contents: nil)
        _ = FileManager.default.createFile(atPath: err.path, contents: nil)
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["LANG": "zh_CN.UTF-8", "XUEJI_RESOURCES": root.appending(path: "models").path]
        ) { $1 }.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        process.waitUntilExit()
        return CommandResult(
            status: process.terminationStatus, output: try String(contentsOf: out, encoding: .utf8),
            errors: try String(contentsOf: err, encoding: .utf8))
    }
}
