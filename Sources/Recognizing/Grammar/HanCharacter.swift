extension Character {
    /// 汉字: of the block CJK Unified Ideographs (U+4E00 to U+9FFF), in which all characters of our forms lie.
    public var isHan: Bool { unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) } }
}
