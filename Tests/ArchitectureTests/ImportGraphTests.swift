import Foundation
import TestSupport
import Testing

/// Reads every import of the sources; an arrow that the architecture does not draw fails.
@Suite("模块依赖")
struct ImportGraphTests {
    /// Module → modules of ours that it may import.
    private static let allowed: [String: Set<String>] = {
        let base: Set<String> = ["IntakeModel", "IntakeResources"]
        return [
            "IntakeModel": [],
            "ChildProcesses": [],
            "IntakeResources": ["IntakeModel"],
            "ImageCodecs": ["IntakeModel", "CJPEG", "CJPEGBlocks", "CPNG", "CLeptonica", "CLCMS"],
            "Scanning": base.union(["ImageCodecs", "ChildProcesses", "CSANE"]),
            "Separators": ["IntakeModel", "CQREncode", "CZBar"],
            "Normalizing": ["IntakeModel"],
            "Recognizing": base.union(["CTesseract", "COpenVINO"]),
            "Extracting": base.union(["Normalizing", "Recognizing", "ImageCodecs"]),
            "Archives": ["IntakeModel", "CZip"],
            "Spreadsheets": ["IntakeModel", "Archives", "CXLSXWriter"],
            "Registry": base.union(["Spreadsheets"]),
            "RegistryStore": base.union(["Registry", "CPQ"]),
            "Credentials": ["CSodium"],
            "EvidenceVault": ["IntakeModel", "Registry", "ImageCodecs"],
            "Photos": base.union(["ImageCodecs", "Recognizing"]),
            "PhotoBatches": base.union([
                "ImageCodecs", "ChildProcesses", "Photos", "Archives", "Spreadsheets", "Registry",
            ]),
            "FormDrawing": base.union(["ImageCodecs", "Separators", "CCairo"]),
            "IntakePipeline": base.union([
                "ImageCodecs", "ChildProcesses", "Scanning", "Separators", "Normalizing", "Recognizing", "Extracting",
                "Archives", "Registry", "RegistryStore", "EvidenceVault",
            ]),
            "ReviewDesk": base.union([
                "ImageCodecs", "ChildProcesses", "Scanning", "Registry", "RegistryStore", "EvidenceVault",
                "Credentials", "IntakePipeline", "FormDrawing", "Archives",
            ]),
        ]
    }()

    /// C libraries, each imported in one module only.
    private static let libraries = [
        "CSANE", "CLeptonica", "CJPEG", "CPNG", "CTesseract", "COpenVINO", "CCairo", "CPQ", "CSodium", "CZip",
        "CXLSXWriter", "CJPEGBlocks", "CLCMS", "CQREncode", "CZBar",
    ]

    private func imports() throws -> [String: Set<String>] {
        let sources = Workplace.root.appending(path: "Sources")
        var found: [String: Set<String>] = [:]
        for module in try FileManager.default.contentsOfDirectory(atPath: sources.path) where module != "C" {
            found[module] = []
            let folder = sources.appending(path: module)
            for case let name as String in FileManager.default.enumerator(atPath: folder.path) ?? .init()
            where name.hasSuffix(".swift") {
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                for line in text.split(whereSeparator: \.isNewline) {
                    let words = line.split(separator: " ")
                    guard let at = words.firstIndex(of: "import"), at <= 1, at + 1 < words.count else { continue }
                    found[module]?.insert(String(words[at + 1]))
                }
            }
        }
        return found
    }

    @Test func everyArrowIsDrawn() throws {
        let found = try imports()
        let ours = Set(found.keys).union(ImportGraphTests.libraries)
        for (module, imported) in found where module != "xueji" {
            let allowed = try #require(ImportGraphTests.allowed[module], "\(module) is not in the architecture")
            let strange = imported.intersection(ours).subtracting(allowed)
            #expect(strange.isEmpty, "\(module) imports \(strange.sorted())")
        }
    }

    @Test func everyCLibraryHasOneDoor() throws {
        let found = try imports()
        for library in ImportGraphTests.libraries {
            #expect(found.filter { $0.value.contains(library) }.count == 1, "\(library)")
        }
    }

    @Test func theArchitecturePageNamesEveryModule() throws {
        let page = try String(contentsOf: Workplace.root.appending(path: "docs/architecture.md"), encoding: .utf8)
        for module in try imports().keys { #expect(page.contains("`\(module)`"), "\(module)") }
    }
}
