internal import IntakeModel

extension PageImage {
    /// 栏目图样: the region, in pixels of this picture, with some paper around it.
    func cutOut(around region: Region) -> PageImage {
        let margin = max(region.height, region.width) * 0.08 + 12
        let wanted = region.inset(dx: -margin, dy: -margin).intersection(bounds) ?? bounds
        let left = Int(wanted.x)
        let top = Int(wanted.y)
        let width = max(1, min(self.width - left, Int(wanted.width)))
        let height = max(1, min(self.height - top, Int(wanted.height)))
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * channels)
        for y in top..<(top + height) {
            let start = (y * self.width + left) * channels
            pixels += self.pixels[start..<(start + width * channels)]
        }
        return PageImage(width: width, height: height, channels: channels, dpi: dpi, pixels: pixels)
    }

    /// A mid grey that is neither paper nor ink.
    private static let cover: UInt8 = 176

    /// 遮盖: nothing of what lay under the region is left in the pixels.
    mutating func paintOver(_ region: Region) {
        guard let covered = region.intersection(bounds) else { return }
        let left = Int(covered.x.rounded(.down))
        let right = min(width, Int(covered.maxX.rounded(.up)))
        for y in Int(covered.y.rounded(.down))..<min(height, Int(covered.maxY.rounded(.up))) {
            for at in ((y * width + left) * channels)..<((y * width + right) * channels) {
                pixels[at] = PageImage.cover
            }
        }
    }
}

extension Region {
    func scaled(by factor: Double) -> Region {
        Region(x: x * factor, y: y * factor, width: width * factor, height: height * factor)
    }
}
