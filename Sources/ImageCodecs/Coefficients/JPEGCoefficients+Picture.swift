public import IntakeModel

extension JPEGCoefficients {
    /// A part of the picture, `points`/8 of its stored size: 1, 2, 4 or 8 points a block.
    ///
    /// - Parameter region: pixels of the picture as stored; it grows to whole blocks.
    /// - Returns: sRGB (grey photos too), and the stored place of its upper left corner.
    public func picture(_ region: Region, points: Int) -> (image: PageImage, x: Int, y: Int) {
        let area = BlockArea(region, width: width, height: height, points: points)
        let planes = parts.prefix(3).map { plane($0, area, points: points) }
        var image = PageImage(width: area.width, height: area.height, channels: 3, filledWith: 0)
        guard let first = planes.first else { return (image, area.left, area.top) }
        if planes.count < 3 || space == .grey {
            image.pixels.withUnsafeMutableBufferPointer { out in
                for at in 0..<(out.count / 3) {
                    out[3 * at] = first.values[at]
                    out[3 * at + 1] = first.values[at]
                    out[3 * at + 2] = first.values[at]
                }
            }
        } else if space == .rgb {
            image.pixels.withUnsafeMutableBufferPointer { out in
                for at in 0..<(out.count / 3) { for part in 0..<3 { out[3 * at + part] = planes[part].values[at] } }
            }
        } else {
            JPEGColour.convert(first, planes[1], planes[2], into: &image)
        }
        return (image, area.left, area.top)
    }

    /// The same for luminance alone.
    public func luminance(_ region: Region, points: Int) -> (plane: Plane<UInt8>, x: Int, y: Int) {
        let area = BlockArea(region, width: width, height: height, points: points)
        guard space != .rgb, let first = parts.first else {
            let (image, x, y) = picture(region, points: points)
            return (image.luminance, x, y)
        }
        return (plane(first, area, points: points), area.left, area.top)
    }

    /// One component over the area, on the area's grid.
    private func plane(_ part: JPEGComponent, _ area: BlockArea, points: Int) -> Plane<UInt8> {
        // Coarser stored colour takes more points of its blocks, as far as they have them.
        let across = min(8, points * part.across)
        let down = min(8, points * part.down)
        let transform = ScaledTransform(across: across, down: down, steps: part.steps)
        let firstColumn = area.left / (8 * part.across)
        let firstRow = area.top / (8 * part.down)
        let columns = max(1, min(part.columns, (area.right + 8 * part.across - 1) / (8 * part.across)) - firstColumn)
        let rows = max(1, min(part.rows, (area.bottom + 8 * part.down - 1) / (8 * part.down)) - firstRow)
        var plane = Plane<UInt8>(width: columns * across, height: rows * down, filledWith: 128)
        let stride = plane.width
        plane.values.withUnsafeMutableBufferPointer { out in
            guard let start = out.baseAddress else { return }
            for row in 0..<rows {
                if across <= 2, down == across, let low = lowRow(part.index, firstRow + row) {
                    transform.lowest(
                        low + 4 * firstColumn, count: columns, into: start + row * down * stride, stride: stride)
                    continue
                }
                self.row(part.index, firstRow + row) { blocks in
                    transform.blocks(
                        blocks + 64 * firstColumn, count: columns, into: start + row * down * stride, stride: stride)
                }
            }
        }
        return plane.onGrid(
            of: area, points: points, part: part, firstColumn: firstColumn, firstRow: firstRow, across: across,
            down: down)
    }
}

/// A region in whole blocks of the densest component.
struct BlockArea {
    /// Stored pixels; right and bottom are the first ones beyond.
    let left: Int
    let top: Int
    let right: Int
    let bottom: Int
    /// On the scaled grid.
    let width: Int
    let height: Int

    init(_ region: Region, width: Int, height: Int, points: Int) {
        // Whole MCUs of the usual samplings, so that colour begins where luminance does.
        left = max(0, min(width - 1, Int(region.x))) / 16 * 16
        top = max(0, min(height - 1, Int(region.y))) / 16 * 16
        right = max(left + 1, min(width, Int(region.maxX.rounded(.up))))
        bottom = max(top + 1, min(height, Int(region.maxY.rounded(.up))))
        self.width = max(1, (right - left) * points / 8)
        self.height = max(1, (bottom - top) * points / 8)
    }
}

extension Plane<UInt8> {
    /// Cut to the area and, where the component was stored coarser than the grid, interpolated between its samples.
    fileprivate func onGrid(
        of area: BlockArea, points: Int, part: JPEGComponent, firstColumn: Int, firstRow: Int, across: Int, down: Int
    ) -> Plane<UInt8> {
        // Samples of this plane per sample of the grid.
        let stepX = Double(across) / Double(points * part.across)
        let stepY = Double(down) / Double(points * part.down)
        let offsetX = Double(area.left - firstColumn * 8 * part.across) * Double(points) / 8
        let offsetY = Double(area.top - firstRow * 8 * part.down) * Double(points) / 8
        if stepX == 1, stepY == 1 {
            if width == area.width, height == area.height, offsetX == 0, offsetY == 0 { return self }
            return nearest(area, Int(offsetX), Int(offsetY))
        }
        if stepX == 0.5, stepY == 0.5, offsetX == 0, offsetY == 0 { return doubled(area) }
        var out = Plane<UInt8>(width: area.width, height: area.height, filledWith: 128)
        let columns = (0..<area.width).map { Between((Double($0) + offsetX + 0.5) * stepX - 0.5, width) }
        // Down first, on the coarser grid; whole numbers, so that the order changes nothing.
        var mixed = [Int32](repeating: 0, count: width)
        values.withUnsafeBufferPointer { source in
            out.values.withUnsafeMutableBufferPointer { target in
                mixed.withUnsafeMutableBufferPointer { mixed in
                    columns.withUnsafeBufferPointer { columns in
                        for y in 0..<area.height {
                            let row = Between((Double(y) + offsetY + 0.5) * stepY - 0.5, height)
                            let (upper, lower) = (row.first * width, row.second * width)
                            let (over, under) = (Int32(256 - row.weight), Int32(row.weight))
                            for x in 0..<width {
                                mixed[x] = Int32(source[upper + x]) &* over &+ Int32(source[lower + x]) &* under
                            }
                            let start = y * area.width
                            for x in 0..<area.width {
                                let column = columns[x]
                                let weight = Int32(truncatingIfNeeded: column.weight)
                                let sum = mixed[column.first] &* (256 &- weight) &+ mixed[column.second] &* weight
                                target[start + x] = UInt8(truncatingIfNeeded: (sum &+ 32_768) >> 16)
                            }
                        }
                    }
                }
            }
        }
        return out
    }

    /// Twice as fine in both directions: three parts of the nearer sample, one of the next. The same whole numbers as
    /// `onGrid` works out for any step.
    private func doubled(_ area: BlockArea) -> Plane<UInt8> {
        var out = Plane<UInt8>(width: area.width, height: area.height, filledWith: 128)
        // A sample more on each side, so that the ends need no asking.
        var mixed = [UInt16](repeating: 0, count: width + 18)
        values.withUnsafeBufferPointer { source in
            out.values.withUnsafeMutableBufferPointer { target in
                mixed.withUnsafeMutableBufferPointer { mixed in
                    guard let mixedStart = UnsafeMutableRawPointer(mixed.baseAddress), let to = target.baseAddress
                    else {
                        return
                    }
                    for y in 0..<area.height {
                        let near = Swift.min(height - 1, y / 2)
                        let next = Swift.max(0, Swift.min(height - 1, y & 1 == 0 ? y / 2 - 1 : y / 2 + 1))
                        let (nearRow, nextRow) = (near * width, next * width)
                        for x in 0..<width {
                            mixed[x + 1] = 3 &* UInt16(source[nearRow + x]) &+ UInt16(source[nextRow + x])
                        }
                        mixed[0] = mixed[1]
                        mixed[width + 1] = mixed[width]
                        var x = 0
                        let start = UnsafeMutableRawPointer(to + y * area.width)
                        while 2 * x + 16 <= area.width, x + 8 <= width {
                            @inline(__always)
                            func eight(_ shift: Int) -> SIMD8<UInt16> {
                                mixedStart.loadUnaligned(fromByteOffset: 2 * (x + shift), as: SIMD8<UInt16>.self)
                            }
                            let here = eight(1) &* 3 &+ 8
                            let before = (here &+ eight(0)) &>> 4
                            let after = (here &+ eight(2)) &>> 4
                            // Two bytes that follow one another in each word.
                            let both = before | (after &<< 8)
                            start.storeBytes(of: both, toByteOffset: 2 * x, as: SIMD8<UInt16>.self)
                            x += 8
                        }
                        for place in (2 * x)..<area.width {
                            let at = Swift.min(width, place / 2 + 1)
                            let other = place & 1 == 0 ? at - 1 : Swift.min(width + 1, at + 1)
                            to[y * area.width + place] = UInt8((3 * mixed[at] + mixed[other] + 8) >> 4)
                        }
                    }
                }
            }
        }
        return out
    }

    private func nearest(_ area: BlockArea, _ dx: Int, _ dy: Int) -> Plane<UInt8> {
        var out = Plane<UInt8>(width: area.width, height: area.height, filledWith: 128)
        values.withUnsafeBufferPointer { source in
            out.values.withUnsafeMutableBufferPointer { target in
                let inside = max(0, min(area.width, width - dx))
                for y in 0..<area.height {
                    let row = min(height - 1, y + dy) * width
                    if let from = source.baseAddress, let to = target.baseAddress {
                        (to + y * area.width).update(from: from + row + dx, count: inside)
                    }
                    for x in inside..<area.width { target[y * area.width + x] = source[row + width - 1] }
                }
            }
        }
        return out
    }
}

/// Two neighbours and how much the second one counts, of 256.
private struct Between {
    let first: Int
    let second: Int
    let weight: Int

    init(_ place: Double, _ count: Int) {
        let kept = Swift.max(0, Swift.min(Double(count - 1), place))
        first = Int(kept)
        second = Swift.min(count - 1, first + 1)
        weight = Int((kept - Double(first)) * 256)
    }
}
