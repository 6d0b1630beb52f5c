internal import Foundation
internal import IntakeModel

/// HEIC photographs of telephones, by libheif's own program: its decoders stay out of this process. Turned upright as
/// the file says.
enum HEIFFile {
    private static let seconds = 40

    static func decode(_ data: Data, limits: ImageLimits) throws -> PageImage {
        let scratch = try ScratchFile(data, named: "in.heic")
        let place = scratch.folder.appending(path: "out.png")
        do {
            _ = try ProgramRun.output(
                "heif-convert", ["--quiet", scratch.file.path, place.path], seconds: seconds, most: 1 << 20)
        } catch ProgramRun.Fault.missing {
            throw ImageFault(.programMissing("libheif-examples"))
        } catch let fault as ProgramRun.Fault {
            throw ImageFault(.damaged("heif-convert: \(fault)"))
        }
        // A file with several pictures gives out-1.png, out-2.png …; the first is the photograph.
        let written = [place, scratch.folder.appending(path: "out-1.png")]
        guard let file = written.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw ImageFault(.damaged("HEIF"))
        }
        return try PNGFile.decode(Data(contentsOf: file, options: .alwaysMapped), limits: limits)
    }
}
