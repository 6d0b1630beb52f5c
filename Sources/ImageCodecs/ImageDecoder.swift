public import Foundation
public import IntakeModel

/// Bytes to pages: sizes are checked from the header before anything is allocated.
public struct ImageDecoder: Sendable {
    public let limits: ImageLimits

    public init(limits: ImageLimits = .standard) { self.limits = limits }

    /// Reads a file; every failure names it.
    public func pages(at url: URL) throws(IntakeError) -> [PageImage] {
        try pages(of: bytes(of: url), name: url.lastPathComponent)
    }

    /// The untouched bytes of a file that is neither too large nor a folder.
    ///
    /// `name` is what messages call it, the file's own name by default.
    public func bytes(of url: URL, named given: String? = nil) throws(IntakeError) -> Data {
        let name = given ?? url.lastPathComponent
        do {
            let values = try url.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            guard values.isRegularFile == true else { throw ImageFault(.unknownFormat) }
            if let size = values.fileSize, size > limits.bytes { throw ImageFault(.tooManyBytes(size)) }
            return try Data(contentsOf: url)
        } catch let fault as ImageFault {
            throw fault.failure.error(file: name)
        } catch {
            throw IntakeError(
                "file.unreadable", .cannotRead.with(name, (error as NSError).localizedFailureReason ?? "I/O"),
                remedy: .checkPermissions, underlying: "\(error)")
        }
    }

    /// All pages of an image held in memory; a TIFF may hold several, the others hold one.
    public func pages(of data: Data, name: String) throws(IntakeError) -> [PageImage] {
        do {
            guard !data.isEmpty else { throw ImageFault(.empty) }
            guard data.count <= limits.bytes else { throw ImageFault(.tooManyBytes(data.count)) }
            guard let format = ImageFormat(firstBytes: data) else { throw ImageFault(.unknownFormat) }
            switch format {
            case .jpeg: return [try JPEGFile.decode(data, limits: limits)]
            case .png: return [try PNGFile.decode(data, limits: limits)]
            case .pnm: return [try PNMFile.decode(data, limits: limits)]
            case .tiff: return try TIFFFile.decode(data, limits: limits)
            }
        } catch let fault as ImageFault {
            throw fault.failure.error(file: name)
        } catch {
            throw ImageFailure.damaged("\(error)").error(file: name)
        }
    }
}

extension ImageLimits {
    func check(width: Int, height: Int) throws {
        guard width > 0, height > 0 else { throw ImageFault(.damaged("size \(width)x\(height)")) }
        guard width <= side, height <= side, width.multipliedReportingOverflow(by: height).overflow == false,
            width * height <= pixels
        else { throw ImageFault(.tooLarge(width: width, height: height)) }
    }
}
