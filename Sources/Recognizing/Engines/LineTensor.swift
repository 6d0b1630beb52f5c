internal import IntakeModel

/// A line picture as PP-OCR wants it: planes blue, green, red; height 48; values −1…1; zero-padded at the right.
struct LineTensor {
    static let height = 48
    /// Widths of most labels and values of a form.
    static let shortWidths = [80, 120, 160, 200]
    /// Widths that are used: time goes with the width, and every shape is compiled once, at the cost of two runs.
    static let widths =
        shortWidths + Array(stride(from: 240, to: 480, by: 40)) + Array(stride(from: 480, to: 1120, by: 80))
        + [1120, 1280, 1440, 1600, 2048, 2560, 3200]

    /// One line, blue, green and red, so high and so wide.
    static func shape(_ width: Int) -> [Int] { [1, 3, height, width] }

    let values: [Float]
    let width: Int
    /// Share of the width that shows the picture.
    let coverage: Double

    /// `breadth` is the width of a character as a share of its own: time goes with it.
    init(_ line: PageImage, breadth: Double = 1) {
        let natural = breadth * Double(line.width) * Double(LineTensor.height) / Double(max(1, line.height))
        let scaled = max(1, min(LineTensor.widths[LineTensor.widths.count - 1], Int(natural.rounded(.up))))
        let width = LineTensor.widths.first { $0 >= scaled } ?? scaled
        let plane = LineTensor.height * width
        var values = [Float](repeating: 0, count: 3 * plane)
        let xStep = Double(line.width) / Double(scaled)
        let yStep = Double(line.height) / Double(LineTensor.height)
        values.withUnsafeMutableBufferPointer { out in
            line.pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<LineTensor.height {
                    let sy = min(Double(line.height - 1), max(0, (Double(y) + 0.5) * yStep - 0.5))
                    let y0 = Int(sy)
                    let y1 = min(line.height - 1, y0 + 1)
                    let fy = Float(sy - Double(y0))
                    for x in 0..<scaled {
                        let sx = min(Double(line.width - 1), max(0, (Double(x) + 0.5) * xStep - 0.5))
                        let x0 = Int(sx)
                        let x1 = min(line.width - 1, x0 + 1)
                        let fx = Float(sx - Double(x0))
                        func mixed(_ c: Int) -> Float {
                            func at(_ px: Int, _ py: Int) -> Float {
                                Float(pixels[(py * line.width + px) * line.channels + c])
                            }
                            let top = at(x0, y0) * (1 - fx) + at(x1, y0) * fx
                            let bottom = at(x0, y1) * (1 - fx) + at(x1, y1) * fx
                            return (top * (1 - fy) + bottom * fy) / 127.5 - 1
                        }
                        let place = y * width + x
                        if line.channels == 1 {
                            let grey = mixed(0)
                            for channel in 0..<3 { out[channel * plane + place] = grey }
                        } else {
                            for channel in 0..<3 { out[channel * plane + place] = mixed(2 - channel) }
                        }
                    }
                }
            }
        }
        self.values = values
        self.width = width
        coverage = Double(scaled) / Double(width)
    }
}
