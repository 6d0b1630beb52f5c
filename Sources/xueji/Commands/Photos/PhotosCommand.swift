import ArgumentParser
import Foundation
import IntakeModel
import IntakeResources
import PhotoBatches
import Photos

/// `xueji photos`: student photos in bulk.
struct PhotosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "photos", abstract: "学生照片 / student photos", subcommands: [PhotosCheck.self, PhotosPrepare.self])
}

/// Options of both photo commands.
struct PhotoOptions: ParsableArguments {
    @Argument(help: "照片或文件夹（含子文件夹） / photos or folders") var paths: [String]
    @Option(help: "照片规格：national、id-card 或文件 / profile") var profile: String = PhotoProfile.standard
    @Option(help: "并行进程数，默认用满处理器 / processes side by side") var jobs: Int?

    /// The photos by the very bytes of their names, each once.
    func photos() -> [PhotoFile] {
        let raw = CommandLine.unsafeArgv
        var given: [String: Data] = [:]
        for index in 0..<Int(CommandLine.argc) {
            guard let start = raw[index] else { continue }
            let bytes = Data(bytes: start, count: strlen(start))
            given[String(decoding: bytes, as: UTF8.self)] = bytes
        }
        var seen: Set<Data> = []
        return paths.flatMap { PhotoFolder.photos(at: given[$0] ?? Data($0.utf8)) }.filter {
            seen.insert($0.path).inserted
        }
    }

    /// The profile as it stands in its file, so that a changed one is noticed.
    static func profileText(_ name: String) throws -> String {
        let profile = try PhotoProfile.load(name, resources: ResourceLocation.find())
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(profile), as: UTF8.self)
    }

    var processes: Int { max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount) }

    /// The children that do the work; a broken profile is told before any is started, missing models once.
    func pool(_ console: Console) throws(IntakeError) -> PhotoPool {
        let resources = try ResourceLocation.find()
        _ = try PhotoProfile.load(profile, resources: resources)
        let fetched = FaceFinder.fetched(resources)
        if !fetched.detector { console.remark(.photoNoModels) } else if !fetched.mesh { console.remark(.photoNoMesh) }
        let arguments = ["photo-worker", "--profile", profile, "--lang", console.language.rawValue]
        return PhotoPool(OwnProcess.command(arguments), jobs: processes, language: console.language)
    }
}
