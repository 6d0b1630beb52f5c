internal import Foundation
public import IntakeModel
public import IntakeResources

/// 照片规格: what a photo must be, every number with its source; one file of `models/photo-profiles/` each.
public struct PhotoProfile: Sendable, Codable {
    public struct Number: Sendable, Codable {
        public var value: Int
        public var source: String
    }

    public struct Part: Sendable, Codable {
        public var value: Double
        public var source: String
    }

    /// A background that is allowed: its middle lies near one of the samples.
    public struct Background: Sendable, Codable {
        public var name: String
        /// sRGB, 0…255.
        public var samples: [[Double]]
        public var source: String
    }

    /// How the head lies in the frame after cutting.
    public struct Crop: Sendable, Codable {
        /// Crown to chin, and crown to the upper edge, in parts of the height.
        public var headSize: Part
        public var headTop: Part
        /// Face width in pixels of the finished photo, where the profile asks for one: then it decides the scale.
        public var faceWidth: Part?
    }

    /// One limit: a measure, and from where on a person must look or the photo is refused.
    public struct Limit: Sendable, Codable {
        public var code: ReasonCode
        public var measure: MeasureName
        /// As good as can be.
        public var best: Double
        /// From here on a person decides; without it nobody need.
        public var review: Double?
        /// From here on the photo is refused; without it never by this measure.
        public var fail: Double?
        public var source: String
        /// `photos prepare` mends it.
        public var fixable: Bool?
    }

    public var name: String
    public var title: Phrase
    public var width: Number
    public var height: Number
    public var dpi: Number
    /// Bytes of the file at most, and the quality that is tried first.
    public var bytes: Number
    public var quality: Number
    public var crop: Crop
    public var backgrounds: [Background]
    public var limits: [Limit]

    /// Width over height.
    public var aspect: Double { Double(width.value) / Double(height.value) }
    /// Eye distance in the finished photo, about, pixels: 0.46 of the face's width (Farkas 1994: en-ex and zy-zy).
    public var eyeDistance: Double { 0.235 * Double(width.value) }

    public static let standard = "national"

    /// A profile that comes with the software by its name, or a file.
    ///
    /// Throws `photos.profile` when there is none, or when it does not say all that it must.
    public static func load(_ name: String, resources: ResourceLocation) throws(IntakeError) -> PhotoProfile {
        let own = resources.root.appending(path: "photo-profiles/\(name).json")
        let isName = !name.contains("/") && FileManager.default.fileExists(atPath: own.path)
        let file = isName ? own : URL(filePath: name)
        do {
            let profile = try JSONDecoder().decode(PhotoProfile.self, from: Data(contentsOf: file))
            guard profile.isSound else { throw CocoaError(.coderInvalidValue) }
            return profile
        } catch {
            throw IntakeError(
                "photos.profile", .photoProfileBroken.with(name), remedy: .photoProfileRemedy, exit: .usage,
                underlying: "\(error)")
        }
    }

    /// Sizes that can be made, limits in their order from good to bad.
    private var isSound: Bool {
        func ordered(_ limit: Limit) -> Bool {
            let steps = [limit.best] + [limit.review, limit.fail].compactMap(\.self)
            return steps.count > 1 && (steps == steps.sorted() || steps == steps.sorted(by: >))
        }
        return (16...4000).contains(width.value) && (16...4000).contains(height.value)
            && (1...2400).contains(dpi.value) && bytes.value >= 2000 && (1...100).contains(quality.value)
            && (0.2...0.95).contains(crop.headSize.value) && (0...0.4).contains(crop.headTop.value)
            && !backgrounds.isEmpty && backgrounds.allSatisfy { $0.samples.allSatisfy { $0.count == 3 } }
            && limits.allSatisfy(ordered)
    }
}
