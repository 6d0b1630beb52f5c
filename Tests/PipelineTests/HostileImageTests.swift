import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

/// Pictures that are no papers: a clear answer for each, soon, within the memory of a worker.
@Suite("恶意图像", .serialized)
struct HostileImageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ name: String, _ width: Int, _ height: Int, _ tone: (Int, Int) -> UInt8) throws -> String {
        var image = PageImage(width: width, height: height, channels: 1, filledWith: 255)
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for index in pixels.indices { pixels[index] = tone(index % width, index / width) }
        }
        try DurableFile.write(try PNGFile.encode(image), to: folder.file(name))
        return folder.file(name).path
    }

    @Test func everyPictureHasAnAnswer() throws {
        var state: UInt64 = 7
        func noise() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(state >> 56)
        }
        let files = [
            try write("noise.png", 1240, 1754) { _, _ in noise() },
            try write("checkers.png", 1240, 1754) { x, y in (x / 9 + y / 9) % 2 == 0 ? 0 : 255 },
            try write("grid.png", 1240, 1754) { x, y in x % 12 < 2 || y % 12 < 2 ? 0 : 255 },
            try write("lines.png", 1240, 1754) { x, y in (x * 7 + y) % 11 == 0 || (x + y * 9) % 13 == 0 ? 0 : 255 },
            try write("black.png", 1240, 1754) { _, _ in 0 },
            try write("white.png", 1240, 1754) { _, _ in 255 },
            try write("dot.png", 1, 1) { _, _ in 0 },
            try write("strip.png", 29_000, 40) { x, y in (x * 31 + y) % 17 < 4 ? 0 : 255 },
            try write("longer.png", 60_000, 40) { x, _ in x % 50 < 3 ? 0 : 255 },
        ]
        try Data("P6\n90000 90000\n255\n".utf8).write(to: folder.file("giant.ppm"))
        let (result, peak) = try Workplace.runMeasured(
            ["extract", "--json"] + files + [folder.file("giant.ppm").path])
        #expect(result.status == 65)
        let readings = try result.output.split(separator: "\n").map {
            try JSONDecoder().decode(FileReading.self, from: Data($0.utf8))
        }
        #expect(readings.count == files.count + 1)
        for reading in readings {
            #expect(reading.seconds < 10, "\(reading.file)")
            let documents = reading.pages.flatMap(\.documents)
            #expect(documents.allSatisfy { [.unknown, .blank].contains($0.documentType) }, "\(reading.file)")
            #expect(reading.error?.remedy.isEmpty == false || !documents.isEmpty, "\(reading.file)")
        }
        #expect(readings.suffix(2).map { $0.error?.code } == ["image.too-large", "image.too-large"])
        // What is full of marks is not called blank.
        for reading in readings.prefix(3) {
            #expect(reading.pages.first?.documents.first?.documentType == .unknown, "\(reading.file)")
        }
        // The program and the libraries take the rest of the 600 MB.
        #expect(peak < 500 * 1024, "\(peak) kilobytes")
    }

    /// A page is reduced while it is decoded; places are told in pixels of the file all the same.
    @Test func largePagesAreReducedEarly() throws {
        let sample = try #require(ImageDecoder().pages(at: Workplace.samples.appending(path: "demo-card.jpg")).first)
        let factor = 5200 / max(sample.width, sample.height) + 1
        var pixels: [UInt8] = []
        pixels.reserveCapacity(sample.pixels.count * factor * factor)
        let rowBytes = sample.width * sample.channels
        for y in 0..<sample.height {
            var row: [UInt8] = []
            row.reserveCapacity(rowBytes * factor)
            for x in 0..<sample.width {
                let at = y * rowBytes + x * sample.channels
                for _ in 0..<factor { row += sample.pixels[at..<(at + sample.channels)] }
            }
            for _ in 0..<factor { pixels += row }
        }
        let large = PageImage(
            width: sample.width * factor, height: sample.height * factor, channels: sample.channels, pixels: pixels)
        try DurableFile.write(try JPEGFile.encode(large, quality: 90), to: folder.file("large.jpg"))
        let result = try Workplace.run([
            "extract", "--json", folder.file("large.jpg").path, Workplace.samples.appending(path: "demo-card.jpg").path,
        ])
        let pages = try result.output.split(separator: "\n").map {
            try #require(JSONDecoder().decode(FileReading.self, from: Data($0.utf8)).pages.first)
        }
        let (first, second) = (try #require(pages.first), try #require(pages.last))
        #expect(first.width == large.width && first.height == large.height)
        let (card, original) = (try #require(first.documents.first), try #require(second.documents.first))
        #expect(card.fields[.citizenID]?.value == original.fields[.citizenID]?.value)
        let scaled = try #require(card.fields[.citizenID]?.region.x) / Double(factor)
        #expect(abs(scaled - (original.fields[.citizenID]?.region.x ?? 0)) < 12)
    }
}
