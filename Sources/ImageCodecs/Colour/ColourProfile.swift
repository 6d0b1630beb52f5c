internal import CLCMS
public import Foundation
public import IntakeModel

/// 色彩空间转换: pixels of an embedded ICC profile to sRGB, by Little CMS.
///
/// Not thread-safe.
public final class ColourProfile {
    private let transform: cmsHTRANSFORM

    /// `nil` when the profile is damaged or not one of RGB pixels.
    public init?(icc: Data) {
        let source = icc.withUnsafeBytes { cmsOpenProfileFromMem($0.baseAddress, cmsUInt32Number($0.count)) }
        guard let source else { return nil }
        defer { _ = cmsCloseProfile(source) }
        guard cmsGetColorSpace(source) == cmsSigRgbData, let target = cmsCreate_sRGBProfile() else { return nil }
        defer { _ = cmsCloseProfile(target) }
        // TYPE_RGB_8: three channels of one byte.
        let pixels = ColourProfile.rgb8
        guard
            let made = cmsCreateTransform(source, pixels, target, pixels, cmsUInt32Number(INTENT_PERCEPTUAL), 0)
        else { return nil }
        transform = made
    }

    deinit { cmsDeleteTransform(transform) }

    /// `COLORSPACE_SH(PT_RGB) | CHANNELS_SH(3) | BYTES_SH(1)` of lcms2.h.
    private static let rgb8: cmsUInt32Number = 4 << 16 | 3 << 3 | 1

    /// The same picture in sRGB; grey pictures stay as they are.
    public func converted(_ image: PageImage) -> PageImage {
        guard image.channels == 3 else { return image }
        var result = image
        let count = image.width * image.height
        result.pixels.withUnsafeMutableBufferPointer { out in
            image.pixels.withUnsafeBufferPointer { source in
                cmsDoTransform(transform, source.baseAddress, out.baseAddress, cmsUInt32Number(count))
            }
        }
        return result
    }

    /// Whether the profile is sRGB by another name, so that converting would change nothing that can be seen.
    public var changesNothing: Bool {
        let probes: [UInt8] = [0, 32, 64, 96, 128, 160, 192, 224, 255]
        var pixels: [UInt8] = []
        for red in probes { for green in probes { for blue in probes { pixels += [red, green, blue] } } }
        let image = PageImage(width: pixels.count / 3, height: 1, channels: 3, pixels: pixels)
        return zip(converted(image).pixels, pixels).allSatisfy { abs(Int($0) - Int($1)) <= 3 }
    }
}
