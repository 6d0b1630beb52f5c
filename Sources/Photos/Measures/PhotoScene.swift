internal import ImageCodecs
internal import IntakeModel

/// What the measures look at: the photo small, its face, its frame, what is behind the head.
struct PhotoScene {
    let overview: PhotoPart
    let luma: Plane<UInt8>
    let face: FaceGeometry?
    /// The part of the photo that counts, in its pixels: the whole of it, or what would be cut out.
    let frame: Region
    let backdrop: Backdrop

    init(overview: PhotoPart, face: FaceGeometry?, frame: Region, backdrop: Backdrop) {
        self.overview = overview
        self.face = face
        self.frame = frame
        self.backdrop = backdrop
        luma = overview.image.luminance
    }

    /// Median-like colour of the skin: cheeks and the bridge of the nose.
    var skin: LabColour? {
        guard let face else { return nil }
        let colours = [(-0.55, 0.7), (0.55, 0.7), (0.0, 0.35)].compactMap {
            overview.image.meanLab(overview.inside(face.patch($0.0, $0.1, 0.3)))
        }
        guard colours.count == 3 else { return nil }
        func middle(_ values: [Double]) -> Double { values.sorted()[1] }
        var skin = colours[0]
        skin.lightness = middle(colours.map(\.lightness))
        skin.a = middle(colours.map(\.a))
        skin.b = middle(colours.map(\.b))
        return skin
    }
}
