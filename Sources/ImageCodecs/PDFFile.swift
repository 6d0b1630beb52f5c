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
    private let resolutions: [Int: Double]

    init(_ data: Data, limits: ImageLimits) throws {
        self.limits = limits
        // poppler seeks in its file, so it needs one.
        scratch = try ScratchFile(data, named: "in.pdf")
        let count = try PDFFile.count(scratch.file, data)
        guard count <= limits.pages else { throw ImageFault(.tooManyPages(limits.pages)) }
        sizes = try PDFFile.sizes(scratch.file, count)
        resolutions = try PDFFile.resolutions(scratch.file, sizes)
    }

    var pageCount: Int { sizes.count }

    /// `index` counts from 0.
    func page(_ index: Int) throws -> PageImage {
        let size = sizes[index]
        var resolution = resolutions[index] ?? PDFFile.drawn
        // A poster is drawn coarser rather than refused.
        let inches = size.width * size.height / (72 * 72)
        resolution = min(resolution, (Double(limits.wholePixels) / 2 / max(0.01, inches)).squareRoot())
        resolution = min(resolution, Double(limits.side) * 72 / max(1, size.width, size.height))
        let pixels = Int(inches * resolution * resolution)
        do {
            let picture = try ProgramRun.output(
                "pdftoppm",
                [
                    "-r", String(format: "%.2f", resolution), "-f", String(index + 1), "-l", String(index + 1),
                    scratch.file.path,
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
    private static func resolutions(_ file: URL, _ sizes: [(width: Double, height: Double)]) throws -> [Int: Double] {
        // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
        var found: [Int: [Double?]] = [:]
        for line in try list("pdfimages", ["-list", file.path]).dropFirst(2) {
            let words = line.split(separator: " ")
            guard words.count >= 14, words[2] == "image", let page = Int(words[0]), sizes.indices.contains(page - 1),
                let width = Double(words[3]), let height = Double(words[4]), let x = Double(words[12]),
                let y = Double(words[13]), x > 0, y > 0
            else { continue }
            let size = sizes[page - 1]
            let share = (width / x) * (height / y) * 72 * 72 / (size.width * size.height)
            found[page - 1, default: []].append(
                share > 0.85 && usual.contains(x) && usual.contains(y) ? max(x, y) : nil)
        }
        return found.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
}
