public import IntakeModel

/// Patches of a mask: marks that lie close together taken as one.
public enum InkPatches {
    /// Marks grown by `radius` pixels, so that near ones touch.
    public static func joined(_ mask: Plane<UInt8>, radius: Int) -> Plane<UInt8> {
        Filters.dilate(mask, radius: radius)
    }

    /// The box of every patch.
    public static func boxes(_ mask: Plane<UInt8>) -> [Region] {
        MarkComponents(mask, smallest: 12).components.map {
            Region(x: Double($0.minX), y: Double($0.minY), width: Double($0.width), height: Double($0.height))
        }
    }
}
