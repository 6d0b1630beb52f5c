import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakeResources
import TestSupport

@testable import Photos

/// Photos for tests: drawn portraits and what can be done to them.
enum PhotoFixture {
    static let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))

    /// The face networks, where scripts/setup has fetched them.
    static let hasModels =
        FileManager.default.fileExists(
            atPath: resources.fetched.appending(path: "faces/mesh-468.tflite").path)
        && FileManager.default.fileExists(
            atPath: resources.fetched.appending(path: "faces/yunet-2023mar.onnx").path)

    static func profile(_ name: String = "national") throws -> PhotoProfile {
        try PhotoProfile.load(name, resources: resources)
    }

    static func checker(_ resources: ResourceLocation = resources) throws -> PhotoChecker {
        PhotoChecker(profile: try profile(), resources: resources, language: .chinese)
    }

    static func portrait(
        tone: Int = 2, seed: UInt64 = 7, width: Int = 358, height: Int = 441, head: Double = 0.667,
        _ change: (inout PortraitPlan) -> Void = { _ in }
    ) -> PageImage {
        var plan = PortraitPlan(seed: seed, tone: tone, set: "tests")
        change(&plan)
        var image = PortraitPainter(plan).picture(width: width, height: height, headSize: head)
        image.dpi = 350
        return image
    }

    static func jpeg(_ image: PageImage, quality: Int = 90) throws -> Data {
        try JPEGFile.encode(image, quality: quality)
    }

    /// Every pixel by a function of its place.
    static func picture(_ width: Int, _ height: Int, _ tone: (Int, Int) -> UInt8) -> PageImage {
        var image = PageImage(width: width, height: height, channels: 3, filledWith: 0)
        image.pixels.withUnsafeMutableBufferPointer { out in
            for y in 0..<height {
                for x in 0..<width {
                    let value = tone(x, y)
                    for channel in 0..<3 { out[3 * (y * width + x) + channel] = value }
                }
            }
        }
        return image
    }

    /// Blurred by a Gaussian in both directions, or in one.
    static func blurred(_ image: PageImage, sigma: Double, across: Bool = true, down: Bool = true) -> PageImage {
        let reach = Int((3 * sigma).rounded(.up))
        let weights = (-reach...reach).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let sum = weights.reduce(0, +)
        func pass(_ image: PageImage, _ dx: Int, _ dy: Int) -> PageImage {
            var out = image
            for y in 0..<image.height {
                for x in 0..<image.width {
                    for channel in 0..<3 {
                        var value = 0.0
                        for (index, weight) in weights.enumerated() {
                            let sx = max(0, min(image.width - 1, x + (index - reach) * dx))
                            let sy = max(0, min(image.height - 1, y + (index - reach) * dy))
                            value += weight * Double(image.pixels[3 * (sy * image.width + sx) + channel])
                        }
                        out.pixels[3 * (y * image.width + x) + channel] = UInt8(
                            max(0, min(255, (value / sum).rounded())))
                    }
                }
            }
            return out
        }
        var result = image
        if across { result = pass(result, 1, 0) }
        if down { result = pass(result, 0, 1) }
        return result
    }

    static func toned(_ image: PageImage, _ change: (Double) -> Double) -> PageImage {
        let table = (0..<256).map { UInt8(max(0, min(255, change(Double($0)).rounded()))) }
        var out = image
        out.pixels = image.pixels.map { table[Int($0)] }
        return out
    }
}

extension PhotoReport {
    var codes: Set<ReasonCode> { Set(reasons.map(\.code)) }
}
