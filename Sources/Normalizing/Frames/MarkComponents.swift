internal import IntakeModel

/// 连通区域: sets of touching non-zero pixels of a mask.
struct MarkComponents {
    struct Component {
        var minX: Int
        var minY: Int
        var maxX: Int
        var maxY: Int
        var count: Int
        /// Indices of the pixels in the mask.
        var pixels: [Int32]
        var width: Int { maxX - minX + 1 }
        var height: Int { maxY - minY + 1 }
    }

    let components: [Component]

    /// Eight-connected; components of fewer than `smallest` pixels are left out.
    init(_ mask: Plane<UInt8>, smallest: Int) {
        var seen = [Bool](repeating: false, count: mask.values.count)
        var found: [Component] = []
        var stack: [Int32] = []
        let width = mask.width
        let height = mask.height
        mask.values.withUnsafeBufferPointer { values in
            seen.withUnsafeMutableBufferPointer { seen in
                for start in 0..<values.count where values[start] != 0 && !seen[start] {
                    seen[start] = true
                    stack.append(Int32(start))
                    var component = Component(
                        minX: width, minY: height, maxX: 0, maxY: 0, count: 0, pixels: [])
                    while let index = stack.popLast() {
                        let x = Int(index) % width
                        let y = Int(index) / width
                        component.minX = min(component.minX, x)
                        component.maxX = max(component.maxX, x)
                        component.minY = min(component.minY, y)
                        component.maxY = max(component.maxY, y)
                        component.count += 1
                        component.pixels.append(index)
                        for ny in max(0, y - 1)...min(height - 1, y + 1) {
                            for nx in max(0, x - 1)...min(width - 1, x + 1) {
                                let next = ny * width + nx
                                if values[next] != 0, !seen[next] {
                                    seen[next] = true
                                    stack.append(Int32(next))
                                }
                            }
                        }
                    }
                    if component.count >= smallest { found.append(component) }
                }
            }
        }
        components = found
    }
}
