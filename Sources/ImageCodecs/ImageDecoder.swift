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
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            throw IntakeError("file.unreadable", .fileMissing.with(name), remedy: .fileMissingRemedy)
        } catch {
            throw IntakeError(
                "file.unreadable", .cannotRead.with(name, (error as NSError).localizedFailureReason ?? "I/O"),
                remedy: .checkPermissions, underlying: "\(error)")
        }
    }

    /// All pages of an image held in memory; TIFF and PDF may hold several, the others hold one.
    public func pages(of data: Data, name: String) throws(IntakeError) -> [PageImage] {
        var pages: [PageImage] = []
        try decode(data, name: name, as: { $0 }) { (page) throws(IntakeError) in pages.append(page) }
        return pages
    }

    /// Hands the pages over one by one, made ready by `prepare`, so that never two are in memory and what `prepare`
    /// did not keep is gone.
    func decode<Page>(
        _ data: Data, name: String, as prepare: (PageImage) -> Page, _ body: (Page) throws(IntakeError) -> Void
    ) throws(IntakeError) {
        let format = try failing(name) {
            guard !data.isEmpty else { throw ImageFault(.empty) }
            guard data.count <= limits.bytes else { throw ImageFault(.tooManyBytes(data.count)) }
            guard let format = ImageFormat(firstBytes: data) else { throw ImageFault(.unknownFormat) }
            return format
        }
        switch format {
        case .jpeg: try body(failing(name) { prepare(try JPEGFile.decode(data, limits: limits)) })
        case .png: try body(failing(name) { prepare(try PNGFile.decode(data, limits: limits)) })
        case .pnm: try body(failing(name) { prepare(try PNMFile.decode(data, limits: limits)) })
        case .tiff:
            var place = TIFFFile.Place()
            while let page = try failing(name, { try TIFFFile.next(in: data, &place, limits: limits).map(prepare) }) {
                try body(page)
            }
        case .heif: try body(failing(name) { prepare(try HEIFFile.decode(data, limits: limits)) })
        case .pdf:
            let file: PDFFile
            do {
                file = try PDFFile(data, limits: limits)
            } catch {
                throw (error as? ImageFault ?? ImageFault(.damaged("\(error)"))).failure.error(file: name)
            }
            for index in 0..<file.pageCount {
                do {
                    try body(prepare(file.page(index)))
                } catch let known as IntakeError {
                    throw known
                } catch {
                    throw (error as? ImageFault ?? ImageFault(.damaged("\(error)"))).failure.error(file: name)
                }
            }
        }
    }

    /// Gives faults the file's name.
    func failing<Result>(_ name: String, _ body: () throws -> Result) throws(IntakeError) -> Result {
        do {
            return try body()
        } catch let fault as ImageFault {
            throw fault.failure.error(file: name)
        } catch {
            throw ImageFailure.damaged("\(error)").error(file: name)
        }
    }
}

extension ImageLimits {
    func check(width: Int, height: Int, most pixels: Int? = nil) throws {
        guard width > 0, height > 0 else { throw ImageFault(.damaged("size \(width)x\(height)")) }
        guard width <= side, height <= side, width.multipliedReportingOverflow(by: height).overflow == false,
            width * height <= pixels ?? self.pixels
        else { throw ImageFault(.tooLarge(width: width, height: height)) }
    }
}
