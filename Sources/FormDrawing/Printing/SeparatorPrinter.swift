public import Foundation
internal import ImageCodecs
public import IntakeModel
internal import Separators

/// 打印分隔页: an A4 sheet with the same QR code in its four corners, and what it does in words.
public struct SeparatorPrinter: Sendable {
    public let separator: Separator
    /// Lines under the title.
    public let lines: [String]
    private let fonts = FontSet.measuring
    /// Millimetres.
    private static let (width, height, side, edge) = (210.0, 297.0, 40.0, 18.0)

    public init(_ separator: Separator, lines: [String]) {
        self.separator = separator
        self.lines = lines
    }

    public func pdf() throws(IntakeError) -> Data {
        try fonts.require()
        let temporary = ScratchPlace.unused(suffix: ".pdf")
        defer { try? FileManager.default.removeItem(at: temporary) }
        do {
            // The file is whole when the canvas is gone.
            let canvas = Canvas(
                width: SeparatorPrinter.width, height: SeparatorPrinter.height, pdf: temporary.path)
            draw(canvas)
        }
        do {
            return try Data(contentsOf: temporary)
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(temporary.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    /// As a scanner would see it.
    public func picture(dpi: Double) -> PageImage {
        let canvas = Canvas(width: SeparatorPrinter.width, height: SeparatorPrinter.height, dpi: dpi)
        draw(canvas)
        return canvas.image(dpi: dpi)
    }

    private func draw(_ canvas: Canvas) {
        canvas.setInk(Canvas.Ink(red: 0, green: 0, blue: 0))
        let far = (
            x: SeparatorPrinter.width - SeparatorPrinter.edge - SeparatorPrinter.side,
            y: SeparatorPrinter.height - SeparatorPrinter.edge - SeparatorPrinter.side
        )
        for x in [SeparatorPrinter.edge, far.x] {
            for y in [SeparatorPrinter.edge, far.y] { draw(canvas, x, y) }
        }
        let family = fonts.labels[0]
        var y = SeparatorPrinter.height / 2 - 30
        for (index, line) in lines.enumerated() {
            let style = Canvas.Style(family: family, size: index == 0 ? 20 : 7)
            let advance = canvas.measure(line, style).advance
            canvas.text(line, at: Point(x: (SeparatorPrinter.width - advance) / 2, y: y), style)
            y += index == 0 ? 24 : 12
        }
    }

    private func draw(_ canvas: Canvas, _ left: Double, _ top: Double) {
        guard let code = QRCode(separator.text) else { return }
        let module = SeparatorPrinter.side / Double(code.width)
        for y in 0..<code.width {
            for x in 0..<code.width where code.isDark(x, y) {
                canvas.fill(
                    Region(
                        x: left + Double(x) * module, y: top + Double(y) * module, width: module, height: module))
            }
        }
    }
}
