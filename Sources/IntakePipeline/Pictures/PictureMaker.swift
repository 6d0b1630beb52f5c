public import Foundation
internal import ImageCodecs
public import IntakeModel
internal import Normalizing

/// 图样: an upright JPEG of a page or of a part of it, as a screen shows it. Decodes, so it lives in the picture process.
public enum PictureMaker {
    /// Pages are reduced while they are decoded when larger than this, pixels: 300 dpi on A3.
    private static let decodedSide = 5000

    public static func picture(_ original: Data, _ request: PictureRequest) throws(IntakeError) -> Data {
        var made: PageImage?
        var number = 0
        try ImageDecoder().eachPage(of: original, name: request.name, longestSide: decodedSide) {
            (page) throws(IntakeError) in
            number += 1
            guard number == request.page else { return }
            var image = page.image
            let scale = 1 / Double(page.factor)
            for mask in request.masks { image.paintOver(mask.scaled(by: scale)) }
            if let region = request.region { image = image.cutOut(around: region.scaled(by: scale)) }
            image = Resampling.shrink(image, by: Double(max(image.width, image.height)) / Double(request.longestSide))
            if request.redLifted {
                let text = InkSeparation(image, pixelsPerMillimetre: (image.dpi ?? 200) / 25.4).text
                image = PageImage(width: text.width, height: text.height, channels: 1, pixels: text.values)
            }
            made = Resampling.turned(image, quarterTurns: request.rotation / 90)
        }
        guard let made else {
            throw IntakeError("picture.no-page", .notFound.with(request.name), remedy: .notFoundRemedy)
        }
        return try JPEGFile.encode(made, quality: 88)
    }

    /// Answers requests line by line until the input ends: the picture process's whole life.
    public static func serve() {
        while let line = readLine() {
            var answer = PictureAnswer()
            do {
                let request = try JSONDecoder().decode(PictureRequest.self, from: Data(line.utf8))
                let data = try ImageDecoder().bytes(of: URL(filePath: request.path), named: request.name)
                try picture(data, request).write(to: URL(filePath: request.out))
            } catch let error as IntakeError {
                answer.error = error.report(.chinese)
            } catch {
                answer.error = FailureReport(code: "picture.failed", message: "", remedy: "")
            }
            guard let encoded = try? JSONEncoder().encode(answer) else { return }
            print(String(decoding: encoded, as: UTF8.self))
            fflush(nil)
        }
    }
}
