import Foundation

/// The object store of `XUEJI_TEST_S3`, and stores of a test's own.
public enum TestObjects {
    /// A place in the bucket that nobody else uses, as `--vault` takes it; `nil` where no object store was given.
    public static var url: String? {
        guard let url = ProcessInfo.processInfo.environment["XUEJI_TEST_S3"], !url.isEmpty else { return nil }
        return url + "/" + UUID().uuidString.lowercased()
    }

    /// Why a test without an object store does nothing.
    public static let absent = "XUEJI_TEST_S3 is not set: run scripts/test, which starts SeaweedFS"

    /// Keys as `scripts/lib/test-objects keys` prints them, as the environment has them.
    public static let keys = ["XUEJI_S3_ACCESS_KEY": "xueji", "XUEJI_S3_SECRET_KEY": "only-on-loopback"]

    /// Starts, or ends, an object store in a folder; answers what the script prints.
    public static func script(_ arguments: String...) throws -> String {
        try Workplace.script("test-objects", arguments)
    }
}

extension Workplace {
    /// Runs one of `scripts/lib`; answers what it prints, and throws when it fails.
    public static func script(
        _ name: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> String {
        let process = Process()
        process.executableURL = root.appending(path: "scripts/lib/" + name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
        let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
