public import Foundation
internal import ImageCodecs
public import IntakeModel

/// 打印案卷: headings and lines, then every scan on a page of its own, as a PDF that can be searched: what was read on a
/// scan lies as text behind its picture.
public struct CaseFilePrinter: Sendable {
    /// A block of the written part.
    public struct Section: Sendable {
        public var heading: String
        public var lines: [String]

        public init(_ heading: String, _ lines: [String]) {
            self.heading = heading
            self.lines = lines
        }
    }

    /// A picture of a paper.
    public struct Scan: Sendable {
        /// Above and below the picture.
        public var caption: String
        public var footnote: String
        /// `nil` where the picture cannot be shown.
        public var jpeg: Data?
        /// What was read, with left, top, width and height as parts of the picture, 0…1.
        public var words: [(text: String, place: [Double])]

        public init(caption: String, footnote: String, jpeg: Data?, words: [(text: String, place: [Double])]) {
            self.caption = caption
            self.footnote = footnote
            self.jpeg = jpeg
            self.words = words
        }
    }

    public var title: String
    public var subtitle: String
    public var sections: [Section]
    public var scans: [Scan]
    /// `%1` is the page, `%2` how many there are.
    public var pageNumber: Phrase
    public var missingPicture: String
    public var language: Language

    /// Millimetres of A4.
    private static let paper = (width: 210.0, height: 297.0)
    private static let margin = 18.0
    private static let body = Canvas.Style(family: "Noto Sans CJK SC", size: 3.9)

    public init(
        title: String, subtitle: String, sections: [Section], scans: [Scan], pageNumber: Phrase, missingPicture: String,
        language: Language
    ) {
        self.title = title
        self.subtitle = subtitle
        self.sections = sections
        self.scans = scans
        self.pageNumber = pageNumber
        self.missingPicture = missingPicture
        self.language = language
    }

    /// Blocks while it draws. Throws `file.unwritable` when the temporary file cannot be written.
    public func pdf() throws(IntakeError) -> Data {
        // Cairo writes to files only.
        let temporary = ScratchPlace.unused(suffix: ".pdf")
        defer { try? FileManager.default.removeItem(at: temporary) }
        let written = writtenPages()
        do {
            // The file is whole when the canvas is gone.
            let canvas = Canvas(
                width: CaseFilePrinter.paper.width, height: CaseFilePrinter.paper.height, pdf: temporary.path)
            let total = written.count + scans.count
            for (index, lines) in written.enumerated() {
                if index > 0 { canvas.nextPage() }
                for line in lines { canvas.text(line.text, at: line.at, line.style) }
                foot(canvas, index + 1, total)
            }
            for (index, scan) in scans.enumerated() {
                canvas.nextPage()
                draw(scan, canvas)
                foot(canvas, written.count + index + 1, total)
            }
        }
        do {
            return try Data(contentsOf: temporary)
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(temporary.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    private struct Line {
        var text: String
        var at: Point
        var style: Canvas.Style
    }

    /// The written part, broken into lines and pages.
    private func writtenPages() -> [[Line]] {
        var pages: [[Line]] = [[]]
        var y = CaseFilePrinter.margin + 4
        func put(_ text: String, _ style: Canvas.Style, pitch: Double) {
            for piece in CaseFilePrinter.broken(text, style) {
                if y > CaseFilePrinter.paper.height - CaseFilePrinter.margin - 8 {
                    pages.append([])
                    y = CaseFilePrinter.margin + 4
                }
                pages[pages.count - 1].append(
                    Line(text: piece, at: Point(x: CaseFilePrinter.margin, y: y), style: style))
                y += pitch
            }
        }
        var heading = CaseFilePrinter.body
        heading.size = 6.5
        put(title, heading, pitch: 9)
        put(subtitle, CaseFilePrinter.body, pitch: 7)
        for section in sections {
            y += 3
            heading.size = 4.8
            put(section.heading, heading, pitch: 7.5)
            for line in section.lines { put(line, CaseFilePrinter.body, pitch: 6) }
        }
        return pages
    }

    /// Pieces that fit between the margins.
    private static func broken(_ text: String, _ style: Canvas.Style) -> [String] {
        let room = paper.width - 2 * margin
        var pieces: [String] = []
        var piece = ""
        var width = 0.0
        for character in text {
            let advance = Glyph.of(character, in: style.family).advance * style.size
            if width + advance > room, !piece.isEmpty {
                pieces.append(piece)
                (piece, width) = ("", 0)
            }
            piece.append(character)
            width += advance
        }
        return pieces + [piece]
    }

    private func foot(_ canvas: Canvas, _ page: Int, _ total: Int) {
        let text = pageNumber.with(String(page), String(total)).text(language)
        let width = canvas.measure(text, CaseFilePrinter.body).advance
        canvas.setInk(.init())
        canvas.text(
            text, at: Point(x: (CaseFilePrinter.paper.width - width) / 2, y: CaseFilePrinter.paper.height - 10),
            CaseFilePrinter.body)
    }

    private func draw(_ scan: Scan, _ canvas: Canvas) {
        let margin = CaseFilePrinter.margin
        var y = margin
        canvas.setInk(.init())
        for piece in CaseFilePrinter.broken(scan.caption, CaseFilePrinter.body) {
            canvas.text(piece, at: Point(x: margin, y: y), CaseFilePrinter.body)
            y += 6
        }
        let room = Region(
            x: margin, y: y, width: CaseFilePrinter.paper.width - 2 * margin,
            height: CaseFilePrinter.paper.height - y - 30)
        if let jpeg = scan.jpeg, let size = try? JPEGFile.size(jpeg, limits: .standard) {
            let scale = min(room.width / Double(size.width), room.height / Double(size.height))
            let place = Region(
                x: room.x, y: room.y, width: Double(size.width) * scale, height: Double(size.height) * scale)
            // First the words, then the picture over them: found by a search, seen by nobody.
            for word in scan.words where word.place.count == 4 { write(word.text, word.place, in: place, canvas) }
            canvas.place(jpeg: jpeg, width: size.width, height: size.height, in: place)
        } else {
            canvas.text(missingPicture, at: Point(x: margin, y: y + 10), CaseFilePrinter.body)
        }
        var foot = CaseFilePrinter.body
        foot.size = 3.2
        canvas.setInk(.init())
        canvas.text(scan.footnote, at: Point(x: margin, y: CaseFilePrinter.paper.height - 20), foot)
    }

    private func write(_ text: String, _ share: [Double], in place: Region, _ canvas: Canvas) {
        guard !text.isEmpty else { return }
        var style = CaseFilePrinter.body
        // As wide as what was read, as far as its height allows.
        style.size = 1
        let wide = share[2] * place.width / max(0.1, canvas.measure(text, style).advance)
        style.size = min(6, max(1, min(wide, share[3] * place.height)))
        canvas.text(
            text, at: Point(x: place.x + share[0] * place.width, y: place.y + (share[1] + share[3] / 2) * place.height),
            style)
    }
}
