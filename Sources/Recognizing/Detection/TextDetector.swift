internal import Foundation
public import IntakeModel
public import IntakeResources

/// 文字检测: where on a picture there is text (PP-OCRv6 tiny detection, a DBNet), on OpenVINO.
///
/// Not thread-safe.
public final class TextDetector {
    /// Longer side of the picture that the network sees, pixels: text of 3 mm on A4 is then 10 pixels high. As many
    /// fields were right at 1280, where small print is found better and lines fall apart between wide characters.
    public static let longestSide = 1024
    /// The network halves its input five times.
    private static let multiple = 32

    private let model: InferenceModel

    public init(runtime: InferenceRuntime, resources: ResourceLocation) throws(IntakeError) {
        model = try runtime.load(resources.fetched.appending(path: "ppocr/det-tiny.onnx"))
    }

    /// The probability, 0…255, that a pixel belongs to the core of a text line; as large as the picture.
    ///
    /// The picture's longer side should not exceed `longestSide`; text may stand in any direction.
    public func map(of picture: PageImage) throws(IntakeError) -> Plane<UInt8> {
        let width = TextDetector.padded(picture.width)
        let height = TextDetector.padded(picture.height)
        let count = width * height
        var values = [Float](repeating: 1, count: 3 * count)
        values.withUnsafeMutableBufferPointer { out in
            picture.pixels.withUnsafeBufferPointer { pixels in
                for channel in 0..<3 {
                    // Planes blue, green, red; (v / 255 − 0.5) / 0.5 as in RapidOCR's configuration of the model.
                    let c = picture.channels == 1 ? 0 : 2 - channel
                    for y in 0..<picture.height {
                        let row = y * picture.width
                        for x in 0..<picture.width {
                            out[channel * count + y * width + x] =
                                Float(pixels[(row + x) * picture.channels + c]) / 127.5 - 1
                        }
                    }
                }
            }
        }
        // A whole page takes a hundred megabytes, which do not fit between what else is in use.
        model.release()
        let map = try model.run(values, shape: [1, 3, height, width]) { output, shape -> Plane<UInt8>? in
            guard shape.count == 4, shape[2] == height, shape[3] == width else { return nil }
            var plane = Plane<UInt8>(width: picture.width, height: picture.height, filledWith: 0)
            for y in 0..<picture.height {
                for x in 0..<picture.width {
                    plane[x, y] = UInt8(max(0, min(255, output[y * width + x] * 255)))
                }
            }
            return plane
        }
        // Pages that need it are few, and what reading them keeps is not.
        model.release()
        guard let map else {
            throw IntakeError(
                "engine.broken", .engineBroken.with("PP-OCR"), remedy: .runSetup, exit: .unavailable,
                underlying: "output shape does not fit the picture")
        }
        return map
    }

    private static func padded(_ side: Int) -> Int { max(multiple, (side + multiple - 1) / multiple * multiple) }
}
