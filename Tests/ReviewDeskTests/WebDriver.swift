import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// A Chromium without a window, steered by its driver (W3C WebDriver).
final class WebDriver: Sendable {
    private let process: Process
    private let base: String
    private let session: String

    /// Cancels the test where there is no Chromium to steer; `scripts/setup` installs one.
    static func run(_ body: (WebDriver) async throws -> Void) async throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/chromedriver") else {
            try Test.cancel("chromedriver is not installed: run scripts/setup")
        }
        let driver = try await WebDriver()
        do {
            try await body(driver)
        } catch {
            await driver.end()
            throw error
        }
        await driver.end()
    }

    private init() async throws {
        let port = Int.random(in: 20_000..<30_000)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/chromedriver")
        process.arguments = ["--port=\(port)"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        base = "http://127.0.0.1:\(port)"
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1366,768",
            "--lang=zh-CN",
        ]
        let wanted: [String: Any] = [
            "capabilities": [
                "alwaysMatch": [
                    "browserName": "chrome", "goog:loggingPrefs": ["browser": "ALL"],
                    "goog:chromeOptions": ["args": arguments],
                ]
            ]
        ]
        var opened: String?
        for _ in 0..<40 where opened == nil {
            let answer = try? await WebDriver.call(base + "/session", .POST, wanted) as? [String: Any]
            opened = answer?["sessionId"] as? String
            if opened == nil { try await Task.sleep(for: .milliseconds(250)) }
        }
        guard let opened else {
            kill(process.processIdentifier, SIGKILL)
            throw CocoaError(.executableLoad)
        }
        session = opened
    }

    /// The session first, so that the browser's processes end; the driver itself does not heed SIGTERM.
    private func end() async {
        _ = try? await WebDriver.call("\(base)/session/\(session)", .DELETE, nil)
        kill(process.processIdentifier, SIGKILL)
    }

    func go(_ url: String) async throws { _ = try await post("/url", ["url": url]) }

    /// What a script returns.
    @discardableResult
    func script(_ text: String) async throws -> Any? {
        try await post("/execute/sync", ["script": text, "args": [String]()])
    }

    /// Asks until a script returns true; answers whether it did in time.
    func until(_ condition: String) async throws -> Bool {
        for _ in 0..<1800 {
            if try await script("return Boolean(\(condition))") as? Bool == true { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    func type(_ text: String, into selector: String) async throws {
        _ = try await post("/element/\(try await element(selector))/value", ["text": text])
    }

    func click(_ selector: String) async throws {
        _ = try await post("/element/\(try await element(selector))/click", [String: String]())
    }

    /// Keys as a keyboard sends them, to whatever has the focus, with another one held down.
    func press(_ keys: String, holding held: String = "") async throws {
        func stroke(_ type: String, _ key: some StringProtocol) -> [String: String] {
            ["type": type, "value": String(key)]
        }
        var actions = held.map { stroke("keyDown", String($0)) }
        for key in keys { actions += [stroke("keyDown", String(key)), stroke("keyUp", String(key))] }
        actions += held.map { stroke("keyUp", String($0)) }
        _ = try await post("/actions", ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
    }

    /// Presses the mouse at one place of an element and lets go at another; places are parts of its width and height.
    func drag(_ selector: String, from: (x: Double, y: Double), to: (x: Double, y: Double)) async throws {
        let element = try await element(selector)
        let box = try await script(
            "const r = document.querySelector('\(selector)').getBoundingClientRect(); return [r.width, r.height]")
        let size = try #require(box as? [Double])
        // From the middle of the element, as the protocol has it.
        func move(_ place: (x: Double, y: Double)) -> [String: Any] {
            [
                "type": "pointerMove", "duration": 0, "x": Int((place.x - 0.5) * size[0]),
                "y": Int((place.y - 0.5) * size[1]), "origin": ["element-6066-11e4-a52e-4f735466cecf": element],
            ]
        }
        let actions: [[String: Any]] = [
            move(from), ["type": "pointerDown", "button": 0],
            move(((from.x + to.x) / 2, (from.y + to.y) / 2)), move(to), ["type": "pointerUp", "button": 0],
        ]
        let mouse: [String: Any] = [
            "type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": actions,
        ]
        _ = try await post("/actions", ["actions": [mouse]])
    }

    /// The network as the browser has it: bytes a second up, or none at all.
    func network(offline: Bool = false, upload: Int = -1) async throws {
        try await chromium("Network.enable")
        try await chromium(
            "Network.emulateNetworkConditions",
            ["offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": upload])
    }

    /// A command of Chromium's own protocol, such as an input method at work.
    func chromium(_ command: String, _ parameters: [String: Any] = [:]) async throws {
        _ = try await post("/goog/cdp/execute", ["cmd": command, "params": parameters])
    }

    /// Pixels of the style sheet, as a window of twice as many shows them at 200 %.
    func size(width: Int, height: Int, zoom: Double = 1) async throws {
        try await chromium(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": zoom, "mobile": false])
    }

    /// Errors and policy violations that the browser has noted.
    func complaints() async throws -> [String] {
        let notes = try await post("/se/log", ["type": "browser"]) as? [[String: Any]] ?? []
        return notes.filter { $0["level"] as? String == "SEVERE" }.compactMap { $0["message"] as? String }
    }

    func screenshot(_ file: URL) async throws {
        let text = try await WebDriver.call("\(base)/session/\(session)/screenshot", .GET, nil) as? String
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try #require(text.flatMap { Data(base64Encoded: $0) }).write(to: file)
    }

    private func element(_ selector: String) async throws -> String {
        let found = try await post("/element", ["using": "css selector", "value": selector]) as? [String: String]
        return try #require(found?.values.first)
    }

    private func post(_ path: String, _ body: [String: Any]) async throws -> Any? {
        try await WebDriver.call("\(base)/session/\(session)\(path)", .POST, body)
    }

    private static func call(_ url: String, _ method: HTTPMethod, _ body: [String: Any]?) async throws -> Any? {
        var request = HTTPClientRequest(url: url)
        request.method = method
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: body)))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let data = Data(try await response.body.collect(upTo: 64 << 20).readableBytesView)
        let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        guard response.status == .ok else {
            throw CocoaError(.coderInvalidValue, userInfo: [NSLocalizedDescriptionKey: "\(answer ?? [:])"])
        }
        return answer?["value"]
    }
}
