import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import Normalizing

/// `--debug-dir`: every page as a picture with what was found drawn on it, upright.
final class DebugPictures {
    private let folder: URL
    private let console: Console
    private var taken: Set<String> = []
    /// Longer side of the pictures, pixels.
    private static let longestSide = 2600.0

    /// Makes the folder when it is missing.
    init(_ path: String, _ console: Console) throws(IntakeError) {
        folder = URL(filePath: path)
        self.console = console
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(folder.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    /// One picture a page, `NAME-pN.png`. Files that could not be read give none.
    func write(_ reading: FileReading) throws(IntakeError) {
        guard reading.error == nil, !reading.pages.isEmpty else { return }
        let file = URL(filePath: reading.file)
        let name = freeName(for: file)
        let decoder = ImageDecoder()
        var pages = reading.pages.makeIterator()
        try decoder.eachPage(
            of: decoder.bytes(of: file), name: file.lastPathComponent, longestSide: Int(DebugPictures.longestSide) * 2
        ) { (page) throws(IntakeError) in
            guard let read = pages.next() else { return }
            let shrink = max(1, Double(max(page.image.width, page.image.height)) / DebugPictures.longestSide)
            let small = Resampling.shrink(page.image, by: shrink)
            let upright = Resampling.turned(small, quarterTurns: read.rotation / 90)
            let map = DebugPictures.upright(
                from: (page.storedWidth, page.storedHeight), to: small, turns: read.rotation / 90)
            let markup = PageMarkup(upright)
            PageDrawing(markup: markup, map: map, unit: Double(max(upright.width, upright.height)) / 1000)
                .draw(read, language: console.language)
            try DurableFile.write(
                PNGFile.encode(markup.picture), to: folder.appending(path: "\(name)-p\(read.page).png"))
        }
    }

    /// Stored pixels to pixels of the upright picture.
    private static func upright(
        from stored: (width: Int, height: Int), to small: PageImage, turns: Int
    ) -> (Point) -> Point {
        let (width, height) = (Double(small.width), Double(small.height))
        let (x, y) = (width / Double(max(1, stored.width)), height / Double(max(1, stored.height)))
        return { point in
            let place = Point(x: point.x * x, y: point.y * y)
            return switch turns & 3 {
            case 1: Point(x: height - place.y, y: place.x)
            case 2: Point(x: width - place.x, y: height - place.y)
            case 3: Point(x: place.y, y: width - place.x)
            default: place
            }
        }
    }

    /// Letters, digits, `-` and `_` of the file's name; told apart by a number where two files share it.
    private func freeName(for file: URL) -> String {
        let plain = file.deletingPathExtension().lastPathComponent
        let kept = String(plain.map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "_" }.prefix(60))
        let base = kept.isEmpty ? "page" : kept
        var name = base
        var number = 2
        while !taken.insert(name).inserted {
            name = "\(base)-\(number)"
            number += 1
        }
        return name
    }
}
