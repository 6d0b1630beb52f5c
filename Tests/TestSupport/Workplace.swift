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

    /// Runs `xueji` and answers too how much memory the largest process of it had for itself, in kilobytes.
    ///
    /// Pages of the program's own file are not counted: the system shares and drops them as it likes and maps more of
    /// them at once while others have them in memory. Sampled every few milliseconds; what the kernel noted as the most
    /// that was ever resident makes up for what falls between.
    public static func runMeasured(_ arguments: [String]) throws -> (result: CommandResult, peakKilobytes: Int) {
        let folder = try TemporaryFolder()
        let peak = folder.file("peak")
        let script = """
            import glob, subprocess, sys, time

            def family(process):
                yield process
                for path in glob.glob(f"/proc/{process}/task/*/children"):
                    for child in open(path).read().split():
                        yield from family(child)

            program = subprocess.Popen(sys.argv[2:])
            most = {}
            while program.poll() is None:
                try:
                    for process in family(program.pid):
                        for line in open(f"/proc/{process}/status"):
                            name, _, value = line.partition(":")
                            if name in ("RssAnon", "RssFile", "VmHWM"):
                                seen = most.setdefault(process, {})
                                seen[name] = max(seen.get(name, 0), int(value.split()[0]))
                except OSError:
                    pass  # it ended while it was looked at
                time.sleep(0.004)
            own = [max(seen["RssAnon"], seen["VmHWM"] - seen["RssFile"]) for seen in most.values() if len(seen) == 3]
            open(sys.argv[1], "w").write(str(max(own)))
            sys.exit(program.returncode)
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
