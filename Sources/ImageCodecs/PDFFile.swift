internal import Foundation
internal import IntakeModel

/// PDF, page by page, by poppler's programs: a page that is one scanned picture at that picture's own resolution, any
/// other page drawn at 300 dpi.
struct PDFFile {
    /// What pages without a resolution of their own are drawn at, dots per inch.
    private static let drawn = 300.0
    /// Scans outside these are drawn at the nearer one, dots per inch.
    private static let usual = 72.0...600.0
    /// Seconds for one page, and for the lists.
    private static let seconds = 40

    private let scratch: ScratchFile
    private let limits: ImageLimits
    /// Width and height of every page, points.
    private let sizes: [(width: Double, height: Double)]
    private let scans: [Int: Scan]

    /// The one picture of a page.
    private struct Scan {
        /// Dots per inch, the finer of both sides.
        let resolution: Double
        /// Pixels across and down when the picture is exactly the page, `nil` when it only covers most of it.
        let grid: (width: Double, height: Double)?
    }

    init(_ data: Data, limits: ImageLimits) throws {
        self.limits = limits
        // poppler seeks in its file, so it needs one.
        scratch = try ScratchFile(data, named: "in.pdf")
        let count = try PDFFile.count(scratch.file, data)
        guard count <= limits.pages else { throw ImageFault(.tooManyPages(limits.pages)) }
        sizes = try PDFFile.sizes(scratch.file, count)
        scans = try PDFFile.scans(scratch.file, sizes)
    }

    var pageCount: Int { sizes.count }

    /// `index` counts from 0.
    func page(_ index: Int) throws -> PageImage {
        let size = sizes[index]
        var resolution = scans[index]?.resolution ?? PDFFile.drawn
        // A poster is drawn coarser rather than refused.
        let inches = size.width * size.height / (72 * 72)
        let most = min(
            (Double(limits.wholePixels) / 2 / max(0.01, inches)).squareRoot(),
            Double(limits.side) * 72 / max(1, size.width, size.height))
        var (across, down) = (min(resolution, most), min(resolution, most))
        if let grid = scans[index]?.grid, resolution <= most {
            // Half a pixel less than the picture has: poppler rounds up, and then every pixel of it is one of the page.
            // Drawn at any other size it is blurred.
            (across, down) = ((grid.width - 0.5) * 72 / size.width, (grid.height - 0.5) * 72 / size.height)
            resolution = grid.width * 72 / size.width
        } else {
            resolution = across
        }
        let pixels = Int(inches * resolution * resolution)
        do {
            let picture = try ProgramRun.output(
                "pdftoppm",
                [
                    "-rx", String(format: "%.6f", across), "-ry", String(format: "%.6f", down),
                    "-f", String(index + 1), "-l", String(index + 1), scratch.file.path,
                ], seconds: PDFFile.seconds, most: pixels * 3 + (8 << 20))
            var page = try PNMFile.decode(picture, limits: limits)
            page.dpi = resolution
            return page
        } catch let fault as ProgramRun.Fault {
            throw PDFFile.fault(fault)
        }
    }

    private static func fault(_ fault: ProgramRun.Fault) -> ImageFault {
        switch fault {
        case .missing: ImageFault(.programMissing("poppler-utils"))
        case .timedOut, .tooMuch: ImageFault(.damaged("\(fault)"))
        case .failed(let status): ImageFault(.damaged("poppler \(status)"))
        }
    }

    private static func list(_ program: String, _ arguments: [String]) throws -> [Substring] {
        do {
            let text = try ProgramRun.output(program, arguments, seconds: seconds, most: 4 << 20)
            return String(decoding: text, as: UTF8.self).split(separator: "\n")
        } catch let fault as ProgramRun.Fault {
            throw PDFFile.fault(fault)
        }
    }

    private static func count(_ file: URL, _ data: Data) throws -> Int {
        do {
            let line = try list("pdfinfo", [file.path]).first { $0.hasPrefix("Pages:") }
            guard let count = line?.split(separator: " ").last.flatMap({ Int($0) }), count > 0 else {
                throw ImageFault(.empty)
            }
            return count
        } catch let fault as ImageFault {
            // poppler tells a file that wants a password from a damaged one only in words.
            if case .damaged = fault.failure, data.range(of: Data("/Encrypt".utf8)) != nil { throw ImageFault(.locked) }
            throw fault
        }
    }

    /// `Page    1 size: 595.2 x 841.92 pts (A4)`, the sides as they are shown.
    private static func sizes(_ file: URL, _ count: Int) throws -> [(width: Double, height: Double)] {
        var found: [(width: Double, height: Double)] = []
        for line in try list("pdfinfo", ["-f", "1", "-l", String(count), file.path]) where line.hasPrefix("Page ") {
            let words = line.split(separator: " ")
            guard words.count >= 6, words[2] == "size:", let width = Double(words[3]), let height = Double(words[5]),
                width > 0, height > 0
            else { continue }
            found.append((width, height))
        }
        guard found.count == count else { throw ImageFault(.damaged("PDF pages")) }
        return found
    }

    /// Of pages on which exactly one picture covers nearly everything.
    private static func scans(_ file: URL, _ sizes: [(width: Double, height: Double)]) throws -> [Int: Scan] {
        // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
        var found: [Int: [Scan?]] = [:]
        for line in try list("pdfimages", ["-list", file.path]).dropFirst(2) {
            let words = line.split(separator: " ")
            guard words.count >= 14, words[2] == "image", let page = Int(words[0]), sizes.indices.contains(page - 1),
                let width = Double(words[3]), let height = Double(words[4]), let x = Double(words[12]),
                let y = Double(words[13]), x > 0, y > 0
            else { continue }
            let size = sizes[page - 1]
            let share = (width / x) * (height / y) * 72 * 72 / (size.width * size.height)
            guard share > 0.85, usual.contains(x), usual.contains(y) else {
                found[page - 1, default: []].append(nil)
                continue
            }
            // The list rounds to whole dots per inch. Fax pages have unequal ones and are drawn with the finer.
            func fills(_ pixels: Double, _ dots: Double, _ side: Double) -> Bool {
                abs(pixels * 72 / side - dots) <= 1
            }
            let isPage = fills(width, x, size.width) && fills(height, y, size.height) && abs(x - y) <= 2
            found[page - 1, default: []].append(
                Scan(resolution: max(x, y), grid: isPage ? (width, height) : nil))
        }
        return found.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
}
