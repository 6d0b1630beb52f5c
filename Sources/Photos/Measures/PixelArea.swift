internal import IntakeModel

/// A region as whole pixels of a picture.
struct PixelArea {
    let columns: Range<Int>
    let rows: Range<Int>

    init(_ region: Region, width: Int, height: Int) {
        let left = max(0, min(width, Int(max(0, region.x))))
        let top = max(0, min(height, Int(max(0, region.y))))
        columns = left..<max(left, min(width, Int(max(0, region.maxX))))
        rows = top..<max(top, min(height, Int(max(0, region.maxY))))
    }
}

extension Plane<UInt8> {
    @inline(__always)
    func eachPixel(in region: Region, _ body: (UInt8) -> Void) {
        let area = PixelArea(region, width: width, height: height)
        values.withUnsafeBufferPointer { v in
            for y in area.rows { for x in area.columns { body(v[y * width + x]) } }
        }
    }
}
