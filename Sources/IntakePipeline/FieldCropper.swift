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

    /// Writes the field with some paper around it; `region` in pixels of the original.
    public func write(_ region: Region, as name: String) throws(IntakeError) -> URL {
        let margin = max(region.height, region.width) * 0.08 + 12
        let wanted = region.inset(dx: -margin, dy: -margin).intersection(page.bounds) ?? page.bounds
        let left = Int(wanted.x)
        let top = Int(wanted.y)
        let width = max(1, min(page.width - left, Int(wanted.width)))
        let height = max(1, min(page.height - top, Int(wanted.height)))
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * page.channels)
        for y in top..<(top + height) {
            let start = (y * page.width + left) * page.channels
            pixels += page.pixels[start..<(start + width * page.channels)]
        }
        let file = folder.appending(path: name)
        try DurableFile.write(
            PNGFile.encode(
                Resampling.turned(
                    PageImage(width: width, height: height, channels: page.channels, dpi: page.dpi, pixels: pixels),
                    quarterTurns: quarterTurns)),
            to: file)
        return file
    }
}
