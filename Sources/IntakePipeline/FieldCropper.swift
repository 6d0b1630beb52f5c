public import Foundation
internal import ImageCodecs
public import IntakeModel
internal import Normalizing

/// 栏目图样: cuts fields out of an original page as picture files.
public struct FieldCropper: Sendable {
    private let page: PageImage
    private let folder: URL
    /// Clockwise quarter turns that make the page upright.
    private let quarterTurns: Int

    /// Decodes the original's first page; `folder` is made when missing.
    ///
    /// `rotation` is the clockwise turn that makes the page upright, in degrees.
    public init(original: Data, name: String, rotation: Int, folder: URL) throws(IntakeError) {
        guard let page = try ImageDecoder().pages(of: original, name: name).first else {
            throw ImageFailure.empty.error(file: name)
        }
        self.page = page
        self.folder = folder
        quarterTurns = rotation / 90
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(folder.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    /// Writes the field with some paper around it, with `masks` painted over; regions in pixels of the original.
    public func write(_ region: Region, masks: [Region] = [], as name: String) throws(IntakeError) -> URL {
        let file = folder.appending(path: name)
        var page = page
        for mask in masks { page.paintOver(mask) }
        try DurableFile.write(
            PNGFile.encode(Resampling.turned(page.cutOut(around: region), quarterTurns: quarterTurns)), to: file)
        return file
    }
}
