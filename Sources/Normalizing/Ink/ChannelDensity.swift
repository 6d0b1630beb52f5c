internal import Foundation
internal import IntakeModel

/// One channel's optical density against the paper around, 256 for OD 1, 0…1000; worked out where it is asked for, because
/// the densities of a whole page are twice as large as the page.
struct ChannelDensity {
    private let image: PageImage
    private let channel: Int
    private let paper: PaperBackground

    private static let ln: [Int16] = (0..<256).map { Int16((log(Double($0) + 6) * 256).rounded()) }

    /// `cell` pixels is the window in which paper is told from ink.
    init(_ image: PageImage, channel: Int, cell: Int) {
        self.image = image
        self.channel = channel
        paper = PaperBackground(image, channel: channel, cell: cell)
    }

    /// Row `y`, into as many values as the picture is wide.
    func row(_ y: Int, into out: inout [Int16]) {
        out.withUnsafeMutableBufferPointer { out in
            guard let to = out.baseAddress else { return }
            var tones = [UInt8](repeating: 0, count: image.width)
            write(y, from: 0, step: 1, tones: &tones, to: to)
        }
    }

    /// Every `step`th pixel, counted through the rows.
    func samples(step: Int) -> [Int16] {
        let (width, height) = (image.width, image.height)
        var out = [Int16](repeating: 0, count: (width * height + step - 1) / step)
        var tones = [UInt8](repeating: 0, count: width)
        out.withUnsafeMutableBufferPointer { out in
            guard let to = out.baseAddress else { return }
            for y in 0..<height {
                let first = (step - y * width % step) % step
                write(y, from: first, step: step, tones: &tones, to: to + (y * width + first) / step)
            }
        }
        return out
    }

    @inline(__always)
    private func write(_ y: Int, from first: Int, step: Int, tones: inout [UInt8], to out: UnsafeMutablePointer<Int16>)
    {
        let (width, channels) = (image.width, image.channels)
        tones.withUnsafeMutableBufferPointer { tones in
            paper.row(y, into: tones)
            image.pixels.withUnsafeBufferPointer { source in
                ChannelDensity.ln.withUnsafeBufferPointer { ln in
                    guard let from = source.baseAddress else { return }
                    let pixels = from + y * width * channels + channel
                    var to = out
                    for x in stride(from: first, to: width, by: step) {
                        to[0] = max(0, ln[Int(tones[x])] &- ln[Int(pixels[x &* channels])])
                        to += 1
                    }
                }
            }
        }
    }
}
