public import Foundation

/// 容器: what the headers of a photo file say, read without decoding a pixel.
public struct ContainerFacts: Sendable {
    public var format: ContainerFormat
    public var bytes: Int
    /// Stored pixels, before the EXIF orientation; 0 when the headers do not say.
    public var width = 0
    public var height = 0
    /// Colour components: 1 grey, 3 colour, 4 CMYK.
    public var components = 3
    public var bitsPerComponent = 8
    /// EXIF 0x0112: 1 upright; 2…8 mirrored or turned.
    public var orientation = 1
    public var isAnimated = false
    /// Several pictures or pages in the file.
    public var isInterlaced = false
    public var isProgressive = false
    /// Dots per inch as the file states them.
    public var dpi: Double?
    public var icc: Data?
    /// Bytes after the end of the picture; for JPEG known only once it is decoded.
    public var trailingBytes = 0
    /// The headers themselves are cut off.
    public var isTruncated = false

    public init(_ data: Data) { self.init(PhotoBytes(data)) }

    init(_ data: PhotoBytes) {
        // Headers are short; profiles and previews make them long.
        let head = data.prefix(8 << 20)
        format = ContainerFormat(firstBytes: head)
        bytes = data.count
        switch format {
        case .jpeg: JPEGScan.read(head, into: &self)
        case .png: PNGScan.read(data.whole, into: &self)
        default: break
        }
    }

    /// Upright size.
    public var uprightWidth: Int { orientation > 4 ? height : width }
    public var uprightHeight: Int { orientation > 4 ? width : height }
}
