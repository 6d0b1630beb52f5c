public import Foundation

/// 虚拟扫描仪: a pile of pictures that SANE feeds as a scanner would; `Tests/VirtualScanner/README.md` says what can go wrong.
public struct VirtualScanner: Sendable {
    /// The pile.
    public let pile: URL
    /// What a process needs to find the device, and no other.
    public let environment: [String: String]
    /// SANE's name of it.
    public let name = "xueji_virtual:0"

    public init(in folder: TemporaryFolder) throws {
        pile = folder.file("pile")
        let configuration = folder.file("sane")
        for made in [pile, configuration] {
            try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        }
        let library = Workplace.xueji.deletingLastPathComponent().appending(path: "libsane-xueji_virtual.so")
        try FileManager.default.createSymbolicLink(
            at: configuration.appending(path: "libsane-xueji_virtual.so.1"), withDestinationURL: library)
        try Data("xueji_virtual\n".utf8).write(to: configuration.appending(path: "dll.conf"))
        try Data((pile.path + "\n").utf8).write(to: configuration.appending(path: "xueji_virtual.conf"))
        environment = ["SANE_CONFIG_DIR": configuration.path, "LD_LIBRARY_PATH": configuration.path]
    }

    /// Lays a picture (PNM) on the pile, under all that lie there.
    public func lay(_ picture: Data, number: Int) throws {
        try picture.write(to: pile.appending(path: String(format: "%03d.pnm", number)))
    }

    /// Says what shall go wrong.
    public func control(_ lines: String...) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: pile.appending(path: "control"))
    }

    /// Names of the pictures that went through, in that order.
    public var fed: [String] {
        let text = (try? String(contentsOf: pile.appending(path: "fed"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}
