internal import Foundation
internal import IntakeModel

/// 纸底: the colour of the bare paper at every place, as a coarse grid with bilinear reading.
struct PaperBackground {
    /// Source pixels per grid cell.
    let cell: Int
    let grid: Plane<UInt8>

    /// The lightest tone around every place (strokes are thin beside the window), smoothed.
    init(_ plane: Plane<UInt8>, cell: Int) {
        self.init(
            PageImage(width: plane.width, height: plane.height, channels: 1, pixels: plane.values), channel: 0,
            cell: cell)
    }

    /// The same for one channel of a picture.
    init(_ image: PageImage, channel: Int, cell: Int) {
        self.cell = cell
        let width = max(1, (image.width + cell - 1) / cell)
        let height = max(1, (image.height + cell - 1) / cell)
        let channels = image.channels
        var coarse = Plane<UInt8>(width: width, height: height, filledWith: 255)
        coarse.values.withUnsafeMutableBufferPointer { out in
            image.pixels.withUnsafeBufferPointer { source in
                var histogram = [Int](repeating: 0, count: 256)
                for gy in 0..<height {
                    for gx in 0..<width {
                        for k in 0..<256 { histogram[k] = 0 }
                        var count = 0
                        let end = min(image.width, (gx + 1) * cell)
                        for y in Swift.stride(from: gy * cell, to: min(image.height, (gy + 1) * cell), by: 2) {
                            var x = gx * cell
                            while x < end {
                                histogram[Int(source[(y &* image.width &+ x) &* channels &+ channel])] &+= 1
                                count &+= 1
                                x &+= 2
                            }
                        }
                        // The 80th percentile is paper unless ink covers four fifths of the cell.
                        var left = count / 5
                        var tone = 255
                        while tone > 0 {
                            left -= histogram[tone]
                            if left < 0 { break }
                            tone -= 1
                        }
                        out[gy * width + gx] = UInt8(tone)
                    }
                }
            }
        }
        // Cells full of ink take the tone of their neighbours.
        grid = Filters.mean(Filters.erode(Filters.dilate(coarse, radius: 2), radius: 1), horizontal: 1, vertical: 1)
    }

    /// The paper's tone along one row of the source, one value a pixel.
    func row(_ y: Int, into out: UnsafeMutableBufferPointer<UInt8>) {
        let gy = min(Double(grid.height - 1), max(0, (Double(y) + 0.5) / Double(cell) - 0.5))
        let y0 = Int(gy)
        let y1 = min(grid.height - 1, y0 + 1)
        let fy = Int((gy - Double(y0)) * 256)
        // One row of the grid between its neighbours, then straight lines from cell to cell.
        grid.values.withUnsafeBufferPointer { tones in
            func tone(_ x: Int) -> Int {
                Int(tones[y0 * grid.width + x]) * (256 - fy) + Int(tones[y1 * grid.width + x]) * fy
            }
            let half = cell / 2
            for x in 0..<min(half, out.count) { out[x] = UInt8(tone(0) >> 8) }
            var from = half
            for gx in 0..<grid.width where from < out.count {
                let left = tone(gx)
                let step = ((gx + 1 < grid.width ? tone(gx + 1) : left) - left) / cell
                let end = gx + 1 < grid.width ? min(out.count, from + cell) : out.count
                var value = left
                for x in from..<end {
                    out[x] = UInt8(truncatingIfNeeded: value >> 8)
                    value += step
                }
                from = end
            }
        }
    }
}
