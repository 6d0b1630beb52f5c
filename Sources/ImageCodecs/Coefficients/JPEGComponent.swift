internal import CJPEGBlocks

/// One colour component of a JPEG file: its sampling, its blocks, its quantization.
struct JPEGComponent {
    let index: Int
    /// Stored samples per sample of the densest component: 1 for luminance, often 2 for colour.
    let across: Int
    let down: Int
    /// Blocks that hold pixels.
    let columns: Int
    let rows: Int
    /// Row by row, 64 of them.
    let steps: [UInt16]

    static func all(_ info: jpeg_blocks_info) -> [JPEGComponent] {
        let h = list(info.h)
        let v = list(info.v)
        let columns = list(info.columns)
        let rows = list(info.rows)
        let tables = withUnsafeBytes(of: info.quant) { Array($0.bindMemory(to: UInt16.self)) }
        let count = Int(info.components)
        let (widest, tallest) = (h.prefix(count).max() ?? 1, v.prefix(count).max() ?? 1)
        return (0..<count).map { at in
            JPEGComponent(
                index: at, across: max(1, widest / max(1, h[at])), down: max(1, tallest / max(1, v[at])),
                columns: columns[at], rows: rows[at], steps: Array(tables[(64 * at)..<(64 * at + 64)]))
        }
    }

    private static func list(_ values: (Int32, Int32, Int32, Int32)) -> [Int] {
        [Int(values.0), Int(values.1), Int(values.2), Int(values.3)]
    }
}
