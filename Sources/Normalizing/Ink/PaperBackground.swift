internal import Foundation
internal import IntakeModel

/// 纸底: the colour of the bare paper at every place, as a coarse grid with bilinear reading.
struct PaperBackground {
    /// Source pixels per grid cell.
    let cell: Int
    let grid: Plane<UInt8>

    /// The lightest tone around every place (strokes are thin beside the window), smoothed.
    init(_ plane: Plane<UInt8>, cell: Int) {
        self.cell = cell
        let width = max(1, (plane.width + cell - 1) / cell)
        let height = max(1, (plane.height + cell - 1) / cell)
        var coarse = Plane<UInt8>(width: width, height: height, filledWith: 255)
        coarse.values.withUnsafeMutableBufferPointer { out in
            plane.values.withUnsafeBufferPointer { source in
                var histogram = [Int](repeating: 0, count: 256)
                for gy in 0..<height {
                    for gx in 0..<width {
                        for k in 0..<256 { histogram[k] = 0 }
                        var count = 0
                        for y in Swift.stride(from: gy * cell, to: min(plane.height, (gy + 1) * cell), by: 2) {
                            for x in Swift.stride(from: gx * cell, to: min(plane.width, (gx + 1) * cell), by: 2) {
                                histogram[Int(source[y * plane.width + x])] += 1
                                count += 1
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
        for x in 0..<out.count {
            let gx = min(Double(grid.width - 1), max(0, (Double(x) + 0.5) / Double(cell) - 0.5))
            let x0 = Int(gx)
            let x1 = min(grid.width - 1, x0 + 1)
            let fx = Int((gx - Double(x0)) * 256)
            let top = Int(grid[x0, y0]) * (256 - fx) + Int(grid[x1, y0]) * fx
            let bottom = Int(grid[x0, y1]) * (256 - fx) + Int(grid[x1, y1]) * fx
            out[x] = UInt8((top * (256 - fy) + bottom * fy) >> 16)
        }
    }
}
